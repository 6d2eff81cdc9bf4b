"""Slabs: rectangles whose corners are rounded one by one, in a gradient of two colours."""

from __future__ import annotations

import numpy as np
from manim import DOWN, VMobject

from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import Curve, Points, outline
from storyreel.parts.marks import tagged
from storyreel.parts.shapes import QUARTER
from storyreel.parts.tone import Rgb, rgb

Radii = tuple[float, float, float, float]
"""Upper left, upper right, lower right, lower left."""


class Slab(VMobject):
    """A rectangle filled from one colour at the top to another at the bottom."""

    def __init__(
        self, frame: Frame, top: str, bottom: str, radii: Radii | float = 0.0, role: str = "decor"
    ) -> None:
        super().__init__(fill_opacity=1.0, stroke_width=0.0)
        self.radii: Radii = radii if isinstance(radii, tuple) else (radii,) * 4
        self.color_down(rgb(top), rgb(bottom))
        self.set_sheen_direction(DOWN)
        self.fit(frame)
        tagged(self, Tag(role))

    def fit(self, frame: Frame, radii: Radii | None = None) -> Slab:
        """Take the shape of `frame`, with other radii if they are given."""
        self.frame = frame
        self.points = slab_points(frame, radii or self.radii)
        return self

    def color_down(self, top: Rgb, bottom: Rgb, opacity: float = 1.0) -> Slab:
        """Set the two colours of the gradient."""
        self.fill_rgbas = np.array([[*top, opacity], [*bottom, opacity]])
        return self


def slab_points(frame: Frame, radii: Radii) -> Points:
    """The outline of a slab; radii are at most half of the shorter side."""
    limit = min(frame.width, frame.height) / 2
    a, b, c, d = (min(radius, limit) for radius in radii)
    left, low, right, top = frame.left, frame.bottom, frame.right, frame.top
    k = 1 - QUARTER
    curves: list[Curve] = [
        (left + a, top),
        ((left + a * k, top), (left, top - a * k), (left, top - a)),
        (left, low + d),
        ((left, low + d * k), (left + d * k, low), (left + d, low)),
        (right - c, low),
        ((right - c * k, low), (right, low + c * k), (right, low + c)),
        (right, top - b),
        ((right, top - b * k), (right - b * k, top), (right - b, top)),
    ]
    return outline((right - b, top), *curves)
