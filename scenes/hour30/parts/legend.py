"""The legend: what the golden sign means."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Type, px
from storyreel.parts.curves import Point
from storyreel.parts.text import Line

from .letters import SpaceBox
from .night import Night

_STYLE = Type.HEADING.sized(58)


class Legend(VGroup):
    """The golden sign, and its name beside it."""

    def __init__(self, at: Point, label: str) -> None:
        """`at` is the left end of the sign, at half the height of the letters."""
        x, y = at
        sign = SpaceBox((x + px(19), y), gold=True)
        sign.light(1.0)
        super().__init__(sign, Line(label, _STYLE, (x + px(56), y), Night.MOON))
