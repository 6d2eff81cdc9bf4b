"""Solid parts hide everything below them, hollow ones nothing, at every size."""

from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from storyreel.drawing.damage import to_pixels
from storyreel.drawing.drawing import Clip, Drawing, PathItem
from storyreel.drawing.opacity import hollow_box, solid_box
from storyreel.drawing.paints import Join, Paint, Shadow, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.paint.raster import paint_drawing

U = QUANTA_PER_UNIT
NAVY = Paint(((0x1A1A, 0x3636, 0x5D5D, 65535),))
WHITE = (255, 255, 255, 255)
SQUARE = Path.rectangle(Box(-2 * U, -U, 2 * U, U))


def line(*corners: tuple[float, float]) -> Path:
    """A closed polygon, as straight curves."""
    here = np.array(corners) * U
    there = np.roll(here, -1, axis=0)
    curves = [here + (there - here) * k / 3 for k in (1, 2)] + [there]
    points = np.vstack([here[:1], np.stack(curves, axis=1).reshape(-1, 2)])
    return Path(points.astype(np.int32), (0,), (True,))


def rounded(width: float, height: float, radius: float) -> Path:
    """A card as Manim draws it, each arc as one curve."""
    k = radius * 0.5523
    points: list[tuple[float, float]] = []
    for sx, sy in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
        x, y = sx * width / 2, sy * height / 2
        arc = [(x, y - sy * radius), (x, y - sy * (radius - k))]
        arc += [(x - sx * (radius - k), y), (x - sx * radius, y)]
        points += arc if sx == sy else arc[::-1]
    anchors = [*points, points[0]]
    curves = [anchors[0]]
    for n in range(0, 16, 4):
        a, b = anchors[n + 3], anchors[n + 4]
        curves += [*anchors[n + 1 : n + 4], a, b, b]
    return Path((np.array(curves) * U).astype(np.int32), (0,), (True,))


def test_a_rectangle_is_solid_all_over() -> None:
    assert solid_box(PathItem(SQUARE, fill=NAVY)) == SQUARE.box


def test_a_lens_of_two_curves_has_no_polygon_to_be_solid_in() -> None:
    lens = np.array([(-2, 0), (-1, 2), (1, 2), (2, 0), (1, -2), (-1, -2), (-2, 0)]) * U
    assert solid_box(PathItem(Path(lens.astype(np.int32), (0,), (True,)), fill=NAVY)) is None


def test_the_stroke_is_not_part_of_the_solid_box() -> None:
    item = PathItem(SQUARE, fill=NAVY, stroke=Stroke(NAVY, U // 10))
    found = solid_box(item)
    assert found
    assert found.right <= 2 * U - U // 20


@pytest.mark.parametrize(
    ("clip", "expected"),
    [
        (Clip(Path.rectangle(Box(0, -U, 9 * U, U // 2))), Box(0, -U, U, U // 2)),
        (Clip(Path.rectangle(Box(2 * U, 0, 9 * U, U)), inside=False), Box(-U, -U, U, U)),
        (Clip(Path.rectangle(Box(U - 1, 0, 9 * U, U)), inside=False), None),
    ],
    ids=["inside", "beside", "touched"],
)
def test_a_clipped_card_is_solid_where_its_clips_show_it(clip: Clip, expected: Box | None) -> None:
    card = Path.rectangle(Box(-U, -U, U, U))
    assert solid_box(PathItem(card, fill=NAVY, clips=(clip,))) == expected


def test_a_card_is_solid_inside_its_round_corners() -> None:
    found = solid_box(PathItem(rounded(4, 2, 0.2), fill=NAVY))
    assert found
    assert 1.85 * U < found.right < 1.95 * U


@pytest.mark.parametrize(
    "item",
    [
        PathItem(SQUARE, fill=Paint(((0, 0, 0, 65534),))),
        PathItem(SQUARE, stroke=Stroke(NAVY, 99)),
        PathItem(SQUARE, fill=NAVY, clips=(Clip(SQUARE, inside=False),)),
        PathItem(replace(SQUARE, closed=(False,)), fill=NAVY),
        PathItem(line((0, 0), (2, 0), (2, 2), (1, 0.5), (0, 2)), fill=NAVY),
        PathItem(line((0, 1), (0.6, -0.8), (-1, 0.3), (1, 0.3), (-0.6, -0.8)), fill=NAVY),
        PathItem(line((0, 0), (2, 0), (4, 0)), fill=NAVY),
        PathItem(
            Path(np.vstack([SQUARE.points, SQUARE.points // 2]), (0, 13), (True, True)), fill=NAVY
        ),
        PathItem(SQUARE, fill=NAVY, stroke=Stroke(NAVY, 3 * U)),
    ],
    ids=["translucent", "hollow", "clipped", "open", "dent", "star", "flat", "ring", "line"],
)
def test_items_that_may_show_what_is_below_are_not_solid(item: PathItem) -> None:
    assert solid_box(item) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-6, 6), st.floats(-3.5, 3.5)), min_size=3, max_size=9),
    st.floats(0, 0.5),
    st.lists(st.tuples(st.floats(-6, 3), st.floats(-3.5, 2), st.booleans()), max_size=2),
)
def test_every_pixel_inside_has_the_colour_alone(
    corners: list[tuple[float, float]],
    width: float,
    cuts: list[tuple[float, float, bool]],
) -> None:
    stroke = Stroke(Paint(((65535, 0, 0, 65535),)), round(width * U)) if width > 0.01 else None
    clips = tuple(
        Clip(line((x, y), (x + 4, y), (x + 5, y + 2), (x, y + 3)), inside) for x, y, inside in cuts
    )
    item = PathItem(line(*corners), fill=NAVY, stroke=stroke, clips=clips)
    found = solid_box(item)
    if found is None:
        return
    pixels = paint_drawing(Drawing((item,)), 426, 240)
    for left, top, right, bottom in to_pixels([found], 426, 240):
        inside = pixels[top + 2 : max(top + 2, bottom - 2), left + 2 : max(left + 2, right - 2)]
        assert (inside == (0x1A, 0x36, 0x5D, 255)).all()


def test_a_frame_is_hollow_between_its_lines() -> None:
    frame = PathItem(SQUARE, stroke=Stroke(NAVY, U // 5), back_stroke=Stroke(NAVY, U // 2))
    found = hollow_box(frame)
    assert found
    assert 1.6 * U < found.right <= 1.75 * U


@pytest.mark.parametrize(
    "item",
    [
        PathItem(SQUARE, fill=NAVY, stroke=Stroke(NAVY, 99)),
        PathItem(SQUARE, shadow=Shadow(0, 0, 99, NAVY.colors[0])),
        PathItem(SQUARE, stroke=Stroke(NAVY, 99), back_stroke=Stroke(NAVY, 3 * U)),
        PathItem(line((0, 0), (2, 0), (2, 2), (1, 0.5), (0, 2)), stroke=Stroke(NAVY, 99)),
        PathItem(replace(SQUARE, closed=(False,)), stroke=Stroke(NAVY, 99)),
    ],
    ids=["filled", "shadow", "wide", "dent", "open"],
)
def test_items_that_may_paint_their_middle_are_not_hollow(item: PathItem) -> None:
    assert hollow_box(item) is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-6, 6), st.floats(-3.5, 3.5)), min_size=3, max_size=9),
    st.floats(0.01, 0.5),
    st.sampled_from(Join),
)
def test_no_pixel_inside_a_hollow_part_is_painted(
    corners: list[tuple[float, float]], width: float, join: Join
) -> None:
    item = PathItem(line(*corners), stroke=Stroke(NAVY, round(width * U), join))
    found = hollow_box(item)
    if found is None:
        return
    pixels = paint_drawing(Drawing((item,)), 426, 240)
    for left, top, right, bottom in to_pixels([found], 426, 240):
        inside = pixels[top + 2 : max(top + 2, bottom - 2), left + 2 : max(left + 2, right - 2)]
        assert (inside == WHITE).all()
