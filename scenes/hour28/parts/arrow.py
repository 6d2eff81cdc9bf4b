"""An arrow: from what was to what is."""

from __future__ import annotations

from storyreel.design.tokens import Color, Weight, px
from storyreel.parts.shapes import Strokes

HEAD = px(20)


def arrow(start: float, end: float, y: float, color: str = Color.NAVY) -> Strokes:
    """A level arrow from the place `start` to the place `end`, to the right."""
    head = ((end - HEAD, y + HEAD), (end, y), (end - HEAD, y - HEAD))
    return Strokes(((start, y), (end, y)), head, color=color, width=Weight.STRONG)
