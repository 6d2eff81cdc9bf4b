"""The legend: what the signs for a space mean."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Type, px
from storyreel.parts.curves import Point
from storyreel.parts.text import Line

from .letters import SpaceBox
from .night import Night
from .places import ADVANCE

_STYLE = Type.HEADING.sized(66)


class Legend(VGroup):
    """The golden and the open sign, and their name beside them."""

    def __init__(self, at: Point, label: str) -> None:
        """`at` is the left end of the signs, at half the height of the letters."""
        x, y = at
        golden, sign = SpaceBox((x + px(19), y), gold=True), SpaceBox((x + px(19) + ADVANCE, y))
        golden.light(1.0)
        sign.outline(Night.MOON)
        name = Line(label, _STYLE, (x + px(56) + ADVANCE, y), Night.MOON)
        super().__init__(golden, sign, name)
