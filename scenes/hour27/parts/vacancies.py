"""Vacancies: empty places for cards to come, each with a question mark."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import overshoot, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil


class Vacancies(VGroup):
    """A pale place in each frame; its mark is unseen at first."""

    def __init__(self, frames: tuple[Frame, ...], mark: str) -> None:
        super().__init__()
        self._marks = [
            Line(mark, Type.FIGURE, frame.center, Color.SLATE, "center") for frame in frames
        ]
        for frame in frames:
            self.add(Plate(frame, Space.RADIUS, Color.CELL, Color.HAIRLINE, role="decor"))
        self.add(*self._marks)
        self._points = [mark.points.copy() for mark in self._marks]
        self._veils = [Veil(mark, 0.0) for mark in self._marks]

    def wonder(self, run_time: float) -> Motion:
        """The marks come, one after the other."""

        def change(progress: float) -> None:
            for index, (mark, veil) in enumerate(zip(self._marks, self._veils, strict=True)):
                share = overshoot(staggered(progress, index, len(self._marks), 0.7))
                middle = np.array([*mark.at, 0.0])
                mark.points = (self._points[index] - middle) * (0.5 + 0.5 * share) + middle
                veil.set(min(share * 2, 1.0))

        return Motion(self, change, run_time, steady)

    def forget(self, run_time: float) -> Motion:
        """The marks go; the places stay."""

        def change(progress: float) -> None:
            for veil in self._veils:
                veil.set(1 - progress)

        return Motion(self, change, run_time)
