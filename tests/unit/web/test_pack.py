"""Packed drawings: what a reader finds in them is what was drawn, and copies cost little."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from storyreel.drawing.drawing import Clip, Drawing, ImageItem, Item, PathItem, Pixels
from storyreel.drawing.paints import Cap, Join, Paint, Shadow, Stroke
from storyreel.drawing.path import FillRule, Path
from storyreel.web.geometry import TOLERANCE, UNIT
from storyreel.web.pack import ClipPacker
from tests.unit.web.pack_reader import PackReader, ReadFrame

NAVY, GOLD = Paint(((6682, 13878, 23901, 65535),)), Paint(((51657, 41634, 10023, 40000),))
FADE = Paint((NAVY.colors[0], GOLD.colors[0]), (0, -4000), (0, 4000))
GLOW = Paint.radial(FADE.colors, (320, -640), ((64_000, 0), (0, 32_000)), (0, 4321))
BLOB = np.array([(0, 0), (90, 310), (400, 420), (777, 391), (900, 100), (500, -300), (0, 0)]) * 1000

numbers = st.integers(-3_000_000, 3_000_000)
points = st.tuples(numbers, numbers)


@st.composite
def paths(draw: st.DrawFn) -> Path:
    counts = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    starts = tuple(np.cumsum([0, *(1 + 3 * count for count in counts[:-1])]).tolist())
    total = sum(1 + 3 * count for count in counts)
    drawn = np.array(draw(st.lists(points, min_size=total, max_size=total)), np.int32)
    rule = draw(st.sampled_from(FillRule))
    return Path(drawn, starts, tuple(draw(st.booleans()) for _ in counts), rule)


paints = st.sampled_from([NAVY, GOLD, FADE, GLOW])
strokes = st.builds(
    Stroke, paints, st.integers(0, 99_999), st.sampled_from(Join), st.sampled_from(Cap)
)
shadows = st.builds(Shadow, numbers, numbers, st.integers(0, 99_999), st.just((0, 0, 0, 9000)))
items = st.builds(
    PathItem,
    paths(),
    st.none() | paints,
    st.none() | strokes,
    st.none() | strokes,
    st.none() | shadows,
    st.just(()) | st.builds(Clip, paths(), st.booleans()).map(lambda clip: (clip,)),
)


@st.composite
def films(draw: st.DrawFn) -> list[Drawing]:
    stock = draw(st.lists(items, min_size=1, max_size=6))
    frames = st.lists(st.sampled_from(stock), max_size=6).map(lambda some: Drawing(tuple(some)))
    return draw(st.lists(frames, min_size=1, max_size=6))


def read(drawings: list[Drawing], chunks: int = 1) -> dict[int, ReadFrame]:
    packer, reader = ClipPacker(), PackReader()
    size = -(-len(drawings) // chunks)
    for first in range(0, len(drawings), size):
        reader.add(packer.chunk(first, drawings[first : first + size]))
    return reader.frames


def assert_same(found: ReadFrame, drawing: Drawing) -> None:
    assert len(found.items) == len(drawing.items)
    for item, wanted in zip(found.items, drawing.items, strict=True):
        assert isinstance(wanted, PathItem)
        drawn = np.vstack([contour for contour, _ in item.contours])
        assert np.abs(drawn - wanted.path.points).max() <= TOLERANCE + UNIT
        assert tuple(closed for _, closed in item.contours) == wanted.path.closed
        parts = wanted.fill, wanted.stroke, wanted.back_stroke, wanted.shadow, wanted.clips
        assert [bool(field) for field in item.fields[2:7]] == [bool(part) for part in parts]


@settings(max_examples=60, deadline=None)
@given(films(), st.integers(1, 3))
def test_a_reader_finds_what_was_drawn_however_the_frames_are_divided(
    film: list[Drawing], chunks: int
) -> None:
    found = read(film, chunks)
    assert sorted(found) == list(range(len(film)))
    for number, drawing in enumerate(film):
        assert_same(found[number], drawing)


def item(transform: np.ndarray[tuple[int, int], np.dtype[np.float64]], dx: float = 0) -> PathItem:
    moved = np.rint(BLOB @ transform + (dx, 0)).astype(np.int32)
    return PathItem(Path(moved, (0,), (True,)), NAVY)


TURN = np.array([(0.6, 0.8), (-0.8, 0.6)])


@pytest.mark.parametrize(
    "copy", [item(np.eye(2), 12_345), item(np.eye(2) * 0.37), item(TURN * 1.5, 99)]
)
def test_a_moved_scaled_or_turned_copy_uses_the_same_shape(copy: PathItem) -> None:
    found = read([Drawing((item(np.eye(2)),)), Drawing((copy,))])
    assert found[0].items[0].fields[0] == found[1].items[0].fields[0]
    assert_same(found[1], Drawing((copy,)))


def test_a_bent_copy_is_a_shape_of_its_own() -> None:
    bent = item(np.eye(2)).path.points.copy()
    bent[3] += 4 * TOLERANCE
    found = read(
        [Drawing((item(np.eye(2)),)), Drawing((PathItem(Path(bent, (0,), (True,)), NAVY),))]
    )
    assert found[0].items[0].fields[0] != found[1].items[0].fields[0]


def test_a_held_frame_costs_one_byte_before_compression() -> None:
    film = [Drawing((item(np.eye(2)),))] * 2
    sizes = [len(zlib.decompress(ClipPacker().chunk(0, film[:count]))) for count in (1, 2)]
    assert sizes[1] - sizes[0] == 1


def packed_size(film: list[Drawing]) -> int:
    return len(zlib.decompress(ClipPacker().chunk(0, film)))


def test_what_moves_evenly_costs_seven_bytes_a_frame() -> None:
    film = [Drawing((item(np.eye(2), 64 * UNIT * number),)) for number in range(200)]
    lengths_of_blocks = 4
    assert packed_size(film) - packed_size(film[:100]) <= 100 * 7 + lengths_of_blocks


def test_a_gradient_that_moves_with_its_item_is_one_paint() -> None:
    def moved(by: int) -> Drawing:
        paint = replace(FADE, start=(by, FADE.start[1]), end=(by, FADE.end[1]))
        return Drawing((replace(item(np.eye(2), by), fill=paint),))

    packer, reader = ClipPacker(), PackReader()
    reader.add(packer.chunk(0, [moved(64 * UNIT * number) for number in range(50)]))
    assert len(reader.paints) == 2  # with the background
    assert reader.frames[49].items[0].fields[2][1:] == (64 * 49, -125, 64 * 49, 125)


def test_boxes_of_many_shapes_that_all_move_stay_as_many_shapes() -> None:
    """More shapes of one topology at a time than are compared with a new path."""
    bent = [BLOB + np.eye(7, 2, -3) * 9000 * number for number in range(40)]

    def scaled(factor: float) -> Drawing:
        points = [np.rint(each * factor).astype(np.int32) for each in bent]
        return Drawing(tuple(PathItem(Path(each, (0,), (True,)), NAVY) for each in points))

    film = [scaled(1 + frame / 20) for frame in range(9)]
    found = read(film)
    assert len({each.fields[0] for frame in found.values() for each in frame.items}) == 40


def test_items_keep_their_shapes_when_one_between_them_goes() -> None:
    other = PathItem(Path(BLOB[:4].astype(np.int32), (0,), (False,)), GOLD)
    both = (other, item(TURN), other, item(np.eye(2)))
    moved = (item(TURN, 9999), item(np.eye(2), 9999))
    found = read([Drawing(both), Drawing(moved)])
    shapes = [[each.fields[0] for each in frame.items] for frame in found.values()]
    assert shapes[1] == [shapes[0][1], shapes[0][3]]


def test_what_grows_from_a_point_stays_precise() -> None:
    """Points of a small shape are rounded; enlarged, the rounding would be seen."""
    film = [Drawing((item(np.eye(2) * 1.3**step / 1000),)) for step in range(27)]
    for number, frame in read(film).items():
        assert_same(frame, film[number])


@pytest.mark.parametrize("turned", [np.eye(2), TURN, TURN * 0.4])
def test_lines_are_turned_and_scaled_copies(turned: np.ndarray[Any, Any]) -> None:
    line = np.linspace((0, 0), (900_000, 300_000), 4)
    ends = [np.rint(line @ matrix).astype(np.int32) for matrix in (np.eye(2), turned)]
    film = [Drawing((PathItem(Path(points, (0,), (False,)), NAVY),)) for points in ends]
    found = read(film)
    assert found[0].items[0].fields[0] == found[1].items[0].fields[0]
    assert found[1].items[0].fields[1][2:4] == (0, 0)
    assert_same(found[1], film[1])


def test_letters_are_stored_once_for_all_words() -> None:
    far = Path(
        np.vstack([BLOB, BLOB + np.array((2_000_000, 640_000))]).astype(np.int32),
        (0, 7),
        (True, True),
    )
    one = len(zlib.decompress(ClipPacker().chunk(0, [Drawing((item(np.eye(2)),))])))
    two = len(zlib.decompress(ClipPacker().chunk(0, [Drawing((PathItem(far, NAVY),))])))
    assert two - one < 12


def test_a_later_chunk_brings_only_what_is_new() -> None:
    packer, drawing = ClipPacker(), Drawing((item(np.eye(2)), item(TURN)))
    first, again = packer.chunk(0, [drawing]), packer.chunk(1, [drawing])
    assert len(again) < len(first) / 2


def test_an_image_is_sent_once() -> None:
    pixels = Pixels(np.random.default_rng(1).integers(0, 255, (16, 16, 4), np.uint8))
    shown: list[Item] = [
        ImageItem(pixels, ((step, 0), (step + 999_999, 0), (step, -999_999)))
        for step in (0, 555_555)
    ]
    one, two = (
        len(ClipPacker().chunk(0, [Drawing((each,)) for each in shown[:count]])) for count in (1, 2)
    )
    assert two - one < 40
    assert one > 16 * 16 * 4


def test_a_gradient_keeps_its_points_and_offsets() -> None:
    packer, reader = ClipPacker(), PackReader()
    path = item(np.eye(2)).path
    reader.add(packer.chunk(0, [Drawing((PathItem(path, GLOW), PathItem(path, FADE)))]))
    colors = (*NAVY.colors[0], *GOLD.colors[0])
    (glow, *circle), (fade, *line) = (each.fields[2] for each in reader.frames[0].items)
    assert reader.paints[glow] == (colors, (0, 4321))
    assert reader.paints[fade] == (colors, ())
    assert circle == [10, -20, 2000, 0, 0, 1000]
    assert line == [0, -125, 0, 125]


def test_the_order_of_equal_items_is_kept() -> None:
    a, b = item(np.eye(2)), replace(item(np.eye(2), 640_000), fill=GOLD)
    found = read([Drawing((a, b)), Drawing((b, a)), Drawing((a, b, a))])
    for number, drawing in enumerate([(a, b), (b, a), (a, b, a)]):
        assert_same(found[number], Drawing(drawing))
