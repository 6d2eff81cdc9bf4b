"""The light of a gate while it checks: it falls from its sign on the runs before it."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from storyreel.design.tokens import Seconds, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.fills import Stop, with_linear_fill
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Motion

from .gate import HALF, SIGN_HEIGHT
from .measures import CLEAR, FLOOR

WARM = "#EFCF73"
BRIGHT = 0.44
FAR, NEAR = -px(1480), -px(360)
"""Where the light has faded out, and where on the floor it begins, from the gate."""


class Light(VMobject):
    """A cone of light from the sign of a gate at `x`; dark at first."""

    def __init__(self, x: float) -> None:
        super().__init__(fill_color=WARM, fill_opacity=1.0, stroke_width=0.0)
        source, far, near = x - HALF, x + FAR, x + NEAR
        corners = np.zeros((5, 3))
        corners[:, :2] = (
            *((source, SIGN_HEIGHT + px(14)), (far, CLEAR), (far, FLOOR)),
            *((near, FLOOR), (source, SIGN_HEIGHT - px(14))),
        )
        start, stop = corners, np.roll(corners, -1, axis=0)
        thirds = (start, start + (stop - start) / 3, start + (stop - start) * 2 / 3, stop)
        self.points = np.stack(thirds, axis=1).reshape(-1, 3)
        stops = ((0.0, BRIGHT), (0.4, BRIGHT * 0.55), (1.0, 0.0))
        fade = tuple(Stop(at, WARM, opacity) for at, opacity in stops)
        with_linear_fill(self, (source, SIGN_HEIGHT), (far, SIGN_HEIGHT), fade)
        tagged(self, Tag("decor"))
        self.shine(0.0)

    def turn_on(self) -> Motion:
        return Motion(self, self.shine, Seconds.QUICK)

    def turn_off(self) -> Motion:
        return Motion(self, lambda share: self.shine(1 - share), Seconds.QUICK)

    def shine(self, brightness: float) -> None:
        """`brightness` is from 0 to 1."""
        self.set_fill(opacity=brightness)
