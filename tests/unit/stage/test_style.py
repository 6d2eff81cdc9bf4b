"""Styles: gradients run as Manim's camera lets them run."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import DOWN, RIGHT, UL, Circle, Square, Star, VGroup, VMobject

from storyreel.stage.style import gradient_line

SHAPES: dict[str, Callable[[], VMobject]] = {
    "a turned star": lambda: Star().rotate(0.3).shift(0.1 * RIGHT + 1 / 3 * UL),
    "a stretched circle": lambda: Circle(1.7).stretch(0.31, 1),
    "a group, over all of its members": lambda: VGroup(Square(), Circle().shift(2 * RIGHT)),
    "a shape with submobjects": lambda: Square().add(Circle().shift(DOWN)),
    "a shape without points": VMobject,
    "a single point": lambda: VMobject().set_points([(1.0, 2.0, 0.0)]),
    "a shape in three dimensions": lambda: Square(shade_in_3d=True),
}


@pytest.mark.parametrize("direction", [DOWN, RIGHT, UL, (0.3, -0.2, 0.0)])
@pytest.mark.parametrize("make", SHAPES.values(), ids=SHAPES)
def test_a_gradient_begins_and_ends_exactly_where_it_does_in_manim(
    make: Callable[[], VMobject], direction: tuple[float, float, float]
) -> None:
    shape = make().set_sheen_direction(np.array(direction))
    expected = shape.get_gradient_start_and_end_points()
    assert [point.tolist() for point in gradient_line(shape)] == [
        point.tolist() for point in expected
    ]
