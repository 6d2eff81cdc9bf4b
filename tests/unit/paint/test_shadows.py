"""Shadows are blurred once while a card stays, fades or appears in other tiles."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
import skia

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import PathItem
from storyreel.drawing.paints import Paint, Shadow
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.paint.path_cache import PathCache
from storyreel.paint.shadows import Shadows

U = QUANTA_PER_UNIT
WHITE = Paint(((65535, 65535, 65535, 65535),))
CARD = Path.rectangle(Box(-2 * U, -U, 2 * U, U))
SIZE = 426, 240


@pytest.fixture
def shadows() -> tuple[Shadows, PathCache]:
    traced = PathCache(*SIZE)
    return Shadows(traced), traced


def laid(shadows: Shadows, item: PathItem, *tiles: PixelRect) -> npt.NDArray[np.uint8]:
    """What the tiles show of an item's shadow, on white."""
    pixels = np.full((SIZE[1], SIZE[0], 4), 255, np.uint8)
    canvas = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
    assert item.shadow
    for tile in tiles:
        shadows.draw(canvas, item, item.shadow, tile)
    return pixels


def card(alpha: int = 30000, fill: Paint = WHITE) -> PathItem:
    return PathItem(CARD, fill=fill, shadow=Shadow(0, -U // 10, U // 5, (0, 0, 0, alpha)))


def test_a_shadow_that_fades_is_blurred_once(shadows: tuple[Shadows, PathCache]) -> None:
    whole = PixelRect(0, 0, *SIZE)
    darkest = [laid(shadows[0], card(alpha), whole).min() for alpha in (30000, 20000, 9000)]
    assert darkest == sorted(darkest)
    assert darkest[0] < 200
    assert shadows[1].built == 2, "the path and its blur"


def test_tiles_of_a_shadow_are_parts_of_one(shadows: tuple[Shadows, PathCache]) -> None:
    item = card(fill=Paint(((65535, 65535, 65535, 30000),)))
    parts = [PixelRect(x, y, x + 71, y + 60) for x in range(0, 426, 71) for y in range(0, 240, 60)]
    whole = laid(shadows[0], item, PixelRect(0, 0, *SIZE))
    assert (laid(shadows[0], item, *parts) == whole).all()
    assert (whole < 255).any()
