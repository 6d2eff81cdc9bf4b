"""The tile cache: the pixels of the layers below moving items, tile by tile."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.drawing.damage import PixelRect

Layers: TypeAlias = Sequence[Hashable]
"""The layers of a tile from the lowest on, each by a key that identifies its content."""


class TileCache:
    """Keeps the lower layers of recently painted tiles.

    The pixels of a tile depend on its layers alone. Where the same lower layers return, their
    pixels are restored, and only the layers above are painted.
    """

    def __init__(self, pixels: npt.NDArray[np.uint8], capacity: int) -> None:
        self._pixels = pixels.view(np.uint32)[:, :, 0]
        self._capacity = capacity
        self._painted: dict[PixelRect, Layers] = {}
        self._kept: OrderedDict[PixelRect, tuple[Layers, npt.NDArray[np.uint32]]] = OrderedDict()

    def restore(self, tile: PixelRect, layers: Layers) -> tuple[int, int]:
        """Restore the kept pixels of a tile if they belong to its lowest layers.

        Returns how many layers are painted now, and at how many the tile should be kept again:
        those that it shares with its last painting, or all if that saves nothing.
        """
        shared = shared_layers(self._painted.get(tile, ()), layers)
        self._painted[tile] = layers
        restored = 0
        if tile in self._kept:
            lower, pixels = self._kept[tile]
            if shared_layers(lower, layers) == len(lower):
                self._kept.move_to_end(tile)
                self._part(tile)[:] = pixels
                restored = len(lower)
        return restored, shared if shared > max(restored, 1) else len(layers)

    def keep(self, tile: PixelRect, layers: Layers) -> None:
        """Keep the current pixels of a tile, painted with these layers."""
        if not self._capacity:
            return
        self._kept[tile] = layers, self._part(tile).copy()
        self._kept.move_to_end(tile)
        if len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def _part(self, tile: PixelRect) -> npt.NDArray[np.uint32]:
        return self._pixels[tile.top : tile.bottom, tile.left : tile.right]


def shared_layers(one: Layers, other: Layers) -> int:
    """How many layers are equal, from the lowest on."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
