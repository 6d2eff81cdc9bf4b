"""Plates, discs and strokes have the requested bounds and paints."""

from __future__ import annotations

from collections.abc import Callable
from math import pi

import numpy as np
import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.paints import Cap, Join
from storyreel.parts.marks import shadow_of
from storyreel.parts.shapes import CARD_SHADOW, Disc, Plate, Strokes, card, check, cross

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]
FRAME = Frame(-2.0, -0.5, 1.0, 0.75)


def only(drawing: Drawing) -> PathItem:
    (item,) = drawing.items
    assert isinstance(item, PathItem)
    return item


def area(mobject: Mobject) -> float:
    """Signed area of the polygon of anchors and handles, positive anticlockwise."""
    x, y = mobject.points[:, 0], mobject.points[:, 1]
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


@pytest.mark.parametrize("radius", [0.0, 0.1, 9.0])
def test_a_plate_fills_its_frame(box: Box, radius: float) -> None:
    plate = Plate(FRAME, radius)
    assert _same(box(plate), FRAME)
    assert area(plate) > 0


def test_a_plate_has_the_area_of_a_rounded_rectangle() -> None:
    radius = 0.3
    exact = FRAME.width * FRAME.height - (4 - pi) * radius**2
    assert area(Plate(FRAME, radius)) == pytest.approx(exact, rel=0.02)
    assert area(Plate(FRAME, 0.0)) == pytest.approx(FRAME.width * FRAME.height)


def test_a_radius_is_at_most_half_of_the_shorter_side() -> None:
    assert np.allclose(Plate(FRAME, 9.0).points, Plate(FRAME, FRAME.height / 2).points)


def test_a_fitted_plate_equals_a_new_one() -> None:
    goal = Frame(0.0, 0.0, 4.0, 2.0)
    assert np.allclose(Plate(FRAME, 0.2).fit(goal).points, Plate(goal, 0.2).points)
    assert np.allclose(Plate(FRAME, 0.2).fit(goal, 0.5).points, Plate(goal, 0.5).points)


def test_a_plate_is_one_closed_path_with_fill_and_edge(draw: Draw) -> None:
    filled = only(draw(Plate(FRAME, fill=Color.NAVY)))
    assert filled.path.closed == (True,)
    assert filled.fill and filled.fill.opaque and filled.stroke is None
    hollow = only(draw(Plate(FRAME, fill=None, edge=Color.GOLD)))
    assert hollow.fill is None and hollow.stroke
    assert draw(Plate(FRAME, fill=None)).items == ()


def test_a_disc_is_round(box: Box) -> None:
    disc = Disc((1.0, 2.0), 0.5)
    assert _same(box(disc), Frame(0.5, 1.5, 1.5, 2.5))
    anchors = disc.points.reshape(-1, 4, 3)[:, 0, :2] - (1.0, 2.0)
    assert np.allclose(np.hypot(*anchors.T), 0.5)


def test_strokes_are_open_and_round(draw: Draw, box: Box) -> None:
    corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
    strokes = Strokes(corners, ((2.0, 0.0), (2.0, 1.0)), color=Color.NAVY, width=0.1)
    item = only(draw(strokes))
    assert item.path.closed == (False, False)
    assert item.fill is None and item.stroke
    assert (item.stroke.cap, item.stroke.join) == (Cap.ROUND, Join.ROUND)
    assert _same(box(strokes), Frame(0.0, 0.0, 2.0, 1.0))


@pytest.mark.parametrize("sign", [check, cross])
def test_check_and_cross_are_about_as_wide_as_their_size(
    box: Box, sign: Callable[..., Strokes]
) -> None:
    mark = sign((1.0, 1.0), 0.8)
    assert box(mark).width + mark.stroke_width / 100 == pytest.approx(0.8, rel=0.2)
    assert box(mark).center == pytest.approx((1.0, 1.0), abs=0.03)


def test_a_card_has_a_shadow(draw: Draw) -> None:
    item = only(draw(card(FRAME)))
    assert shadow_of(card(FRAME)) == CARD_SHADOW
    assert item.shadow and item.shadow.dy < 0


def _same(one: Frame, other: Frame) -> bool:
    edges = (other.left, other.bottom, other.right, other.top)
    return (one.left, one.bottom, one.right, one.top) == pytest.approx(edges)
