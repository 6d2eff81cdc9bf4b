"""The score of a run: a number on its medal that rises onto a plate, beside the run's seed."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of
from storyreel.parts.veil import Veil

from .measures import CLEAR, MIDDLE

LARGE = Type.FIGURE.sized(116)
SMALL = 58 / 116
"""The size on the plate, as a share of that on the medal."""
SEED = Type.HEADING.sized(50)
GAP, MARGIN = px(20), px(26)
"""Between the seed and the score, and at either end of the plate."""
HALF_HEIGHT = px(46)
PLATED, CLEARED, FADE = 0.3, 0.8, 0.2
"""The shares of the way of a score from which the plate comes, and then the seed, that is free."""
SHADOW = SoftShadow(0.0, -px(5), px(9), Color.NAVY, 0.14)


class Score(VGroup):
    """A number in the middle of a medal (risen 0) or on a plate above it (risen 1).

    On the plate the seed of the run is at its left.
    """

    def __init__(self, text: str, seed: str, x: float, edge: str) -> None:
        super().__init__()
        wide, number_wide = width_of(seed, SEED), width_of(text, LARGE) * SMALL
        inner = (wide + GAP + number_wide) / 2
        self.half_width = inner + MARGIN
        frame = Frame(-self.half_width, -HALF_HEIGHT, self.half_width, HALF_HEIGHT)
        plate = Plate(frame, HALF_HEIGHT, Color.WHITE, edge, Weight.STRONG, role="decor")
        self._plate = with_shadow(plate, SHADOW)
        self._seed = Line(seed, SEED, (-inner, 0.0), Color.SLATE)
        self._number = Line(text, LARGE, (0.0, 0.0), Color.NAVY, "center", role="number")
        self._aside = inner - number_wide / 2
        self._bases = tuple(each.points.copy() for each in (self._plate, self._seed, self._number))
        self.add(self._plate, self._seed, self._number)
        self._veils = Veil(self._plate), Veil(self._seed), Veil(self._number)
        self.put(x)

    def put(self, x: float, risen: float = 0.0, opacity: float = 1.0) -> None:
        *below, number = self._bases
        at = np.array((x, MIDDLE + (CLEAR - MIDDLE) * risen, 0.0))
        self._plate.points, self._seed.points = (base + at for base in below)
        aside = np.array((self._aside * risen, 0.0, 0.0))
        self._number.points = number * (1 + (SMALL - 1) * risen) + at + aside
        plate, seed = (min(max((risen - at) / FADE, 0.0), 1.0) for at in (PLATED, CLEARED))
        for veil, share in zip(self._veils, (plate, seed, 1.0), strict=True):
            veil.set(share * opacity)
