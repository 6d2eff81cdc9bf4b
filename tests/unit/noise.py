"""Pictures that are hard to encode: blocks of noise with stripes that move up and down."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from storyreel.drawing.damage import PixelRect

_BLOCK, _STRIPE = 8, 96


class NoisePicture:
    """An RGBA picture in which no block predicts another; `pixels` change in place."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self._noise = np.random.default_rng(seed)
        shape = -(-height // _BLOCK), -(-width // _BLOCK), 4
        coarse = self._noise.integers(0, 256, shape, dtype=np.uint8)
        fine = np.kron(coarse, np.ones((_BLOCK, _BLOCK, 1), np.uint8))[:height, :width]
        self.pixels: npt.NDArray[np.uint8] = np.ascontiguousarray(fine)

    def move_stripes(self, rows: Sequence[tuple[int, int]]) -> list[PixelRect]:
        """Roll one stripe within each range of rows (top, bottom); return the changed areas."""
        rects = []
        for top, bottom in rows:
            left = int(self._noise.integers(0, self.pixels.shape[1] - _STRIPE)) & ~1
            rects.append(PixelRect(left, top, left + _STRIPE, bottom))
            inside = self.pixels[top:bottom, left : left + _STRIPE]
            inside[:] = np.roll(inside, int(self._noise.integers(-80, 80)), axis=0)
        return rects
