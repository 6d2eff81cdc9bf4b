"""What the model is given: the opened turn of a user who is not there."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.easing import steady
from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, TextStyle, Weight, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import closed, ellipse, joined, placed
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Strokes
from storyreel.parts.text import Line
from storyreel.parts.tone import edge, rgb

from .desk import DESK_FRONT

_ROLE = TextStyle(FontId("sans", "bold"), px(56))
_AT, _SCALE = (x_at(600), y_at(DESK_FRONT - 8)), px(1.5)
BLINK = 0.5
"""Seconds that a caret shows, and that it does not."""
FADE = 0.15


class AbsentUser(VGroup):
    """The outline of a user, empty, with the name of the role."""

    def __init__(self, role: str) -> None:
        shoulders = closed(
            (-96, 0), ((-96, 84), (-58, 108), (0, 108)), ((58, 108), (96, 84), (96, 0))
        )
        shape = VMobject(fill_color=Color.WHITE, fill_opacity=0.55)
        shape.points = placed(joined(shoulders, ellipse((0, 168), 50, 50)), _AT, (_SCALE, _SCALE))
        edge(shape, rgb(Color.LINE), Weight.LINE)
        name = Line(role, _ROLE, (_AT[0], _AT[1] + px(80)), Color.SLATE, "center")
        super().__init__(tagged(shape, Tag("decor")), name)


def _visible(time: float) -> float:
    """The opacity of a caret in its period: there at first, then not, with short fades."""
    return min(max((BLINK - time) / FADE, (time - 2 * BLINK + FADE) / FADE, 0.0), 1.0)


class Caret(Strokes):
    """A blinking caret, where a text is to begin."""

    def __init__(self, at: tuple[float, float], height: float) -> None:
        x, y = at
        ends = ((x, y - height / 2), (x, y + height / 2))
        super().__init__(ends, color=Color.NAVY, width=px(6))

    def blink(self, seconds: float) -> Motion:
        """Show and hide in turn, beginning with a shown caret."""

        def change(share: float) -> None:
            self.set_stroke(opacity=_visible(share * seconds % (2 * BLINK)))

        return Motion(self, change, seconds, steady)
