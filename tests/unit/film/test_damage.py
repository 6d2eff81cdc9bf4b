"""Damage: what changed, and no more, in few rectangles."""

from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from storyreel.film.damage import (
    MOST_BOXES,
    TILE_HEIGHT,
    TILE_WIDTH,
    PixelRect,
    damage,
    merged,
    tiles,
    to_pixels,
)
from storyreel.film.drawing import QUANTA_PER_UNIT, Box, Drawing, Paint, Path, PathItem

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
def test_what_went_came_changed_or_moved_is_damaged(
    before: tuple[PathItem, ...], after: tuple[PathItem, ...], boxes: set[Box]
) -> None:
    assert set(damage(Drawing(before), Drawing(after)) or ()) == boxes


def test_a_moved_item_damages_where_it_was_and_where_it_is() -> None:
    moved = card(-5.99, 0)
    assert damage(Drawing((A, B)), Drawing((moved, B))) == (A.box.union(moved.box),)


boxes = st.builds(
    lambda x, y, w, h: Box(x * U // 10, y * U // 10, (x + w) * U // 10, (y + h) * U // 10),
    st.integers(-70, 70),
    st.integers(-40, 40),
    st.integers(0, 30),
    st.integers(0, 30),
)


@given(st.lists(boxes, max_size=60))
def test_merged_boxes_are_few_and_cover_all(given: list[Box]) -> None:
    few = merged(given)
    assert len(few) <= MOST_BOXES
    for box in given:
        if box.width and box.height:
            assert any(box.union(cover) == cover for cover in few)


def test_boxes_far_apart_are_not_merged() -> None:
    assert set(merged([A.box, D.box])) == {A.box, D.box}


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
    assert tiles(rects, right, TILE_HEIGHT + 72) == [
        PixelRect(0, 0, TILE_WIDTH, TILE_HEIGHT),
        PixelRect(TILE_WIDTH, 0, right, TILE_HEIGHT),
    ]
    whole = tiles([PixelRect(0, 0, 1000, 500)], 1000, 500)
    assert sum(tile.area for tile in whole) == 500_000
