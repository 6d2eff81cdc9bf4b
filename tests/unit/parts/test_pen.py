"""The pen: its nib is where it is put, and a lifted pen throws a softer shadow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.parts.pen import LENGTH, Pen

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]


def test_the_nib_is_at_its_place_and_the_barrel_to_its_right(box: Box) -> None:
    pen = Pen("Model")
    pen.pose((1.0, 2.0))
    reach = box(pen)
    assert (reach.left, reach.right) == pytest.approx((1.0, 1.0 + LENGTH), abs=1e-3)
    assert reach.center[1] == pytest.approx(2.0, abs=1e-3)


def test_tilt_raises_the_barrel(box: Box) -> None:
    pen = Pen("Model")
    pen.pose((1.0, 2.0), tilt=90.0)
    reach = box(pen)
    assert (reach.bottom, reach.top) == pytest.approx((2.0, 2.0 + LENGTH), abs=1e-3)


def test_lifting_moves_and_softens_the_shadow_alone(draw: Draw) -> None:
    low, high = Pen("Model"), Pen("Model")
    high.pose((0.0, 0.0), lift=1.0)
    (body, *rest), (raised, *others) = draw(low).items, draw(high).items
    assert [each.key for each in rest] == [each.key for each in others]
    assert isinstance(body, PathItem) and isinstance(raised, PathItem)
    assert body.shadow and raised.shadow and body.path.key == raised.path.key
    assert raised.shadow.sigma > body.shadow.sigma and raised.shadow.dy < body.shadow.dy


def test_a_pose_does_not_depend_on_the_one_before(draw: Draw) -> None:
    direct, moved = Pen("Model"), Pen("Model")
    moved.pose((3.0, 1.0), 20.0, 1.0, 2.0)
    for pen in (direct, moved):
        pen.pose((1.0, -1.0), 35.0, 0.25, 0.8)
    assert draw(moved) == draw(direct)


def test_its_name_can_be_read(texts: Callable[[Mobject], list[str]]) -> None:
    assert texts(Pen("Model")) == ["Model"]
