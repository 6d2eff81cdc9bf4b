"""The weights of a run: dots that spread over its medal, and are pressed into its middle."""

from __future__ import annotations

from math import pi, sqrt

import numpy as np
from manim import VMobject

from storyreel.design.tokens import px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import ellipse
from storyreel.parts.marks import tagged

from .measures import FIELD, MIDDLE

DOT = px(4.7)
HUB = px(60)
"""No dot at rest is nearer to the middle."""
GOLDEN = pi * (3 - sqrt(5))
"""The angle between one dot and the next, as in a sunflower."""
TWIST = 1.6
"""By how much dots turn on their way into the middle, in radians."""
FRONT = 0.16
"""The share of the dots that grow at a time."""


class Weights(VMobject):
    """The weights of a run, a dot for each, in the order of a sunflower; invisible at first."""

    def __init__(self, x: float, ink: str, count: int) -> None:
        super().__init__(fill_color=ink, fill_opacity=1.0, stroke_width=0.0)
        tagged(self, Tag("decor"))
        self._x, index = x, np.arange(count)
        inner, outer = HUB**2, (FIELD - DOT * 1.6) ** 2
        self._radii = np.sqrt(inner + (outer - inner) * (index + 0.5) / count)
        self._angles, self._starts = index * GOLDEN, index / count
        self._dot = ellipse((0.0, 0.0), DOT, DOT)
        self.spread(0.0)

    def spread(self, share: float, pressed: float = 0.0) -> None:
        """`share` is how many are there, from the middle outwards; `pressed` is how far all
        have gone into the middle."""
        grown = np.clip((share * (1 + FRONT) - self._starts) / FRONT, 0.0, 1.0)
        radii = self._radii * (1 - pressed)
        angles = self._angles + TWIST * pressed * pressed
        places = np.stack([np.sin(angles) * radii, np.cos(angles) * radii, radii * 0], axis=1)
        dots = self._dot * (grown * (1 - 0.35 * pressed))[:, None, None]
        self.points = (dots + (places + np.array((self._x, MIDDLE, 0.0)))[:, None, :]).reshape(
            -1, 3
        )
        self.set_fill(opacity=float(share > 0 and pressed < 1))
