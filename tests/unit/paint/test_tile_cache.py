"""The tile cache: layers are restored exactly where the same ones return, and nowhere else."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from storyreel.drawing.damage import PixelRect
from storyreel.paint.tile_cache import Layers, TileCache

LEFT, MIDDLE, RIGHT = (PixelRect(x, 1, x + 4, 5) for x in (0, 4, 8))


@pytest.fixture
def pixels() -> npt.NDArray[np.uint8]:
    return np.zeros((6, 12, 4), np.uint8)


def painted(
    cache: TileCache, pixels: npt.NDArray[np.uint8], tile: PixelRect, layers: Layers
) -> int:
    """Paint as the raster does: each layer adds its number; returns how many were painted."""
    part = pixels[tile.top : tile.bottom, tile.left : tile.right]
    restored, keep_at = cache.plan(tile, layers)
    if restored:
        cache.restore(tile, tile)
    for depth in range(restored, len(layers)):
        if depth == keep_at:
            cache.keep(tile, layers[:depth])
        part[:] = (0 if depth == 0 else part) + np.uint8(str(layers[depth]))
    assert (part == sum(int(str(layer)) for layer in layers)).all()
    return len(layers) - restored


def test_layers_that_stay_are_painted_twice_and_then_restored(
    pixels: npt.NDArray[np.uint8],
) -> None:
    cache = TileCache(pixels, 2)
    counts = [painted(cache, pixels, LEFT, (1, 2, 3, top)) for top in (10, 11, 12, 13)]
    assert counts == [4, 4, 1, 1]


def test_layers_that_change_are_painted(pixels: npt.NDArray[np.uint8]) -> None:
    cache = TileCache(pixels, 2)
    stories = [(1, 2, 3, 4), (1, 2, 3, 5), (1, 7, 3, 5), (1, 7, 8, 5), (1, 7), (1, 7, 3, 5), (9,)]
    for layers in stories:
        painted(cache, pixels, LEFT, layers)


def test_the_kept_layers_grow(pixels: npt.NDArray[np.uint8]) -> None:
    cache = TileCache(pixels, 2)
    stories = [(1, 2, 3, 4), (1, 2, 5, 4), (1, 2, 5, 6), (1, 2, 5, 7)]
    assert [painted(cache, pixels, LEFT, layers) for layers in stories] == [4, 4, 2, 1]


def test_a_background_alone_is_not_kept(pixels: npt.NDArray[np.uint8]) -> None:
    cache = TileCache(pixels, 2)
    assert [painted(cache, pixels, LEFT, (1, top)) for top in (2, 3, 4)] == [2, 2, 2]


def test_tiles_beyond_the_capacity_are_dropped_by_last_use(pixels: npt.NDArray[np.uint8]) -> None:
    cache = TileCache(pixels, 2)
    for tile in (LEFT, MIDDLE):
        for top in (3, 4):
            painted(cache, pixels, tile, (1, 2, top))
    painted(cache, pixels, LEFT, (1, 2, 5))
    for top in (3, 4):
        painted(cache, pixels, RIGHT, (1, 2, top))
    counts = [painted(cache, pixels, tile, (1, 2, 6)) for tile in (LEFT, RIGHT, MIDDLE)]
    assert counts == [1, 1, 3]


def test_a_part_of_a_tile_is_restored(pixels: npt.NDArray[np.uint8]) -> None:
    cache = TileCache(pixels, 2)
    pixels[:] = np.arange(6 * 12, dtype=np.uint8).reshape(6, 12, 1)
    kept = pixels.copy()
    cache.keep(MIDDLE, (1, 2))
    pixels[:] = 99
    cache.restore(MIDDLE, PixelRect(5, 2, 8, 4))
    assert (pixels[2:4, 5:8] == kept[2:4, 5:8]).all()
    pixels[2:4, 5:8] = 99
    assert (pixels == 99).all()


def test_pixels_outside_the_tile_are_not_changed(pixels: npt.NDArray[np.uint8]) -> None:
    cache = TileCache(pixels, 2)
    for top in (3, 4):
        painted(cache, pixels, MIDDLE, (1, 2, top))
    pixels[:] = 77
    painted(cache, pixels, MIDDLE, (1, 2, 5))
    pixels[MIDDLE.top : MIDDLE.bottom, MIDDLE.left : MIDDLE.right] = 77
    assert (pixels == 77).all()
