"""Tiles: how they look, where a passage brings them, and the trail of the one that strays."""

from __future__ import annotations

import pytest

from scenes.hour30.parts.tiles import Passage, Tile, Tiles, Trail, tile_frames
from storyreel.design.layout import Frame

UPPER = tile_frames(Frame(-3.0, 1.0, 3.0, 2.0), 4)
LOWER = tile_frames(Frame(-3.0, -2.0, 3.0, -1.0), 4)
ORDER = (2, 0, 1, 3)


def corners(tile: Tile) -> tuple[float, float, float, float]:
    frame = tile.frame
    return frame.left, frame.bottom, frame.right, frame.top


def close(tile: Tile, frame: Frame) -> bool:
    return corners(tile) == pytest.approx((frame.left, frame.bottom, frame.right, frame.top))


def passage(stray: int | None = 0) -> tuple[Tiles, Passage]:
    row = Tiles(UPPER, "␣abc")
    return row, Passage(row, LOWER, ORDER, stray)


def test_a_row_shows_its_characters_and_moves() -> None:
    row = Tiles(UPPER, "␣abc")
    assert [tile.label.text for tile in row.tiles] == list("␣abc")
    assert row.span(2) == Frame(UPPER[0].left, UPPER[0].bottom, UPPER[1].right, UPPER[0].top)
    row.move(LOWER).change(1.0)
    assert all(close(tile, frame) for tile, frame in zip(row.tiles, LOWER, strict=True))


@pytest.mark.parametrize("stray", [0, None])
def test_a_passage_leads_from_the_row_to_the_cells_of_its_order(stray: int | None) -> None:
    row, copies = passage(stray)
    fall = copies.fall(1.0)
    fall.change(0.0)
    assert all(close(tile, frame) for tile, frame in zip(copies.tiles, UPPER, strict=True))
    fall.change(1.0)
    assert all(close(tile, LOWER[i]) for tile, i in zip(copies.tiles, ORDER, strict=True))
    assert all(close(tile, frame) for tile, frame in zip(row.tiles, UPPER, strict=True))


def test_the_stray_tile_is_odd_and_only_it_leaves_a_trail() -> None:
    _, copies = passage()
    copies.fall(1.0).change(1.0)
    assert [tile.odd for tile in copies.tiles] == [1.0, 0.0, 0.0, 0.0]
    assert copies.trail is not None and passage(None)[1].trail is None


def test_a_solid_passage_fuses_both_rows() -> None:
    row, copies = passage(None)
    copies.fall(1.0, solid=True).change(1.0)
    assert {tile.solid for tile in (*row.tiles, *copies.tiles)} == {1.0}


def test_a_trail_reaches_from_start_to_end() -> None:
    trail = Trail((0.0, 1.0), (2.0, -1.0))
    trail.reach(1.0)
    assert trail.points[0, :2] == pytest.approx((0.0, 1.0))
    assert trail.points[-1, :2] == pytest.approx((2.0, -1.0))
    trail.reach(0.5)
    assert trail.points[-1, :2] == pytest.approx((1.0, 0.0))
    trail.reach(0.0)
    assert float(trail.stroke_rgbas[0, 3]) == 0.0
