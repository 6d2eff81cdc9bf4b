"""The contents of tiles: items whose boxes are there, without frames around the tile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unittest.mock import patch

import pytest

from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Item, PathItem
from storyreel.drawing.opacity import hollow_box
from storyreel.drawing.paints import Paint, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT, Box
from storyreel.native import extension
from storyreel.paint import tile_contents as tile_contents_module
from storyreel.paint.tile_contents import TileContents, tile_contents

SIZE = WIDTH, HEIGHT = 1024, 512
PIXEL = FRAME_HEIGHT * QUANTA_PER_UNIT // HEIGHT
LEFT, RIGHT = PixelRect(0, 0, 512, 256), PixelRect(512, 0, 1024, 256)
NAVY = Paint(((6682, 13878, 23901, 65535),))


@pytest.fixture(autouse=True, params=["extension", "python"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the extension where there is one, and without."""
    if request.param == "python":
        monkeypatch.setattr(tile_contents_module, "extension", None)
    elif extension is None:
        pytest.skip("the extension is not compiled")


def path(left: int, top: int, right: int, bottom: int) -> Path:
    """A rectangle at pixels from the upper left."""
    x, y = WIDTH // 2, HEIGHT // 2
    edges = (left - x, y - bottom, right - x, y - top)
    return Path.rectangle(Box(*(edge * PIXEL for edge in edges)))


def card(left: int, top: int, right: int, bottom: int) -> PathItem:
    return PathItem(path(left, top, right, bottom), fill=NAVY)


def frame(left: int, top: int, right: int, bottom: int) -> PathItem:
    return PathItem(path(left, top, right, bottom), stroke=Stroke(NAVY, 2 * PIXEL))


def contents(
    items: list[Item], places: Mapping[PixelRect, Sequence[PixelRect]]
) -> list[TileContents]:
    return tile_contents(items, places, (WIDTH / 2, HEIGHT / 2), 1 / PIXEL)


def test_items_are_in_the_tiles_that_their_boxes_meet() -> None:
    items: list[Item] = [card(-9, -9, 1033, 521), card(20, 20, 60, 60), card(500, 20, 540, 60)]
    assert contents(items, {LEFT: (LEFT,), RIGHT: (RIGHT,)}) == [
        TileContents([0], [0, 1, 2], [True, True, True]),
        TileContents([0], [0, 2], [True, True]),
    ]


def test_items_change_where_they_meet_a_part_or_the_pixel_around_it() -> None:
    parts = PixelRect(0, 0, 20, 256), PixelRect(100, 0, 120, 256)
    items: list[Item] = [card(x, 20, x + 9, 60) for x in (19, 20, 21, 60, 95, 130)]
    [found] = contents(items, {LEFT: parts})
    assert found.changing == [True, True, False, False, True, False]


def test_a_frame_around_a_tile_does_not_meet_it() -> None:
    items: list[Item] = [frame(-9, -9, 521, 265), frame(-9, -9, 512, 265), card(0, 0, 9, 9)]
    assert contents(items, {LEFT: (PixelRect(0, 0, 9, 9),)}) == [
        TileContents([0, 1], [1, 2], [True, True])
    ]


def test_frames_are_looked_at_once_for_all_tiles() -> None:
    """The cost: whether an item is hollow is asked once, however many tiles it contains."""
    around = frame(-9, -9, 1033, 521)
    places = {tile: (tile,) for tile in (LEFT, RIGHT)}
    with patch.object(tile_contents_module, "hollow_box", side_effect=hollow_box) as asked:
        assert [found.meeting for found in contents([around], places)] == [[], []]
    assert asked.call_count == 1


def test_nothing_is_in_no_tile() -> None:
    assert contents([card(0, 0, 9, 9)], {}) == []
    assert contents([], {LEFT: (LEFT,)}) == [TileContents([], [], [])]
