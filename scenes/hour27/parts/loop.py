"""The way round: two dashed arrows, from the pen to the lamp and from the lamp to the pen."""

from __future__ import annotations

from math import atan2, degrees

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Seconds, TextStyle, px
from storyreel.parts.arc_length import MeasuredPath
from storyreel.parts.curves import Points, ellipse, turned
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Strokes
from storyreel.parts.text import Line

from .dashes import dashed

_RX, _RY = px(306), px(160)
_ARCS = (0.06, 0.48), (0.53, 0.94)
"""Where the arrows begin and end, in shares of the way round from the right, anticlockwise."""
_HEAD, _WIDTH = px(30), px(7)
_WORDS = TextStyle(FontId("sans", "bold"), px(56))
_APART = px(50)
CENTER = x_at(1056), y_at(662)


class Loop(VGroup):
    """Two dashed arrows around a point; `reach` shows a share of one."""

    def __init__(self, center: tuple[float, float], says: tuple[str, str]) -> None:
        """`says` is what happens on the upper way and on the lower one."""
        x, y = center
        self._arrows = tuple(_Arrow(_arc(center, *shares)) for shares in _ARCS)
        self._words = tuple(
            Line(text, _WORDS, (x, y + up), Color.SLATE, "center")
            for text, up in zip(says, (_APART, -_APART), strict=True)
        )
        super().__init__(*self._arrows, *self._words)

    def hide(self) -> None:
        """Show nothing yet."""
        for way in (0, 1):
            self.reach(way, 0.0)

    def reach(self, way: int, share: float) -> None:
        """Show a share of the upper way (0) or of the lower one (1), with its words."""
        self._arrows[way].reach(share)
        self._words[way].set_opacity(min(max(share * 2 - 1, 0.0), 1.0))

    def draw(self, way: int, seconds: float = Seconds.MOVE) -> Motion:
        """Draw one way from its start."""
        return Motion(self, lambda share: self.reach(way, share), seconds, glide)


class _Arrow(VGroup):
    """A dashed line with a head at the end of what is shown of it."""

    def __init__(self, path: Points) -> None:
        self._path = MeasuredPath(path)
        self._line = dashed(path, _WIDTH)
        corners = (-_HEAD, _HEAD * 0.8), (0.0, 0.0), (-_HEAD, -_HEAD * 0.8)
        self._head = Strokes(corners, color=Color.SLATE, width=_WIDTH)
        self._corners = self._head.points.copy()
        super().__init__(self._line, self._head)

    def reach(self, share: float) -> None:
        """Show a share of the line."""
        self._line.show_part(0.0, share)
        end = max(share, 0.02) * self._path.length
        tip = self._path.part(end - px(2), end)
        (ax, ay, _), (bx, by, _) = tip[0], tip[-1]
        lean = degrees(atan2(by - ay, bx - ax))
        self._head.points = turned(self._corners, lean) + np.array((bx, by, 0.0))
        self._head.set_stroke(opacity=min(share * 8, 1.0))


def _arc(center: tuple[float, float], start: float, stop: float) -> Points:
    whole = MeasuredPath(ellipse(center, _RX, _RY))
    return whole.part(start * whole.length, stop * whole.length)
