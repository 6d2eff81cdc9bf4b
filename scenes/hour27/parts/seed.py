"""What is at an empty turn: whose it is, what it is for, and a caret."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Strokes
from storyreel.parts.text import Line

from .spot import FIRST_LINE, INDENT, Spot

_ROLE = TextStyle(FontId("sans", "bold"), px(60))
_ABOVE = px(40)


class Role(Rigid):
    """Whose turn a speech bubble is: a name above its upper left corner."""

    def __init__(self, name: str, bubble: Spot) -> None:
        super().__init__(Line(name, _ROLE, (px(6), _ABOVE), Color.MUTED))
        self.put(bubble)

    def put(self, bubble: Spot) -> None:
        """Take the place above a bubble."""
        self.place(bubble.at(0, 0))


class SeedLabel(Rigid):
    """What an empty turn is for: a text above its upper right corner."""

    def __init__(self, says: str, bubble: Spot) -> None:
        super().__init__(Line(says, _ROLE, (-px(6), _ABOVE), Color.MUTED, "right"))
        self.put(bubble)

    def put(self, bubble: Spot) -> None:
        """Take the place above a bubble."""
        left, top = bubble.at(0, 0)
        self.place((left + px(bubble.width), top))


class Caret(VGroup):
    """A caret in an empty bubble, where a text is to begin."""

    def __init__(self, bubble: Spot) -> None:
        tall = px(58) * bubble.scale
        self._line = Strokes(((0.0, -tall / 2), (0.0, tall / 2)), color=Color.NAVY, width=px(7))
        self._mark = Rigid(self._line)
        super().__init__(self._mark)
        self.put(bubble)

    def put(self, bubble: Spot) -> None:
        """Take the place of the first letter."""
        self._mark.place(bubble.at(INDENT + 4, FIRST_LINE))
