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

    def plan(self, tile: PixelRect, layers: Layers) -> tuple[int, int]:
        """How many of a tile's lowest layers can be restored, and at how many to keep it again.

        It should be kept with the layers that it shares with its last painting, or with all, which
        means not at all, if that saves nothing.
        """
        shared = shared_layers(self._painted.get(tile, ()), layers)
        self._painted[tile] = layers
        restored = 0
        if tile in self._kept:
            lower, _ = self._kept[tile]
            if shared_layers(lower, layers) == len(lower):
                self._kept.move_to_end(tile)
                restored = len(lower)
        return restored, shared if shared > max(restored, 1) else len(layers)

    def restore(self, tile: PixelRect, part: PixelRect) -> None:
        """Restore the pixels of a tile that are kept, inside a part of it."""
        _, kept = self._kept[tile]
        rows = slice(part.top - tile.top, part.bottom - tile.top)
        self._part(part)[:] = kept[rows, part.left - tile.left : part.right - tile.left]

    def keep(self, tile: PixelRect, layers: Layers) -> None:
        """Keep the current pixels of a tile, painted with these layers."""
        if not self._capacity:
            return
        part = self._part(tile)
        kept = self._kept[tile][1] if tile in self._kept else np.empty_like(part)
        kept[:] = part  # new memory would cost more time than copying
        self._kept[tile] = layers, kept
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
