"""Small pictures of a few items, and what need not be painted for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Clip, Drawing, Item, PathItem
from storyreel.drawing.paints import Paint, Rgba
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT as U
from storyreel.drawing.quanta import Box
from storyreel.inspection.sample_renderer import SampleRenderer, pixel_of
from storyreel.inspection.visible_items import SAMPLE_HEIGHT, solid_surface
from storyreel.paint.raster import Raster

PEARL = (64507, 64507, 65535, 65535)
BETWEEN = (20000, 30001, 40129, 65535)
EVERYWHERE = Box(-(2**31), -(2**31), 2**31 - 1, 2**31 - 1)
SPOT = Box(-U // 4, -U // 4, U // 4, U // 4)


def plate(box: Box, color: tuple[int, int, int, int]) -> PathItem:
    return PathItem(Path.rectangle(box), Paint((color,)))


def painted(items: list[Item], box: Box) -> npt.NDArray[np.uint8]:
    """The pixels of a box, cut from a picture of the whole frame."""
    raster = Raster(round(SAMPLE_HEIGHT * 16 / 9), SAMPLE_HEIGHT)
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
def test_a_part_equals_the_same_part_of_the_whole_frame(items: list[Item]) -> None:
    assert (SampleRenderer().paint(items, PEARL, SPOT) == painted(items, SPOT)).all()


@pytest.mark.parametrize("edge", [U // 4 - 1, U // 4, U // 4 + U // 100, U // 4 + U // 20])
def test_a_part_at_the_edge_of_a_plate_shows_the_edge(edge: int) -> None:
    items: list[Item] = [BELOW, plate(Box(-edge, -U, edge, U), BETWEEN)]
    assert (SampleRenderer().paint(items, PEARL, SPOT) == painted(items, SPOT)).all()


def test_items_hidden_by_a_plate_are_not_painted() -> None:
    renderer = SampleRenderer()
    assert (renderer.paint([BELOW, CARD], PEARL, SPOT) == pixel_of(BETWEEN)).all()
    assert renderer.painted_pixels == 0


def test_only_the_requested_part_is_painted() -> None:
    renderer = SampleRenderer()
    part = renderer.paint([BELOW, DOT], PEARL, SPOT)
    assert renderer.painted_pixels == part.shape[0] * part.shape[1]


def test_equal_pictures_are_painted_once() -> None:
    """A law of cost: several rules need what is behind the same text."""
    renderer = SampleRenderer()
    first = renderer.paint([BELOW, DOT], PEARL, SPOT)
    cost = renderer.painted_pixels
    again = renderer.paint([replace(BELOW), replace(DOT)], PEARL, SPOT)
    assert renderer.painted_pixels == cost
    assert (again == first).all()


@pytest.mark.parametrize(
    ("items", "background", "box"),
    [
        ([BELOW, replace(DOT, fill=Paint((PEARL,)))], PEARL, SPOT),
        ([DOT], PEARL, SPOT),
        ([BELOW, DOT], BETWEEN, SPOT),
        ([BELOW, DOT], PEARL, SPOT.moved(U // 8, 0)),
    ],
    ids=["another colour", "an item less", "another background", "another place"],
)
def test_other_pictures_are_painted(items: list[Item], background: Rgba, box: Box) -> None:
    renderer = SampleRenderer()
    renderer.paint([BELOW, DOT], PEARL, SPOT)
    again = renderer.paint(items, background, box)
    assert (again == SampleRenderer().paint(items, background, box)).all()


def test_a_whole_frame_can_be_painted_after_a_part() -> None:
    raster = Raster(round(SAMPLE_HEIGHT * 16 / 9), SAMPLE_HEIGHT)
    drawing = Drawing((BELOW, DOT), PEARL)
    raster.paint(drawing)
    raster.paint_part(Drawing((CARD,), PEARL), PixelRect(200, 100, 260, 130))
    raster.paint(drawing)
    assert (raster.pixels[..., :3] == painted([BELOW, DOT], EVERYWHERE)).all()


def test_a_surface_covers_a_box_with_a_pixel_around_it() -> None:
    surface = solid_surface(CARD)
    assert surface is not None
    assert surface.color == BETWEEN
    assert surface.covers(SPOT)
    assert not surface.covers(CARD.path.box)
    assert not surface.covers(Box(-2 * U + U // 100, 0, 0, U // 4))


def test_gradients_and_translucent_or_clipped_items_are_not_surfaces() -> None:
    path = CARD.path
    assert solid_surface(PathItem(path, Paint((BETWEEN, PEARL), (0, 0), (U, 0)))) is None
    assert solid_surface(PathItem(path, Paint(((*BETWEEN[:3], 65000),)))) is None
    assert (
        solid_surface(PathItem(path, Paint((BETWEEN,)), clips=(Clip(BELOW.path, inside=False),)))
        is None
    )
