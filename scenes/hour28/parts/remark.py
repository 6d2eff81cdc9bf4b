"""What a person says: lines in a speech bubble, which fade in."""

from __future__ import annotations

from manim import VGroup

from scenes.hour28.outlines import slab
from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.curves import closed, joined
from storyreel.parts.solid import filled
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

_STYLE = TextStyle(FontId("sans", "bold"), px(58))
_LEADING, _WIDE, _TAIL = 68, 230, 56


class Remark(VGroup):
    """Lines in a bubble about a pixel, with a tail below; `reveal` sets its opacity."""

    def __init__(self, lines: tuple[str, ...], x: float, row: float) -> None:
        half = _LEADING * len(lines) / 2 + 14
        middle, low = x - 960, 540 - row
        root = low - half + 6
        tail = closed((middle + 20, root), (middle + 76, root - 6 - _TAIL), (middle + 84, root))
        shape = joined(slab(middle - _WIDE, low - half, middle + _WIDE, low + half, 24), tail)
        bubble = filled(shape, Color.NAVY)
        first = row - _LEADING * (len(lines) - 1) / 2
        places = [(x_at(x), y_at(first + _LEADING * at)) for at in range(len(lines))]
        words = [
            Line(text, _STYLE, at, Color.WHITE, "center")
            for text, at in zip(lines, places, strict=True)
        ]
        super().__init__(bubble, *words)
        self._veils = [Veil(each) for each in (bubble, *words)]
        self.reveal(0.0)

    def reveal(self, share: float) -> None:
        """Set the opacity."""
        for veil in self._veils:
            veil.set(share)
