"""The note at what is dashed: it is expected and did not run."""

from __future__ import annotations

from storyreel.design.tokens import Color, Type, px
from storyreel.parts.text import Line

from .ink import dashed, slab
from .prop import Prop


class Note(Prop):
    """A text on a plate with a dashed edge; the origin is its middle."""

    def __init__(self, text: str) -> None:
        line = Line(text, Type.LABEL_STRONG.sized(44), (0.0, 0.0), Color.CHARCOAL, "center")
        x, y = line.advance / px(2) + 22, 32
        super().__init__(
            slab(-x, -y, x, y, 8, Color.WHITE),
            dashed([(-x, -y), (x, -y), (x, y), (-x, y), (-x, -y)], Color.SLATE, 4, 14, 11),
            line,
        )
