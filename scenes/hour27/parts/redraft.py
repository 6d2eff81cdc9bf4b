"""The planned way of a refused card: dashed, it goes back to the pen as an empty turn."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.fonts import FontId
from storyreel.design.layout import y_at
from storyreel.design.tokens import Color, Seconds, TextStyle, px
from storyreel.parts.arc_length import MeasuredPath
from storyreel.parts.curves import Points, outline, placed
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Strokes
from storyreel.parts.solid import filled
from storyreel.parts.text import Line

from .bubble import bubble
from .dashes import dashed
from .place import FOOT

HALF = 150.0
"""Half the width of the empty turn, in pixels."""
_CARD = (120.0, 300.0, 0.0, 0.0)
_TURN = (HALF, 228.0, 58.0, 42.0)
"""The shapes at its beginning and at its end, as `bubble` takes them."""
_WORD = TextStyle(FontId("sans", "bold"), px(56))
_TRAIL, _NOTE, _ROLE = y_at(712), y_at(656), y_at(580)
_APART, _HEAD, _THICK = px(24), px(28), px(7)


class Redraft(VGroup):
    """A dashed card that goes to the left and becomes a turn; a dashed arrow shows its way.

    `put` sets how far it has come, and `open` how far it is a card rather than a turn.
    """

    def __init__(self, role: str, note: str, start: float, stop: float) -> None:
        """The way leads from the edge of a card at `start` to `stop`, with `note` above it."""
        self._start, self._stop = start, stop
        tip = stop + px(HALF) + _APART
        self._paper, self._edge = filled(_shape(1.0), "#F7F9FC"), dashed(_shape(1.0), role="decor")
        head = (
            (tip + _HEAD, _TRAIL + _HEAD * 0.8),
            (tip, _TRAIL),
            (tip + _HEAD, _TRAIL - _HEAD * 0.8),
        )
        self._way = VGroup(
            dashed(outline((start, _TRAIL), (tip, _TRAIL)), _THICK),
            Strokes(head, color=Color.SLATE, width=_THICK),
            Line(note, _WORD, ((tip + start) / 2, _NOTE), Color.SLATE, "center"),
        )
        at = stop - px(HALF - 8), _ROLE
        self._role = Line(role, _WORD, at, Color.SLATE)
        super().__init__(self._way, self._paper, self._edge, self._role)
        self._opened = 1.0
        self.put(0.0)

    def put(self, share: float) -> None:
        """Place the draft on its way; the arrow and the note are shown behind it."""
        begin = self._start + px(HALF)
        self.x = begin + (self._stop - begin) * share
        clipped(self._way, (self.x + px(HALF), y_at(900), self._start + px(4), y_at(500)))
        self.open(self._opened)

    def open(self, share: float) -> None:
        """Change from a turn with a role (0) into a card (1)."""
        self._opened = share
        self._paper.points = placed(_shape(share), (self.x, FOOT), (px(1), px(1)))
        self._edge.path = MeasuredPath(self._paper.points)
        self._edge.show_part()
        self._role.set_fill(opacity=1.0 - share)

    def go(self, seconds: float) -> Motion:
        """Go the whole way."""
        return Motion(self, self.put, seconds, glide)

    def become_turn(self, seconds: float = Seconds.QUICK) -> Motion:
        """Become an empty turn."""
        return Motion(self, lambda share: self.open(1 - share), seconds, glide)


def _shape(opened: float) -> Points:
    half, top, foot, tail = (t + (c - t) * opened for c, t in zip(_CARD, _TURN, strict=True))
    return bubble(half, top, foot, tail)
