"""The ground: put back as it was where the same lies below, and nowhere else."""

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
    grounds: TileCache, pixels: npt.NDArray[np.uint8], tile: PixelRect, layers: Layers
) -> int:
    """Paint as the raster does: each layer adds its number; returns how many were painted."""
    part = pixels[tile.top : tile.bottom, tile.left : tile.right]
    there, worth = grounds.put_back(tile, layers)
    for depth in range(there, len(layers)):
        if depth == worth:
            grounds.keep(tile, layers[:depth])
        part[:] = (0 if depth == 0 else part) + np.uint8(str(layers[depth]))
    assert (part == sum(int(str(layer)) for layer in layers)).all()
    return len(layers) - there


def test_what_stays_below_is_painted_twice_and_then_put_back(
    pixels: npt.NDArray[np.uint8],
) -> None:
    grounds = TileCache(pixels, 2)
    counts = [painted(grounds, pixels, LEFT, (1, 2, 3, top)) for top in (10, 11, 12, 13)]
    assert counts == [4, 4, 1, 1]


def test_what_changes_below_is_painted(pixels: npt.NDArray[np.uint8]) -> None:
    grounds = TileCache(pixels, 2)
    stories = [(1, 2, 3, 4), (1, 2, 3, 5), (1, 7, 3, 5), (1, 7, 8, 5), (1, 7), (1, 7, 3, 5), (9,)]
    for layers in stories:
        painted(grounds, pixels, LEFT, layers)


def test_more_and_more_of_it_is_kept(pixels: npt.NDArray[np.uint8]) -> None:
    grounds = TileCache(pixels, 2)
    stories = [(1, 2, 3, 4), (1, 2, 5, 4), (1, 2, 5, 6), (1, 2, 5, 7)]
    assert [painted(grounds, pixels, LEFT, layers) for layers in stories] == [4, 4, 2, 1]


def test_a_flood_alone_is_not_worth_keeping(pixels: npt.NDArray[np.uint8]) -> None:
    grounds = TileCache(pixels, 2)
    assert [painted(grounds, pixels, LEFT, (1, top)) for top in (2, 3, 4)] == [2, 2, 2]


def test_of_more_tiles_those_used_last_are_kept(pixels: npt.NDArray[np.uint8]) -> None:
    grounds = TileCache(pixels, 2)
    for tile in (LEFT, MIDDLE):
        for top in (3, 4):
            painted(grounds, pixels, tile, (1, 2, top))
    painted(grounds, pixels, LEFT, (1, 2, 5))
    for top in (3, 4):
        painted(grounds, pixels, RIGHT, (1, 2, top))
    counts = [painted(grounds, pixels, tile, (1, 2, 6)) for tile in (LEFT, RIGHT, MIDDLE)]
    assert counts == [1, 1, 3]


def test_the_picture_around_a_tile_is_left_alone(pixels: npt.NDArray[np.uint8]) -> None:
    grounds = TileCache(pixels, 2)
    for top in (3, 4):
        painted(grounds, pixels, MIDDLE, (1, 2, top))
    pixels[:] = 77
    painted(grounds, pixels, MIDDLE, (1, 2, 5))
    pixels[MIDDLE.top : MIDDLE.bottom, MIDDLE.left : MIDDLE.right] = 77
    assert (pixels == 77).all()
