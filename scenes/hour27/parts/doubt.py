"""What the person asks when no lamp does: a word in a speech bubble."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.curves import placed
from storyreel.parts.solid import filled
from storyreel.parts.text import Line, width_of

from .bubble import bubble

_STYLE = TextStyle(FontId("sans", "extrabold"), px(68))
_PAD, _HIGH, _TAIL = 34.0, 112.0, 46.0


class Doubt(VGroup):
    """A word on navy, with a tail at its lower left."""

    def __init__(self, says: str, left: float, low: float) -> None:
        """`left` and `low` are the edges of the bubble, in scene units."""
        half = width_of(says, _STYLE) / px(2) + _PAD
        middle = left + px(half)
        paper = filled(bubble(half, _HIGH, 0.0, _TAIL), Color.NAVY)
        paper.points = placed(paper.points, (middle, low))
        text = Line(says, _STYLE, (middle, low + px(_HIGH / 2)), Color.WHITE, "center")
        super().__init__(paper, text)
