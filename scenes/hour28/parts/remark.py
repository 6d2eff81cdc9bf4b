"""A remark above a thing, which fades in."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

_STYLE = TextStyle(FontId("sans", "bold"), px(60))


class Remark(VGroup):
    """A line of text about a pixel; `reveal` sets its opacity."""

    def __init__(self, text: str, x: float, row: float) -> None:
        line = Line(text, _STYLE, (x_at(x), y_at(row)), Color.SLATE, "center")
        super().__init__(line)
        self._veil = Veil(line)
        self.reveal(0.0)

    def reveal(self, share: float) -> None:
        """Set the opacity."""
        self._veil.set(share)
