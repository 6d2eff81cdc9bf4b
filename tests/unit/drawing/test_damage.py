"""Damage: exactly the changes, in few rectangles."""

from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from storyreel.drawing.damage import (
    TILE_HEIGHT,
    TILE_WIDTH,
    PixelRect,
    bounds,
    damage,
    merged,
    numbers_of,
    tiles,
    to_pixels,
)
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box

U = QUANTA_PER_UNIT


def card(x: float, y: float, gray: int = 0, size: float = 1) -> PathItem:
    box = Box(int(x * U), int(y * U), int((x + size) * U), int((y + size) * U))
    return PathItem(Path.rectangle(box), fill=Paint(((gray, gray, gray, 65535),)))


A, B, C, D = card(-6, 0), card(-2, 0), card(2, 0), card(5, 0)


def test_the_first_drawing_damages_everything() -> None:
    assert damage(None, Drawing((A,))) is None


def test_another_background_damages_everything() -> None:
    assert damage(Drawing((A,)), Drawing((A,), background=(0, 0, 0, 65535))) is None


def test_equal_drawings_have_no_damage() -> None:
    assert damage(Drawing((A, B)), Drawing((replace(A), replace(B)))) == ()


@pytest.mark.parametrize(
    ("before", "after", "boxes"),
    [
        ((A, B), (A, B, C), {C.box}),
        ((A, B, C), (A, C), {B.box}),
        ((A, B, C), (A, D, C), {B.box, D.box}),
        ((A, B, C, D), (B, C, D, A), {A.box}),  # one moved up, three stayed in order
        ((A, B), (B, A), {A.box}),
        ((A, A, B), (A, B), {A.box}),
        ((), (A,), {A.box}),
        ((A,), (), {A.box}),
    ],
)
def test_removed_added_changed_and_moved_items_are_damaged(
    before: tuple[PathItem, ...], after: tuple[PathItem, ...], boxes: set[Box]
) -> None:
    assert set(damage(Drawing(before), Drawing(after)) or ()) == boxes


def test_a_moved_item_damages_both_places() -> None:
    before, after = card(-6, 0, size=4), card(-5, 0, size=4)
    found = damage(Drawing((before, B)), Drawing((after, B))) or ()
    assert covered(found, -5.5, 1)
    assert covered(found, -1.5, 1)


def covered(boxes: tuple[Box, ...], x: float, y: float) -> bool:
    return any(b.left < x * U < b.right and b.bottom < y * U < b.top for b in boxes)


def test_an_item_that_is_there_twice_is_damaged_twice() -> None:
    moved = card(-5.9, 0)
    found = damage(Drawing((A, A)), Drawing((moved,))) or ()
    assert covered(found, -5.5, 0.5), "one of the two has gone and uncovers what is below"


boxes = st.builds(
    lambda x, y, w, h: Box(x * U // 10, y * U // 10, (x + w) * U // 10, (y + h) * U // 10),
    st.integers(-70, 70),
    st.integers(-40, 40),
    st.integers(0, 30),
    st.integers(0, 30),
)


@given(st.lists(boxes, max_size=60))
def test_merged_parts_of_tiles_cover_all(given: list[Box]) -> None:
    parts = list(map(bounds, tiles(to_pixels(given, 1920, 1080), 1920, 1080).values()))
    few = merged(parts)
    assert len(few) <= len(parts)
    for part in parts:
        assert any(cover.intersection(part) == part for cover in few)


@given(st.lists(boxes, max_size=30), st.sampled_from([(426, 240), (1920, 1080)]))
def test_the_parts_of_a_tile_cover_what_is_touched_in_it(
    given: list[Box], size: tuple[int, int]
) -> None:
    rects = to_pixels(given, *size)
    found = tiles(rects, *size)
    for tile, parts in found.items():
        assert len(parts) <= len(rects)
        assert tile.intersection(bounds(parts)) == bounds(parts)
    touched = [(tile, tile.intersection(rect)) for tile in found for rect in rects]
    for tile, piece in touched:
        assert not piece.area or any(part.intersection(piece) == piece for part in found[tile])
    assert sum(piece.area for _, piece in touched) == sum(rect.area for rect in rects)


@given(st.lists(boxes, max_size=9))
def test_numbers_of_boxes_are_their_edges(given: list[Box]) -> None:
    assert list(map(tuple, numbers_of(given).tolist())) == given


def test_parts_of_a_tile_that_are_apart_stay_apart() -> None:
    left, right = PixelRect(0, 0, 40, 200), PixelRect(300, 0, 340, 200)
    near = PixelRect(45, 0, 60, 200)
    assert tiles([right, left, near], 426, 240) == {
        PixelRect(0, 0, 426, 240): (left.union(near), right)
    }


@given(st.lists(boxes, max_size=9))
def test_a_picture_of_one_tile_is_damaged_as_in_a_larger_grid(given: list[Box]) -> None:
    rects = to_pixels(given, 426, 240)
    alone, among_others = tiles(rects, 426, 240), tiles(rects, 1920, 1080)
    assert list(alone.values()) == list(among_others.values())
    assert set(alone) <= {PixelRect(0, 0, 426, 240)}


def test_parts_far_apart_are_not_merged() -> None:
    parts = [PixelRect(0, 0, 100, 100), PixelRect(900, 0, 1000, 100)]
    assert set(merged(parts)) == set(parts)


def test_parts_beside_and_below_one_another_are_merged() -> None:
    parts = [PixelRect(x, y, x + 512, y + 256) for y in (0, 256) for x in (0, 512)]
    assert merged(parts) == (PixelRect(0, 0, 1024, 512),)


def test_pixels_are_counted_from_the_upper_left_with_one_to_spare() -> None:
    box = Box(-U, -U, U, 2 * U)
    assert to_pixels([box], 160, 80) == (PixelRect(69, 19, 91, 51),)


def test_pixels_end_at_the_picture() -> None:
    frame = Box(-9 * U, -5 * U, 9 * U, 5 * U)
    away = Box(9 * U, 0, 10 * U, U)
    assert to_pixels([frame, away], 426, 240) == (PixelRect(0, 0, 426, 240),)


def test_tiles_cover_rectangles_and_nothing_twice() -> None:
    rects = [PixelRect(0, 0, 1, 1), PixelRect(TILE_WIDTH - 1, 5, TILE_WIDTH + 1, TILE_HEIGHT)]
    right = TILE_WIDTH + 44
    found = tiles(rects, right, TILE_HEIGHT + 72)
    assert found == {
        PixelRect(0, 0, TILE_WIDTH, TILE_HEIGHT): (
            PixelRect(0, 0, 1, 1),
            PixelRect(TILE_WIDTH - 1, 5, TILE_WIDTH, TILE_HEIGHT),
        ),
        PixelRect(TILE_WIDTH, 0, right, TILE_HEIGHT): (
            PixelRect(TILE_WIDTH, 5, TILE_WIDTH + 1, TILE_HEIGHT),
        ),
    }
    whole = tiles([PixelRect(0, 0, 1000, 500)], 1000, 500)
    assert sum(tile.area for tile in whole) == 500_000
    assert all((tile,) == parts for tile, parts in whole.items())
