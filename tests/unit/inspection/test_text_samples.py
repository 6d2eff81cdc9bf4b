"""Looks: small pictures, and when they need not be painted."""

from __future__ import annotations

import numpy as np
import pytest

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import QUANTA_PER_UNIT as U
from storyreel.drawing.drawing import Box, Drawing, Item, Paint, Path, PathItem
from storyreel.inspection.text_samples import SampleRenderer, pixel_of
from storyreel.inspection.visible_items import LINES, plain_surface
from storyreel.paint.raster import Raster

PEARL = (64507, 64507, 65535, 65535)
BETWEEN = (20000, 30001, 40129, 65535)
EVERYWHERE = Box(-(2**31), -(2**31), 2**31 - 1, 2**31 - 1)
SPOT = Box(-U // 4, -U // 4, U // 4, U // 4)


def plate(box: Box, color: tuple[int, int, int, int]) -> PathItem:
    return PathItem(Path.rectangle(box), Paint((color,)))


def painted(items: list[Item], box: Box) -> np.ndarray:
    raster = Raster(round(LINES * 16 / 9), LINES)
    raster.paint(Drawing(tuple(items), PEARL))
    return raster.pixels[SampleRenderer().window(box)][..., :3]


GOLD = (50000, 40000, 10000, 65535)
CARD, DOT, FAINT = (
    plate(Box(-2 * U, -U, 2 * U, U), BETWEEN),
    plate(Box(0, 0, U // 8, U // 8), GOLD),
    plate(Box(-U, -U, U, U), (0, 0, 0, 9000)),
)
BELOW = plate(Box(-3 * U, -U // 8, 3 * U, U // 8), GOLD)


@pytest.mark.parametrize(
    "items",
    [[], [CARD], [BELOW, CARD], [BELOW, CARD, DOT], [BELOW, CARD, FAINT], [CARD, BELOW], [BELOW]],
)
def test_a_cut_shows_what_painting_all_of_it_shows(items: list[Item]) -> None:
    assert (SampleRenderer().cut(items, PEARL, SPOT) == painted(items, SPOT)).all()


@pytest.mark.parametrize("edge", [U // 4 - 1, U // 4, U // 4 + U // 100, U // 4 + U // 20])
def test_a_cut_at_the_edge_of_a_plate_shows_the_edge(edge: int) -> None:
    items: list[Item] = [BELOW, plate(Box(-edge, -U, edge, U), BETWEEN)]
    assert (SampleRenderer().cut(items, PEARL, SPOT) == painted(items, SPOT)).all()


def test_what_a_plate_hides_is_not_painted() -> None:
    sketchbook = SampleRenderer()
    assert (sketchbook.cut([BELOW, CARD], PEARL, SPOT) == pixel_of(BETWEEN)).all()
    assert sketchbook._raster.painted_pixels == 0


def test_only_the_place_that_is_looked_at_is_painted() -> None:
    sketchbook = SampleRenderer()
    cut = sketchbook.cut([BELOW, DOT], PEARL, SPOT)
    assert sketchbook._raster.painted_pixels == cut.shape[0] * cut.shape[1]


def test_after_a_part_the_whole_is_painted() -> None:
    raster = Raster(round(LINES * 16 / 9), LINES)
    drawing = Drawing((BELOW, DOT), PEARL)
    raster.paint(drawing)
    raster.paint_part(Drawing((CARD,), PEARL), PixelRect(200, 100, 260, 130))
    raster.paint(drawing)
    assert (raster.pixels[..., :3] == painted([BELOW, DOT], EVERYWHERE)).all()


def test_a_surface_bears_what_lies_on_it_with_a_pixel_around() -> None:
    surface = plain_surface(CARD)
    assert surface is not None
    assert surface.color == BETWEEN
    assert surface.bears(SPOT)
    assert not surface.bears(CARD.path.box)
    assert not surface.bears(Box(-2 * U + U // 100, 0, 0, U // 4))


def test_gradients_and_what_lets_something_through_are_no_surface() -> None:
    path = CARD.path
    assert plain_surface(PathItem(path, Paint((BETWEEN, PEARL), (0, 0), (U, 0)))) is None
    assert plain_surface(PathItem(path, Paint(((*BETWEEN[:3], 65000),)))) is None
    assert plain_surface(PathItem(path, Paint((BETWEEN,)), clip=BELOW.path)) is None
