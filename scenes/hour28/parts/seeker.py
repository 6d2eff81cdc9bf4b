"""An id that looks for its row: it goes to the edge of a table, and down along the ids."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line

PAD, HEIGHT = px(18), px(66)
TURN = 0.5
"""Share of the way's time that the level part takes."""


class Seeker(VGroup):
    """An id on a white pill, its middle at `at`."""

    def __init__(self, name: str, at: tuple[float, float]) -> None:
        super().__init__()
        self._at = at
        text = Line(name, Type.CODE_STRONG, at, Color.GOLD_TEXT, "center", "code")
        x, y = text.advance / 2 + PAD, HEIGHT / 2
        room = Frame(at[0], at[1], at[0], at[1]).inset(-x, -y)
        pill = Plate(room, y, Color.WHITE, Color.GOLD, Weight.LINE, role="decor")
        self.add(pill, text)
        self._base = [(leaf, leaf.points.copy()) for leaf in self]

    def seek(self, to: tuple[float, float], run_time: float) -> Motion:
        """Go level to the place of `to`, then straight down to it."""

        def change(progress: float) -> None:
            level, down = glide(progress / TURN), glide((progress - TURN) / (1 - TURN))
            way = ((to[0] - self._at[0]) * level, (to[1] - self._at[1]) * down, 0.0)
            for leaf, points in self._base:
                leaf.points = points + np.array(way)

        return Motion(self, change, run_time, steady)
