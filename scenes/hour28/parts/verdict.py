"""What a choice means: single figures."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Type
from storyreel.parts.text import Anchor, Line
from storyreel.parts.veil import Veil


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
