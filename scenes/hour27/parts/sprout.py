"""Words that sprout from one point, and that wither to the one that names them all."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line, width_of
from storyreel.parts.veil import Veil

SEEDLING = 0.2
"""Size of a word as it leaves the point, as a share of its own."""


class Sprout(VGroup):
    """Rows of words, left-aligned and spread over the height of a frame."""

    def __init__(self, frame: Frame, rows: tuple[tuple[str, ...], ...], style: TextStyle) -> None:
        super().__init__()
        space = width_of("a a", style) - width_of("aa", style)
        self.words: list[Line] = []
        for row, room in zip(rows, frame.rows((1.0,) * len(rows), 0.0), strict=True):
            left = room.left
            for word in row:
                line = Line(word, style, (left, room.center[1]), Color.NAVY)
                left += line.advance + space
                self.words.append(line)
        self.add(*self.words)
        self._grown = [line.points.copy() for line in self.words]
        self._veils = [Veil(line, 0.0) for line in self.words]

    def grow(self, source: tuple[float, float], run_time: float) -> Motion:
        """The words come out of `source`, one after the other, and grow on their way."""
        begin = np.array([*source, 0.0])

        def change(progress: float) -> None:
            for index, (line, veil) in enumerate(zip(self.words, self._veils, strict=True)):
                share = settle(staggered(progress, index, len(self.words), 0.86))
                there = np.array([line.at[0] + line.advance / 2, line.at[1], 0.0])
                size = SEEDLING + (1 - SEEDLING) * share * share * share
                line.points = (self._grown[index] - there) * size + begin + (there - begin) * share
                veil.set(min(share * 2.5, 1.0))

        return Motion(self, change, run_time, steady)

    def wither(self, keyword: str, to: tuple[float, float], size: float, run_time: float) -> Motion:
        """All words fade but `keyword`, which goes to `to` at `size` times its own size."""
        kept = next(line for line in self.words if line.text == keyword)
        grown = self._grown[self.words.index(kept)]
        begin, end = np.array([*kept.at, 0.0]), np.array([*to, 0.0])

        def change(progress: float) -> None:
            for line, veil in zip(self.words, self._veils, strict=True):
                veil.set(1.0 if line is kept else 1 - min(progress * 4, 1.0))
            scale = 1 + (size - 1) * progress
            kept.points = (grown - begin) * scale + begin + (end - begin) * progress

        return Motion(self, change, run_time, glide, removes=True)
