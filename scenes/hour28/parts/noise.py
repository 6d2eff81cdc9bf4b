"""An untrained row: as many cells as it has numbers, each a random tint."""

from __future__ import annotations

from random import Random

import numpy as np
from manim import ManimColor, VGroup

from storyreel.design.easing import glide, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, px
from storyreel.parts.cells import Cells
from storyreel.parts.motion import Motion

TINTS = 6
SEAM = px(1.4)
AXIS = 0.75
"""Share of the time of a move that each of its two directions takes."""


class Noise(VGroup):
    """`count` cells in `lines` lines that fill a frame; the same seed gives the same noise."""

    def __init__(self, frame: Frame, count: int, lines: int, seed: int) -> None:
        super().__init__()
        columns = -(-count // lines)
        draw = Random(seed).random
        # The sum of three draws lies about the middle, as the numbers of a fresh row do.
        tints = np.array([int((draw() + draw() + draw()) / 3 * TINTS) for _ in range(count)])
        index = np.arange(count)
        x = (index % columns + 0.5) / columns
        y = 1 - (index // columns + 0.5) / lines
        places = np.stack([x, y], axis=1)
        self._cells = [places[tints == tint] for tint in range(TINTS)]
        self._shape = (columns, lines)
        light, dark = ManimColor(Color.CELL), ManimColor(Color.NAVY)
        self._tints = [
            Cells(light.interpolate(dark, tint / (TINTS - 1)).to_hex()) for tint in range(TINTS)
        ]
        self.add(*self._tints)
        self.fit(frame)

    def fit(self, frame: Frame) -> None:
        """Fill a frame."""
        self.frame = frame
        corner, size = np.array([frame.left, frame.bottom]), np.array([frame.width, frame.height])
        width, height = frame.width / self._shape[0], frame.height / self._shape[1]
        for cells, places in zip(self._tints, self._cells, strict=True):
            cells.lay(corner + places * size, width - SEAM, height - SEAM)

    def move_to_frame(self, frame: Frame, run_time: float = Seconds.MOVE) -> Motion:
        """Go to another frame and fill it: first sideways, then up or down."""
        before = self.frame

        def change(progress: float) -> None:
            wide = before.toward(frame, glide(progress / AXIS))
            high = before.toward(frame, glide((progress - 1 + AXIS) / AXIS))
            self.fit(Frame(wide.left, high.bottom, wide.right, high.top))

        return Motion(self, change, run_time, steady)
