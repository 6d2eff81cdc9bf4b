"""Pictograms of the Lucide set as parts."""

from __future__ import annotations

import numpy as np
from manim import CapStyleType, LineJointType

from storyreel.design.pictogram_files import pictogram_curves
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.shape import Shape

LINE = 1.9 / 24
"""Width of its lines, as a share of its size."""


class Pictogram(Shape):
    """A pictogram by its name in the Lucide set, drawn in lines; `size` is the side of its box."""

    def __init__(
        self, name: str, center: tuple[float, float], size: float, color: str = Color.NAVY
    ) -> None:
        super().__init__(None, color, LINE * size)
        self.set_cap_style(CapStyleType.ROUND)
        self.joint_type = LineJointType.ROUND
        curves = pictogram_curves(name)
        self._shape = np.column_stack([curves, np.zeros(len(curves))])
        self._size, self._ink = size, self.stroke_rgbas.copy()
        tagged(self, Tag("graphic"))
        self.put(center)

    def put(
        self,
        center: tuple[float, float],
        scale: float = 1.0,
        angle: float = 0.0,
        opacity: float = 1.0,
    ) -> None:
        """Place it; `scale` is relative to its size, and `angle` is anticlockwise in radians."""
        size, (x, y) = self._size * scale, center
        cos, sin = np.cos(angle) * size, np.sin(angle) * size
        turned = np.array(((cos, sin, 0.0), (-sin, cos, 0.0), (0.0, 0.0, 1.0)))
        self.points = self._shape @ turned + (x, y, 0.0)
        self.stroke_width = LINE * size * 100
        self.stroke_rgbas = self._ink * (1.0, 1.0, 1.0, opacity)
