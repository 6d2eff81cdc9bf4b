"""What is at an empty turn: whose it is, what it is for, and a caret."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import steady
from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.motion import Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Strokes
from storyreel.parts.text import Line

from .spot import FIRST_LINE, INDENT, Spot

_ROLE = TextStyle(FontId("sans", "bold"), px(60))
_ABOVE = px(40)
BLINK = 0.5
"""Seconds that a caret shows, and that it does not."""
PERIOD = 2 * BLINK
FADE = 0.15


class Role(Rigid):
    """Whose turn a speech bubble is: a name above its upper left corner."""

    def __init__(self, name: str, bubble: Spot) -> None:
        super().__init__(Line(name, _ROLE, (px(6), _ABOVE), Color.SLATE))
        self.put(bubble)

    def put(self, bubble: Spot) -> None:
        """Take the place above a bubble."""
        self.place(bubble.at(0, 0))


class SeedLabel(Rigid):
    """What an empty turn is for: a text above its upper right corner."""

    def __init__(self, says: str, bubble: Spot) -> None:
        super().__init__(Line(says, _ROLE, (-px(6), _ABOVE), Color.SLATE, "right"))
        self.put(bubble)

    def put(self, bubble: Spot) -> None:
        """Take the place above a bubble."""
        left, top = bubble.at(0, 0)
        self.place((left + px(bubble.width), top))


class Caret(VGroup):
    """A blinking caret in an empty bubble, where a text is to begin."""

    def __init__(self, bubble: Spot) -> None:
        tall = px(58) * bubble.scale
        self._line = Strokes(((0.0, -tall / 2), (0.0, tall / 2)), color=Color.NAVY, width=px(7))
        self._mark = Rigid(self._line)
        super().__init__(self._mark)
        self.put(bubble)

    def put(self, bubble: Spot) -> None:
        """Take the place of the first letter."""
        self._mark.place(bubble.at(INDENT + 4, FIRST_LINE))

    def blink(self, seconds: float) -> Motion:
        """Show and hide in turn, beginning with a shown caret."""

        def change(share: float) -> None:
            self._line.set_stroke(opacity=_visible(share * seconds % PERIOD))

        return Motion(self, change, seconds, steady)


def _visible(time: float) -> float:
    """The opacity of a caret in its period: there at first, then not, with short fades."""
    return min(max((BLINK - time) / FADE, (time - PERIOD + FADE) / FADE, 0.0), 1.0)
