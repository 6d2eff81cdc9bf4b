"""Shadows are blurred once while a card stays, fades or appears in other tiles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
import skia

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Clip, PathItem
from storyreel.drawing.paints import Paint, Shadow
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.native import extension
from storyreel.paint import shadows as shadows_module
from storyreel.paint.path_cache import PathCache
from storyreel.paint.shadows import Shadows

U = QUANTA_PER_UNIT
WHITE = Paint(((65535, 65535, 65535, 65535),))
CARD = Path.rectangle(Box(-2 * U, -U, 2 * U, U))
SIZE = 426, 240


class White:
    """A white picture for shadows."""

    def __init__(self) -> None:
        self.paths = PathCache(*SIZE)
        self.pixels = np.full((SIZE[1], SIZE[0], 4), 255, np.uint8)
        canvas = skia.Surface(self.pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
        self.shadows = Shadows(canvas, self.pixels, self.paths)

    def laid(self, item: PathItem, *tiles: PixelRect) -> npt.NDArray[np.uint8]:
        """What the tiles show of an item's shadow."""
        self.pixels[:] = 255
        assert item.shadow
        for tile in tiles:
            self.shadows.draw(item, item.shadow, tile)
        return self.pixels.copy()


@pytest.fixture(params=["extension", "Skia"])
def white(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> White:
    if request.param == "Skia":
        monkeypatch.setattr(shadows_module, "extension", None)
    return White()


def card(alpha: int = 30000, fill: Paint = WHITE) -> PathItem:
    return PathItem(CARD, fill=fill, shadow=Shadow(0, -U // 10, U // 5, (0, 0, 0, alpha)))


def test_a_shadow_that_fades_is_blurred_once(white: White) -> None:
    whole = PixelRect(0, 0, *SIZE)
    darkest = [white.laid(card(alpha), whole).min() for alpha in (30000, 20000, 9000)]
    assert darkest == sorted(darkest)
    assert darkest[0] < 200
    assert white.paths.built == 2, "the path and its blur"


def test_tiles_of_a_shadow_are_parts_of_one(white: White) -> None:
    item = card(fill=Paint(((65535, 65535, 65535, 30000),)))
    parts = [PixelRect(x, y, x + 71, y + 60) for x in range(0, 426, 71) for y in range(0, 240, 60)]
    whole = white.laid(item, PixelRect(0, 0, *SIZE))
    assert (white.laid(item, *parts) == whole).all()
    assert (whole < 255).any()


@pytest.mark.skipif(extension is None, reason="the extension is not compiled")
def test_only_where_a_clip_cuts_a_shadow_is_its_image_made(
    white: White, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law of cost."""
    monkeypatch.setattr(shadows_module, "extension", extension)
    images: list[object] = []
    monkeypatch.setattr(Shadows, "_draw_image", lambda *image: images.append(image))
    beside, across = Box(-5 * U, -3 * U, 5 * U, 3 * U), Box(-5 * U, -3 * U, 0, 3 * U)
    counts = []
    for clips in ((), (Clip(Path.rectangle(beside)),), (Clip(Path.rectangle(across)),)):
        white.laid(replace(card(), clips=clips), PixelRect(0, 0, *SIZE))
        counts.append(len(images))
    assert counts == [0, 0, 1]
