"""The room that writes on: the staircase of its readings, and what they add up to."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.design.tokens import Motion as Seconds
from storyreel.parts.motion import Appear, Motion
from storyreel.parts.staircase import Staircase
from storyreel.parts.tally import Tally
from storyreel.parts.tokens import Look, TokenStrip

STEP = px(176)
FIRST_PASSES = 3.0
"""The passes that are shown one by one."""


class Generating(VGroup):
    """`passes` readings in the frame of a room, the first of them `first` cells long.

    `words` stand below the number of passes, of cells read, and of cells read with a cache.
    """

    def __init__(self, frame: Frame, first: int, passes: int, words: tuple[str, str, str]) -> None:
        super().__init__()
        self._passes = passes
        stairs = Frame(frame.left, frame.bottom, frame.left + px(910), frame.top)
        self.staircase = Staircase(stairs, first, passes)
        colors = (Color.NAVY, Color.NAVY, Color.GOLD_TEXT)
        ends = [(frame.right, frame.top - px(4) - STEP * step) for step in range(len(words))]
        self._tallies = [
            Tally(end, word, color) for end, word, color in zip(ends, words, colors, strict=True)
        ]
        self._tallies[2].show_count(self.staircase.kept)
        self.end = (stairs.right, stairs.bottom)
        self.add(self.staircase)

    def first_row(self) -> tuple[Frame, ...]:
        """Where the tiles that are read first belong."""
        return self.staircase.first_row()

    def count_from_zero(self) -> Motion:
        """The two counters come."""
        return Appear(VGroup(*self._tallies[:2]))

    def read_slowly(self, run_time: float) -> list[Motion]:
        """The first passes, one by one."""
        return self._read(0.0, FIRST_PASSES, run_time)

    def read_on(self, strip: TokenStrip, run_time: float) -> list[Motion]:
        """All other passes; the tiles of the first row draw back with it and are gone."""
        motions = self._read(FIRST_PASSES, self._passes, run_time)

        def draw_back(progress: float) -> None:
            passes = self._between(FIRST_PASSES, self._passes, progress)
            frames = self.staircase.first_row(passes)
            for tile, frame in zip(strip.tiles, frames, strict=True):
                tile.stand(Look(frame, 0.0, max(1 - 12 * progress, 0.0), 1.0))

        return [*motions, Motion(strip, draw_back, run_time, steady, removes=True)]

    def spare(self) -> list[Motion]:
        """What a cache would spare turns pale, and the rest is counted."""
        self.add(*self._tallies)
        return [self.staircase.spare(Seconds.MOVE), Appear(self._tallies[2])]

    def _read(self, begin: float, end: float, run_time: float) -> list[Motion]:
        def passes(progress: float) -> int:
            return int(self._between(begin, end, progress))

        def cells(progress: float) -> int:
            return self.staircase.cells_read(self._between(begin, end, progress))

        return [
            self.staircase.climb(begin, end, run_time, glide),
            self._tallies[0].follow(passes, run_time),
            self._tallies[1].follow(cells, run_time),
        ]

    @staticmethod
    def _between(begin: float, end: float, progress: float) -> float:
        return begin + (end - begin) * glide(progress)
