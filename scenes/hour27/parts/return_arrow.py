"""The way back: a dashed arrow to the pen, with what is to happen there."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.curves import outline
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Strokes
from storyreel.parts.text import Line

from .dashes import dashed

_HEAD = px(22)


class ReturnArrow(VGroup):
    """A dashed arrow to the right, with words above it; `draw` draws it."""

    def __init__(self, start: tuple[float, float], length: float, says: str) -> None:
        (x, y), end = start, start[0] + length
        line = dashed(outline(start, (end - _HEAD / 2, y)), px(5))
        corners = (end - _HEAD, y + _HEAD), (end, y), (end - _HEAD, y - _HEAD)
        head = Strokes(corners, color=Color.LINE, width=px(5))
        words = Line(says, Type.LABEL_STRONG, (x + length / 2, y + px(48)), Color.SLATE, "center")
        super().__init__(line, head, words)
        self._frame = x - px(40), y - px(60), end + px(40), y + px(100)

    def draw(self, seconds: float = Seconds.MOVE) -> Motion:
        """Draw the arrow from its start."""
        left, bottom, right, top = self._frame

        def change(share: float) -> None:
            clipped(self, (left, bottom, left + (right - left) * share, top))

        return Motion(self, change, seconds, glide)
