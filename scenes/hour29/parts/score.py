"""The score of a run: a number on its medal that rises onto a plate."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

from .measures import CLEAR, MIDDLE

LARGE = Type.FIGURE.sized(116)
SMALL = 74 / 116
"""The size on the plate, as a share of that on the medal."""
HALF_WIDTH, HALF_HEIGHT = px(152), px(46)
SHADOW = SoftShadow(0.0, -px(5), px(9), Color.NAVY, 0.14)


class Score(VGroup):
    """A number in the middle of a medal (risen 0) or on a plate above it (risen 1)."""

    def __init__(self, text: str, x: float, edge: str) -> None:
        super().__init__()
        frame = Frame(-HALF_WIDTH, -HALF_HEIGHT, HALF_WIDTH, HALF_HEIGHT)
        plate = Plate(frame, HALF_HEIGHT, Color.WHITE, edge, Weight.STRONG, role="decor")
        self._plate = with_shadow(plate, SHADOW)
        self._number = Line(text, LARGE, (0.0, 0.0), Color.NAVY, "center", role="number")
        self._bases = (self._plate.points.copy(), self._number.points.copy())
        self.add(self._plate, self._number)
        self._veils = (Veil(self._plate), Veil(self._number))
        self.put(x)

    def put(self, x: float, risen: float = 0.0, opacity: float = 1.0) -> None:
        plate, number = self._bases
        at = np.array((x, MIDDLE + (CLEAR - MIDDLE) * risen, 0.0))
        size = 1 + (SMALL - 1) * risen
        self._plate.points = plate + at
        self._number.points = number * size + at
        shown = min(max(risen * 2 - 0.6, 0.0), 1.0)
        self._veils[0].set(shown * opacity)
        self._veils[1].set(opacity)
