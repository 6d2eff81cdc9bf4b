"""What a choice means: the name of a thing with a large sign, and single figures."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, TextStyle, Type, px
from storyreel.parts.text import Anchor, Line
from storyreel.parts.veil import Veil

_NAME = TextStyle(FontId("sans", "bold"), px(72))
_SIGN = Type.FIGURE.sized(180)


class Figure(VGroup):
    """One line in a size about a pixel, or beginning there; `reveal` fades it in."""

    def __init__(self, text: str, size: float, at: tuple[float, float], anchor: Anchor) -> None:
        place = x_at(at[0]), y_at(at[1])
        line = Line(text, Type.FIGURE.sized(size), place, Color.NAVY, anchor, "number")
        super().__init__(line)
        self._veil = Veil(line)
        self.reveal(0.0)

    def reveal(self, share: float) -> None:
        """Set the opacity."""
        self._veil.set(share)


class Verdict(VGroup):
    """A name, and a sign below it; `reveal` fades both in."""

    def __init__(
        self, name: str, sign: str, x: float, rows: tuple[float, float], anchor: Anchor
    ) -> None:
        """`rows` are the middles of name and sign, in pixels."""
        styles = (_NAME, Color.SLATE, name, "label"), (_SIGN, Color.NAVY, sign, "number")
        lines = [
            Line(text, style, (x_at(x), y_at(row)), color, anchor, role)
            for (style, color, text, role), row in zip(styles, rows, strict=True)
        ]
        super().__init__(*lines)
        self._veils = [Veil(line) for line in lines]
        self.reveal(0.0)

    def reveal(self, share: float) -> None:
        """Set the opacity."""
        for veil in self._veils:
            veil.set(share)
