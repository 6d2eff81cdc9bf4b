"""The names of the two rows of text: what goes in, and what comes out."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Type, px
from storyreel.parts.shapes import Strokes
from storyreel.parts.text import Line, baseline_at
from storyreel.parts.tone import between, fill

from .night import Night
from .places import LETTERS, LOWER, UPPER


class Ways(VGroup):
    """The names of the two rows, and an arrow from one to the other."""

    def __init__(self, x: float, into: str, out: str) -> None:
        top, low = UPPER - px(34), LOWER + px(92)
        head = ((x - px(16), low + px(20)), (x, low), (x + px(16), low + px(20)))
        arrow = Strokes(((x, top), (x, low)), head, color=Night.DIM, width=px(6))
        upper, self._out = (
            Line(text, Type.HEADING.sized(73), (x, baseline_at(y, LETTERS)), Night.MOON, "center")
            for text, y in ((into, UPPER), (out, LOWER))
        )
        super().__init__(upper, arrow, self._out)

    def light(self, share: float) -> None:
        """Show the lower name in the dark (0) or in the light on the road (1)."""
        fill(self._out, between(Night.MOON, Night.INK, share))
