"""The planned way of the refused card, back to an empty turn."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.tokens import Color, Seconds, px
from storyreel.parts.curves import outline
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Strokes

from .dashes import dashed

Point = tuple[float, float]
_WIDTH, _HEAD = px(9), px(28)


class PlannedWay(VGroup):
    """A dashed arrow to the left; `reveal` shows a share of its length, `draw` all of it."""

    def __init__(self, start: Point, stop: Point) -> None:
        """The ends are in scene units."""
        x, y = stop
        self._line = dashed(outline(start, stop), _WIDTH)
        head = (x + _HEAD, y + _HEAD * 0.8), stop, (x + _HEAD, y - _HEAD * 0.8)
        self._head = Strokes(head, color=Color.SLATE, width=_WIDTH)
        super().__init__(self._line, self._head)
        self.reveal(0.0)

    def reveal(self, share: float) -> None:
        """Show the way up to a share of its length; its head comes last."""
        self._line.show_part(0.0, share)
        self._head.set_stroke(opacity=min(max(share * 5 - 4, 0.0), 1.0))

    def draw(self, seconds: float = Seconds.MOVE) -> Motion:
        """Draw the way."""
        return Motion(self, self.reveal, seconds, glide)
