"""The ground: what lies below what moves, kept as pixels, tile by tile."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.drawing.damage import PixelRect

Layers: TypeAlias = Sequence[Hashable]
"""What a tile is painted with, from the lowest on, each by what tells it from all others."""


class TileCache:
    """The lower layers of the tiles that were painted last, as they were painted.

    A tile's pixels depend on its layers alone, so they are put back where the same layers come
    again, and only what is above them is painted.
    """

    def __init__(self, pixels: npt.NDArray[np.uint8], most: int) -> None:
        self._pixels = pixels.view(np.uint32)[:, :, 0]
        self._most = most
        self._last: dict[PixelRect, Layers] = {}
        self._kept: OrderedDict[PixelRect, tuple[Layers, npt.NDArray[np.uint32]]] = OrderedDict()

    def put_back(self, tile: PixelRect, layers: Layers) -> tuple[int, int]:
        """Put back what is kept of a tile, if it is below these layers.

        Returns how many of them are there now, and how many are to be there when it is to be kept
        again: those that it was painted with last as well; all, if it is not worth it.
        """
        stayed = _common(self._last.get(tile, ()), layers)
        self._last[tile] = layers
        there = 0
        if tile in self._kept:
            lower, pixels = self._kept[tile]
            if _common(lower, layers) == len(lower):
                self._kept.move_to_end(tile)
                self._part(tile)[:] = pixels
                there = len(lower)
        return there, stayed if stayed > max(there, 1) else len(layers)

    def keep(self, tile: PixelRect, layers: Layers) -> None:
        """Keep a tile as it is now, painted with these layers."""
        self._kept[tile] = layers, self._part(tile).copy()
        self._kept.move_to_end(tile)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def _part(self, tile: PixelRect) -> npt.NDArray[np.uint32]:
        return self._pixels[tile.top : tile.bottom, tile.left : tile.right]


def _common(one: Layers, other: Layers) -> int:
    """How many layers are the same, from the lowest on."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
