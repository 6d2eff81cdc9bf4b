"""The area of all that is planned: a dashed frame below the rail with one note."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.curves import Points, closed
from storyreel.parts.shapes import QUARTER
from storyreel.parts.text import Line

from .dashes import planned_sheet

LEFT, RIGHT, LOW = 796.0, 1400.0, 806.0
_TOP, _RADIUS = 264.0, 24.0
_NOTE_AT = 756.0
_NOTE = TextStyle(FontId("sans", "bold"), px(56))


class PlannedArea(VGroup):
    """A pale area that hangs from the rail; its note is at its foot."""

    def __init__(self, note: str) -> None:
        says = Line(note, _NOTE, (x_at((LEFT + RIGHT) / 2), y_at(_NOTE_AT)), Color.SLATE, "center")
        super().__init__(planned_sheet(_shape()), says)


def _shape() -> Points:
    left, right, low, top = x_at(LEFT), x_at(RIGHT), y_at(LOW), y_at(_TOP)
    r, h = px(_RADIUS), px(_RADIUS * (1 - QUARTER))
    return closed(
        (left, top),
        (left, low + r),
        ((left, low + h), (left + h, low), (left + r, low)),
        (right - r, low),
        ((right - h, low), (right, low + h), (right, low + r)),
        (right, top),
    )
