"""The road that the runs are on: a floor with gates, which passes by."""

from __future__ import annotations

import numpy as np
from manim import DOWN, VGroup

from storyreel.design.layout import COLUMNS, Frame, x_at
from storyreel.design.tokens import px
from storyreel.parts.shapes import Plate, Strokes
from storyreel.parts.tone import rgb

from .gate import Gate
from .measures import FLOOR

AT = x_at(1498)
"""Where a gate is while it checks."""
PITCH = px(760)
"""The distance from gate to gate."""
SEAM = px(190)
"""The distance of two seams of the floor."""
DEEP = px(64)
EDGE, RULE = "#B4C2D4", "#B9C7D8"
LEFT, RIGHT = x_at(-10), x_at(COLUMNS + 10)


class Road(VGroup):
    """A floor with gates, which passes by to the left."""

    def __init__(self, gates: tuple[Gate, ...]) -> None:
        self._gates, self._seams = gates, _seams()
        self._base = self._seams.points.copy()
        edge = Plate(Frame(LEFT, FLOOR - px(1.5), RIGHT, FLOOR + px(1.5)), 0.0, EDGE, role="decor")
        super().__init__(_ground(), edge, self._seams, *gates)
        self.stand_at(0.0)

    def stand_at(self, place: float) -> None:
        """Move on until the gate with this number is where it checks; 0 is the first."""
        self._seams.points = self._base - (place * PITCH % SEAM, 0.0, 0.0)
        for index, gate in enumerate(self._gates):
            gate.put(AT + (index - place) * PITCH)


def _ground() -> Plate:
    ground = Plate(Frame(LEFT, FLOOR - DEEP, RIGHT, FLOOR), 0.0, role="decor")
    ground.fill_rgbas = np.array([(*rgb("#D9E2ED"), 1.0), (*rgb("#EEF3F8"), 0.0)])
    ground.set_sheen_direction(DOWN)
    return ground


def _seams() -> Strokes:
    upper, lower = FLOOR - px(8), FLOOR - px(34)
    places = [LEFT + SEAM * each for each in range(int((RIGHT - LEFT) / SEAM) + 2)]
    lines = [((x, upper), (x - px(14), lower)) for x in places]
    return Strokes(*lines, color=RULE, width=px(3), role="decor")
