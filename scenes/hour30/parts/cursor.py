"""The cursor: a gold bar below what the car reads."""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.shapes import Plate
from storyreel.parts.tone import fill, rgb

from .night import Night
from .places import MARK

_HALF = px(5)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, from its left to its right edge in scene units."""

    left: float
    right: float

    def toward(self, other: Span, share: float) -> Span:
        """The interpolation between this span (share 0) and another (share 1)."""
        rest = 1 - share
        return Span(
            other.left + (self.left - other.left) * rest,
            other.right + (self.right - other.right) * rest,
        )


class Cursor(Plate):
    """A bar below a stretch of text."""

    def __init__(self) -> None:
        super().__init__(Frame(0.0, MARK - _HALF, px(1), MARK + _HALF), _HALF, Night.PALE_GOLD)
        self.hide()

    def mark(self, span: Span) -> None:
        """Show the bar below a stretch."""
        self.fit(Frame(span.left, MARK - _HALF, span.right, MARK + _HALF))
        fill(self, rgb(Night.PALE_GOLD), 1.0)

    def hide(self) -> None:
        """Show nothing."""
        fill(self, rgb(Night.PALE_GOLD), 0.0)
