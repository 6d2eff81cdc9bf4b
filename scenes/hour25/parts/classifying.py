"""The room that labels: tiles fill a row of fixed length, one pass reads it, one output wins."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.counter import Counter
from storyreel.parts.motion import Appear, Motion
from storyreel.parts.text import Line

from .outputs import Outputs
from .padding import PaddedRow
from .strip import Token, TokenStrip
from .tiling import wrapped_frames

TILE = px(84)
ROW_DROP, ROW_HEIGHT = px(34), px(172)
PILLS = (px(780), px(106))


class Classifying(VGroup):
    """A row of `length` places in the frame of a room; the tokens wait below it at first.

    `words` are shown below the tokens and below the pads.
    """

    def __init__(
        self,
        frame: Frame,
        texts: Sequence[str],
        length: int,
        words: tuple[str, str],
        labels: tuple[str, ...],
        winner: int,
    ) -> None:
        super().__init__()
        top = frame.top - ROW_DROP
        place = Frame(frame.left, top - ROW_HEIGHT, frame.right, top)
        below = Frame(frame.left, frame.bottom, frame.right, frame.top - px(182))
        tokens = [Token(text, 0) for text in texts]  # their ids are not shown
        self.strip = TokenStrip(tokens, wrapped_frames(tokens, below, Type.CODE_STRONG, TILE))
        self.row = PaddedRow(place, len(tokens), length)
        self._count = Counter((frame.right, frame.top + px(42)), length)
        y = place.bottom - px(50)
        pads_left = self.row.places()[-1].right + px(20)
        self._own = Line(words[0], Type.LABEL, (place.left, y), Color.NAVY)
        self._pads = Line(words[1], Type.LABEL, (pads_left, y), Color.SLATE)
        last = (place.right - px(5), place.bottom)
        pills = Frame(frame.right - PILLS[0], frame.bottom, frame.right, frame.bottom + PILLS[1])
        self.outputs = Outputs(pills, last, labels, winner)

    def come(self, source: tuple[float, float], run_time: float) -> list[Motion]:
        """The empty row appears, and the tiles come out of a point."""
        self.add(self.row, self._own, self._pads, self._count, self.outputs, self.outputs.chosen)
        return [
            Appear(self.row, (0.0, 0.0)),
            Appear(self._count),
            self.strip.burst(source, run_time),
        ]

    def line_up(self, run_time: float) -> list[Motion]:
        """The tiles become the first cells of the row."""
        return [
            self.strip.condense(self.row.places(), run_time),
            self._count.follow(lambda _: self.strip.condensed, run_time),
        ]

    def pad(self, run_time: float) -> list[Motion]:
        """Pads fill the rest of the row."""
        self.row.take()

        def taken(progress: float) -> int:
            return self.row.filled + self.row.landed(progress)

        return [
            Appear(self._own),
            self.row.pour(run_time),
            self._count.follow(taken, run_time),
        ]

    def show_outputs(self) -> list[Motion]:
        """What the row holds now, and the two outputs at its end."""
        return [Appear(self._pads), Appear(self.outputs)]
