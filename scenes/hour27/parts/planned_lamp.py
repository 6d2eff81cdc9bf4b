"""A check that was not made: a dashed lamp that stays dark, with its question."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import settle
from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, Seconds, TextStyle, px
from storyreel.parts.curves import joined, outline, placed
from storyreel.parts.lamp import HEIGHT, WIDTH, bell
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.solid import filled
from storyreel.parts.text import Line

from .dashes import dashed
from .desk import RAIL
from .trolley import RIM

_LABEL = TextStyle(FontId("sans", "bold"), px(56))


def lamp_label(text: str, x: float, color: str) -> Line:
    """What a lamp asks for, below its rim."""
    return Line(text, _LABEL, (x, RIM - px(54)), color, "center")


def planned_note(text: str, x: float) -> Line:
    """Why lamps are dashed, at the height of their shades."""
    return Line(text, _LABEL, (x, RIM + px(44)), Color.SLATE, "center")


class PlannedLamp(VGroup):
    """A dashed lamp below the rail, with a question below it; `draw` draws them."""

    def __init__(self, x: float, question: str) -> None:
        shade = placed(bell(), (x, RIM), (px(1), px(1)))
        cord = outline((x, RAIL), (x, RIM + px(HEIGHT + 6)))
        inside = filled(bell(), "#F7F9FC")
        inside.points = shade
        says = lamp_label(question, x, Color.SLATE)
        self._frame = x - px(WIDTH / 2 + 40), RIM - px(110), x + px(WIDTH / 2 + 40), RAIL
        super().__init__(inside, dashed(joined(shade, cord)), says)

    def draw(self, seconds: float = Seconds.MOVE) -> Motion:
        """Draw the lamp and its question from the rail downwards."""
        left, bottom, right, top = self._frame

        def change(share: float) -> None:
            clipped(self, (left, top + (bottom - top) * share, right, top))

        return Motion(self, change, seconds, settle)
