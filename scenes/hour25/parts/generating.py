"""The room that writes on: the staircase of its readings, and what they add up to."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, px
from storyreel.parts.motion import Appear, Motion

from .staircase import Staircase
from .strip import Look, TokenStrip
from .total import Total

STEP = px(176)
FIRST_PASSES = 3.0
"""The passes that are shown one by one."""

GOING = 0.15
"""Share of the other passes in which the ids of the first row fade."""


class Generating(VGroup):
    """`passes` readings in the frame of a room, the first of them `first` cells long.

    `words` are shown below the number of passes, of cells read, and of cells read with a cache.
    """

    def __init__(self, frame: Frame, first: int, passes: int, words: tuple[str, str, str]) -> None:
        super().__init__()
        self._passes = passes
        stairs = Frame(frame.left, frame.bottom, frame.left + px(910), frame.top)
        self.staircase = Staircase(stairs, first, passes)
        colors = (Color.NAVY, Color.NAVY, Color.GOLD_TEXT)
        ends = [(frame.right, frame.top - px(4) - STEP * step) for step in range(len(words))]
        self._totals = [
            Total(end, word, color) for end, word, color in zip(ends, words, colors, strict=True)
        ]
        self._totals[2].show_count(self.staircase.kept)
        self.end = (stairs.right, stairs.bottom)
        self.add(self.staircase)

    def first_row(self) -> tuple[Frame, ...]:
        """Where the tiles that are read first belong."""
        return self.staircase.first_row()

    def count_from_zero(self) -> Motion:
        """The two counters come."""
        return Appear(VGroup(*self._totals[:2]))

    def read_slowly(self, strip: TokenStrip, run_time: float) -> list[Motion]:
        """The first passes, one by one; the tiles of the first row keep their ids."""
        return self._read(strip, 0.0, FIRST_PASSES, run_time)

    def read_on(self, strip: TokenStrip, run_time: float) -> list[Motion]:
        """All other passes; the tiles of the first row become cells like all others."""
        return self._read(strip, FIRST_PASSES, self._passes, run_time)

    def spare(self) -> list[Motion]:
        """What a cache would spare turns pale, and the rest is counted."""
        self.add(*self._totals)
        return [self.staircase.spare(Seconds.MOVE), Appear(self._totals[2])]

    def _read(self, strip: TokenStrip, begin: float, end: float, run_time: float) -> list[Motion]:
        # Once their ids are gone, tiles are cells: those of the staircase lie where they lie.
        leaving = GOING if begin else 1.0

        def at(progress: float) -> float:
            return begin + (end - begin) * glide(progress)

        def draw_back(share: float) -> None:
            progress = share * leaving
            told, shown = (1 - share, float(share < 1)) if begin else (1.0, 1.0)
            frames = self.staircase.first_row(at(progress))
            for tile, frame in zip(strip.tiles, frames, strict=True):
                tile.stand(Look(frame, 0.0, told, 1.0, shown))

        passes, cells, _ = self._totals
        return [
            self.staircase.climb(begin, end, run_time, glide),
            passes.follow(lambda progress: int(at(progress)), run_time),
            cells.follow(lambda progress: self.staircase.cells_read(at(progress)), run_time),
            Motion(strip, draw_back, run_time * leaving, steady, removes=begin > 0),
        ]
