"""The way back: a dashed arrow around the cross of a refused card."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.tokens import Color, Seconds, px
from storyreel.parts.curves import ellipse, turned
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Strokes

from .dashes import dashed

_RADIUS, _HEAD, _WIDTH = px(128), px(28), px(6)
_BEGIN, _TURN = 60.0, 300.0
"""Where the arrow begins, and how far it turns clockwise, in degrees."""


class AgainArrow(VGroup):
    """A dashed arrow that goes once around a point, clockwise; `reach` shows a share of it."""

    def __init__(self, center: tuple[float, float]) -> None:
        circle = ellipse(center, _RADIUS, -_RADIUS)
        self._line = dashed(turned(circle, _BEGIN, center), _WIDTH)
        self._head = Strokes(_corners(), color=Color.SLATE, width=_WIDTH)
        self._center, self._corners = center, self._head.points.copy()
        super().__init__(self._line, self._head)
        self.reach(1.0)

    def reach(self, share: float) -> None:
        """Show the arrow up to a share of its way, with its head there."""
        self._line.show_part(0.0, share * _TURN / 360)
        angle = _BEGIN - share * _TURN
        at = np.array((cos(radians(angle)), sin(radians(angle)), 0.0)) * _RADIUS
        self._head.points = turned(self._corners, angle) + at + (*self._center, 0.0)
        self._head.set_stroke(opacity=min(share * 8, 1.0))

    def draw(self, seconds: float = Seconds.SLOW) -> Motion:
        """Draw the arrow from its start."""
        return Motion(self, self.reach, seconds, glide)


def _corners() -> tuple[tuple[float, float], ...]:
    """The head of an arrow that points down, with its tip at the origin."""
    return (-_HEAD * 0.8, _HEAD), (0.0, 0.0), (_HEAD * 0.8, _HEAD)
