"""Drawings: quanta, boxes, reaches, and digests of exactly what is painted."""

from __future__ import annotations

import pickle
from dataclasses import replace

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from storyreel.drawing.drawing import (
    Clip,
    Drawing,
    ImageItem,
    Item,
    PathItem,
    Pixels,
    Sampling,
    Tag,
    drawing_digest,
)
from storyreel.drawing.paints import Cap, Join, Paint, Shadow, Stroke
from storyreel.drawing.path import FillRule, Path
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT, Box, quantise

U = QUANTA_PER_UNIT
NAVY = Paint(((6682, 13878, 23901, 65535),))
SQUARE = Path.rectangle(Box(0, 0, U, U))
INSIDE, OUTSIDE = Clip(SQUARE), Clip(SQUARE, inside=False)
CARD = PathItem(SQUARE, fill=NAVY, stroke=Stroke(NAVY, U // 10))
PHOTO = ImageItem(Pixels(np.zeros((2, 3, 4), np.uint8)), ((0, U), (U, U), (0, 0)))


def polyline(*corners: tuple[float, float], closed: bool = False) -> Path:
    anchors = np.array(corners, float)
    steps = np.diff(anchors, axis=0)
    curves = np.stack([anchors[:-1] + steps / 3, anchors[:-1] + steps * 2 / 3, anchors[1:]], 1)
    points = np.vstack([anchors[:1], curves.reshape(-1, 2)])
    return Path(quantise(points), (0,), (closed,))


def test_a_quantum_is_a_1024th_of_a_pixel_at_8k() -> None:
    assert quantise([FRAME_HEIGHT / 4320]).tolist() == [1024]


@given(st.floats(-1e6, 1e6))
def test_quantising_rounds_to_nearest_within_the_range_of_int32(value: float) -> None:
    (quanta,) = quantise([value]).tolist()
    exact = min(max(value * U, -(2**31)), 2**31 - 1)
    assert abs(quanta - exact) <= 0.5


def test_noise_in_the_last_bit_does_not_reach_the_digest() -> None:
    values = np.linspace(-7, 7, 1001)
    assert (quantise(values) == quantise(np.nextafter(values, 10))).all()


CHANGES: list[Item] = [
    replace(CARD, path=Path.rectangle(Box(0, 0, U, U + 1))),
    replace(CARD, path=replace(SQUARE, closed=(False,))),
    replace(CARD, fill=None),
    replace(CARD, fill=Paint(((6682, 13878, 23901, 65534),))),
    replace(CARD, fill=Paint(NAVY.colors * 2, (0, 0), (0, U))),
    replace(CARD, fill=Paint(NAVY.colors * 2, (0, 0), (0, U), (U, 0))),
    replace(CARD, fill=Paint(NAVY.colors * 2, (0, 0), (0, U), (U, 1))),
    replace(CARD, fill=Paint(NAVY.colors * 2, (0, 0), (0, U), offsets=(0, 1))),
    replace(CARD, fill=Paint(NAVY.colors * 2, (0, 0), (0, U), offsets=(0, 2))),
    replace(CARD, fill=Paint(NAVY.colors * 2, (0, 0), (0, U), (U, 0), (0, 1))),
    replace(CARD, stroke=None, back_stroke=CARD.stroke),
    replace(CARD, stroke=Stroke(NAVY, U // 10, Join.ROUND)),
    replace(CARD, stroke=Stroke(NAVY, U // 10, cap=Cap.ROUND)),
    replace(CARD, stroke=Stroke(NAVY, U // 10 + 1)),
    replace(CARD, shadow=Shadow(0, 0, 9, (0, 0, 0, 9))),
    replace(CARD, path=replace(SQUARE, rule=FillRule.EVEN_ODD)),
    replace(CARD, clips=(INSIDE,)),
    replace(CARD, clips=(OUTSIDE,)),
    replace(CARD, clips=(INSIDE, OUTSIDE)),
    replace(CARD, clips=(OUTSIDE, INSIDE)),
    replace(CARD, clips=(INSIDE, INSIDE)),
    PHOTO,
    replace(PHOTO, sampling=Sampling.NEAREST),
    replace(PHOTO, sampling=Sampling.LINEAR),
    replace(PHOTO, corners=((0, U), (U, U), (0, 1))),
    replace(PHOTO, pixels=Pixels(np.zeros((3, 2, 4), np.uint8))),
    replace(PHOTO, clips=(INSIDE,)),
    replace(PHOTO, clips=(OUTSIDE,)),
]


def test_every_change_of_the_painting_changes_the_key() -> None:
    items = [CARD, *CHANGES]
    assert len({item.key for item in items}) == len(items)


def test_colours_are_spaced_evenly_without_offsets() -> None:
    assert Paint(NAVY.colors * 3).shares == [0, 0.5, 1]
    assert Paint(NAVY.colors * 2, offsets=(13107, 65535)).shares == [0.2, 1]


@pytest.mark.parametrize(
    ("radii", "is_seen"),
    [
        (((U, 0), (0, U)), True),
        (((U, 0), (0, 256)), True),
        (((U, 0), (0, 255)), False),
        (((U, 0), (-U, 0)), False),
        (((0, 0), (0, U)), False),
        (((9, 0), (0, 9)), False),
    ],
)
def test_a_radial_gradient_that_is_too_thin_is_its_last_colour(
    radii: tuple[tuple[int, int], tuple[int, int]], is_seen: bool
) -> None:
    paint = Paint.radial(((0, 0, 0, 0), *NAVY.colors), (0, 0), radii)
    assert (paint == NAVY) == (not is_seen)


def test_a_tag_is_not_part_of_the_digest() -> None:
    tagged = replace(CARD, tag=Tag("title", "Reproducibility"))
    assert Drawing((tagged,)) == Drawing((CARD,))
    assert drawing_digest([Drawing((tagged,))]) == drawing_digest([Drawing((CARD,))])


def test_order_background_and_number_of_items_are_part_of_the_digest() -> None:
    drawings = [
        Drawing((CARD, PHOTO)),
        Drawing((PHOTO, CARD)),
        Drawing((CARD,)),
        Drawing((CARD, CARD)),
        Drawing((CARD,), background=(0, 0, 0, 65535)),
    ]
    assert len({drawing.key for drawing in drawings}) == len(drawings)
    digests = {drawing_digest(drawings), drawing_digest(drawings[::-1]), drawing_digest([])}
    assert len(digests) == 3


def test_digests_survive_pickling() -> None:
    drawing = Drawing((replace(CARD, tag=Tag("graphic")), PHOTO))
    fresh = pickle.loads(pickle.dumps(drawing))
    fresh_items = [replace(item) for item in fresh.items]  # without the keys that came along
    assert [item.key for item in fresh_items] == [item.key for item in drawing.items]
    assert fresh == drawing


def test_drawings_of_a_segment_share_their_items_when_pickled() -> None:
    points = np.random.default_rng(0).integers(0, U, (3001, 2)).astype(np.int32)
    text = PathItem(Path(points, (0,), (False,)), fill=NAVY)
    alone = len(pickle.dumps([Drawing((text, CARD))]))
    segment = [Drawing((text, replace(CARD))) for _ in range(60)]
    assert len(pickle.dumps(segment)) < alone + 60 * 500
    first, *others = pickle.loads(pickle.dumps(segment))
    assert all(other.items[0] is first.items[0] for other in others)


@pytest.mark.parametrize(
    ("path", "join", "cap", "halves"),
    [
        (polyline((0, 0), (1, 0)), Join.MITER, Cap.BUTT, 1),
        (polyline((0, 0), (1, 0)), Join.MITER, Cap.SQUARE, 2**0.5),
        (polyline((0, 0), (1, 0), (1, 1)), Join.MITER, Cap.BUTT, 2**0.5),
        (polyline((0, 0), (1, 0), (1, 1)), Join.BEVEL, Cap.BUTT, 1),
        (polyline((0, 0), (1, 0), (0.5, 3**0.5 / 2)), Join.MITER, Cap.ROUND, 2),
        (polyline((0, 0), (1, 0), (0, 0.02)), Join.MITER, Cap.BUTT, 1),  # beyond the miter limit
        (polyline((0, 0), (1, 0), (1, 1), (0, 1), (0, 0), closed=True), Join.MITER, Cap.BUTT, 1.42),
        # A curve that is too short for a direction, and curves without length.
        (polyline((0, 0), (0.0001, 0), (1, 1)), Join.MITER, Cap.BUTT, 10),
        (polyline((0, 0), (0, 0), (1, 1), (1, 1)), Join.MITER, Cap.BUTT, 1),
        (polyline((0, 0), (1, 0), (1, 0), (1, 1)), Join.MITER, Cap.BUTT, 2**0.5),
        (polyline((0, 0), (0, 0), closed=True), Join.MITER, Cap.BUTT, 1),
    ],
)
def test_a_stroke_reaches_as_far_as_its_sharpest_corner(
    path: Path, join: Join, cap: Cap, halves: float
) -> None:
    reach = Stroke(NAVY, U, join, cap).reach(path)
    assert reach / (U / 2) == pytest.approx(halves, rel=0.012)


def test_the_box_holds_the_shadow_and_is_cut_by_the_clip() -> None:
    shadow = Shadow(0, -U, U // 3, (0, 0, 0, 65535))
    item = PathItem(SQUARE, fill=NAVY, shadow=shadow)
    assert item.box == Box(-U // 3 * 3, -2 * U, U + U // 3 * 3, U)
    half = Path.rectangle(Box(0, 0, U // 2, U))
    assert replace(item, clips=(Clip(half),)).box == half.box
    low = Path.rectangle(Box(-U, 0, U, U // 3))
    assert replace(item, clips=(Clip(low), Clip(half))).box == Box(0, 0, U // 2, U // 3)
    assert replace(item, clips=(Clip(half, inside=False),)).box == item.box
    away = Path.rectangle(Box(9 * U, 0, 10 * U, U))
    assert replace(item, clips=(Clip(away),)).box.width == 0
