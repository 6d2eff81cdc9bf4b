"""What is planned: a dashed turn with a better question, and one that is empty again."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from storyreel.design.easing import steady
from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.curves import closed, placed
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.solid import filled
from storyreel.parts.text import Line

from .dashes import dashed
from .turn import Spot, text_lines, turn_outline

_NOTE = TextStyle(FontId("sans", "bold"), px(57))
_INSIDE = 44.0
"""Pixels between the note and the corner of the turn."""


class PlannedTurn(VGroup):
    """A dashed turn with a note in its lower right corner; `write` writes its question."""

    def __init__(self, question: Sequence[str], note: str, spot: Spot) -> None:
        self._spot = spot
        self._lines = text_lines(question, Color.SLATE)
        Rigid(*self._lines).place(spot.at(0, 0), spot.scale)
        outline = turn_outline(spot)
        corner = spot.x + px(spot.width / 2 - _INSIDE), spot.y + px(2 * _INSIDE - 4)
        tag = Line(note, _NOTE, corner, Color.SLATE, "right")
        edge = dashed(outline, role="decor")
        super().__init__(filled(outline, "#F7F9FC"), edge, tag, *self._lines)
        self.word(0.0)

    def word(self, share: float) -> None:
        """Write the question, line after line, up to a share of its length."""
        whole, before = sum(line.advance for line in self._lines), 0.0
        left, top = self._spot.at(0, 0)
        for line in self._lines:
            written = min(max(share * whole - before, 0.0), line.advance)
            start = left + line.at[0] * self._spot.scale
            right = start + written * self._spot.scale if written else left
            clipped(line, (left, self._spot.y, right, top))
            before += line.advance

    def write(self, seconds: float) -> Motion:
        """Write the question."""
        return Motion(self, self.word, seconds, steady)


class PlannedSeed(VGroup):
    """An empty dashed turn, and a dashed pen in it: neither has happened."""

    def __init__(self, spot: Spot) -> None:
        outline = turn_outline(spot)
        pen = placed(_PEN, spot.at(150, spot.height / 2), (px(1), px(1)))
        super().__init__(filled(outline, "#F7F9FC"), dashed(outline), dashed(pen))


_PEN = closed(
    (0, 0),
    ((20, 14), (40, 15), (62, 15)),
    (112, 27),
    (308, 27),
    ((326, 27), (326, -27), (308, -27)),
    (112, -27),
    (62, -15),
    ((40, -15), (20, -14), (0, 0)),
)
"""The outline of a pen about the tip of its nib, in pixels."""
