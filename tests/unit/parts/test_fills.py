"""Fills: marks that copies have, and what cannot be filled."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from manim import Circle, Line, Square, VMobject

from storyreel.drawing.path import FillRule
from storyreel.parts.fills import (
    PLAIN,
    Stop,
    falloff,
    fill_style_of,
    with_even_odd_fill,
    with_linear_fill,
    with_radial_fill,
    with_soft_edge,
)

STOPS = (Stop(0, "#FFFFFF"), Stop(1, "#000000", 0.5))


def test_an_unmarked_mobject_has_a_plain_sharp_fill() -> None:
    assert fill_style_of(Square()) is PLAIN


def test_a_copy_is_filled_alike_and_become_leaves_the_fill() -> None:
    square = with_soft_edge(with_radial_fill(Square(), (0, 0), 1, STOPS), 0.1)
    with_even_odd_fill(square)
    for other in (square.copy(), square.copy().become(Circle())):
        gradient = fill_style_of(other).gradient
        assert gradient is not None
        assert gradient.stops == STOPS
        assert gradient.places_for(square.points)[0] == pytest.approx(np.zeros(2))
        assert fill_style_of(other).softness == 0.1
        assert fill_style_of(other).rule is FillRule.EVEN_ODD


def test_a_gradient_begins_where_it_is_said_to() -> None:
    square = Square(4).shift((1, 0, 0))
    radial = fill_style_of(with_radial_fill(square, (1, 1), 2, STOPS)).gradient
    assert radial is not None
    assert radial.places_for(square.points) == pytest.approx(np.array([(1, 1), (3, 1), (1, 3)]))
    linear = fill_style_of(with_linear_fill(square, (-1, -2), (3, -2), STOPS)).gradient
    assert linear is not None
    assert linear.places_for(square.points) == pytest.approx(np.array([(-1, -2), (3, -2)]))


def test_a_gradient_follows_a_shape_that_is_bent_in_the_mean() -> None:
    square = Square(2)
    gradient = fill_style_of(with_radial_fill(square, (0, 0), 1, STOPS)).gradient
    assert gradient is not None
    bent = square.points + np.where(square.points > 0.9, 0.2, 0)
    moved = gradient.places_for(bent)[0]
    assert (moved > 0.05).all()
    assert (moved < 0.2).all()


@pytest.mark.parametrize("mobject", [VMobject(), Line()])
def test_what_has_no_area_is_refused(mobject: VMobject) -> None:
    with pytest.raises(ValueError, match=f"{type(mobject).__name__} has no area to fill"):
        with_radial_fill(mobject, (0, 0), 1, STOPS)


@pytest.mark.parametrize("stops", [(), STOPS[:1], STOPS[::-1], (Stop(-0.1, "#000000"), STOPS[1])])
def test_stops_that_do_not_ascend_are_refused(stops: tuple[Stop, ...]) -> None:
    with pytest.raises(ValueError, match="ascend from 0 to 1"):
        with_linear_fill(Square(), (0, 0), (1, 0), stops)
    with_linear_fill(Square(), (0, 0), (1, 0), (STOPS[0], STOPS[0], STOPS[1]))


def test_soft_light_falls_from_its_opacity_to_nothing() -> None:
    opacities = [stop.opacity for stop in falloff("#C9A227", 0.5)]
    assert opacities == sorted(opacities, reverse=True)
    assert (opacities[0], opacities[-1]) == pytest.approx((0.5, 0))
    steps = [one - other for one, other in pairwise(opacities)]
    assert max(steps) > 3 * max(steps[0], steps[-1])
