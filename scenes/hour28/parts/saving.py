"""How much less work a pass over the shorter note is: a share, and the figures below it."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

_BOLD = FontId("sans", "bold")
_SHARE, _FIGURE = TextStyle(_BOLD, px(66)), TextStyle(_BOLD, px(52))
_ROWS = 0, 76, 138


class Saving(VGroup):
    """Three lines about a column; `reveal` sets their opacity."""

    def __init__(self, lines: tuple[str, str, str], at: tuple[float, float]) -> None:
        """The share, the figures and their unit; `at` is the middle of the first line in pixels."""
        styles = (_SHARE, Color.NAVY), (_FIGURE, Color.SLATE), (_FIGURE, Color.SLATE)
        x, top = at
        parts = [
            Line(text, style, (x_at(x), y_at(top + row)), color, "center", "number")
            for text, (style, color), row in zip(lines, styles, _ROWS, strict=True)
        ]
        super().__init__(*parts)
        self._veils = [Veil(part) for part in parts]
        self.reveal(0.0)

    def reveal(self, share: float) -> None:
        """Set the opacity."""
        for veil in self._veils:
            veil.set(share)
