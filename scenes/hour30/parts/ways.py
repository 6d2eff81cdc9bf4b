"""The names of the two rows of text: what goes in, and what comes out."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Type
from storyreel.parts.text import Line, baseline_at
from storyreel.parts.tone import between, fill

from .night import Night
from .places import LETTERS, LOWER, UPPER


class Ways(VGroup):
    """The names of the two rows, left of what they name."""

    def __init__(self, x: float, into: str, out: str) -> None:
        upper, self._out = (
            Line(text, Type.HEADING.sized(73), (x, baseline_at(y, LETTERS)), Night.MOON, "center")
            for text, y in ((into, UPPER), (out, LOWER))
        )
        super().__init__(upper, self._out)

    def light(self, share: float) -> None:
        """Show the lower name in the dark (0) or in the light on the road (1)."""
        fill(self._out, between(Night.MOON, Night.INK, share))
