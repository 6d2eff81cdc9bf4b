"""Rigid things: placed as one, from where they were drawn, with lines and gradients."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.quanta import quantise
from storyreel.parts.curves import closed
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Strokes
from storyreel.parts.solid import filled, shaded

Draw = Callable[..., Drawing]


def bar() -> Rigid:
    """A bar, 200 by 40 pixels, dark above, with a line along its middle."""
    shape = filled(closed((-100, 20), (100, 20), (100, -20), (-100, -20)))
    line = Strokes(((-0.5, 0.0), (0.5, 0.0)), color="#FFFFFF", width=0.1)
    return Rigid(shaded(shape, "#000000", "#FFFFFF"), line)


def item(draw: Draw, part: Mobject, index: int) -> PathItem:
    found = draw(part).items[index]
    assert isinstance(found, PathItem)
    return found


def test_places_do_not_add_up(draw: Draw) -> None:
    direct, wandered = bar(), bar()
    direct.place((1.0, 2.0), 1.5, 30.0)
    for at in ((5.0, 0.0), (-1.0, 1.0), (1.0, 2.0)):
        wandered.place(at, 1.5, 30.0)
    assert draw(wandered) == draw(direct)


def test_it_turns_anticlockwise_about_its_origin(box: Callable[[Mobject], Frame]) -> None:
    part = bar()
    wide = box(part.submobjects[0])
    part.place((0.0, 0.0), tilt=90.0)
    high = box(part.submobjects[0])
    assert (high.width, high.height) == pytest.approx((wide.height, wide.width))


def test_lines_become_wider_with_their_thing(draw: Draw) -> None:
    part = bar()
    before = item(draw, part, 1).stroke
    part.place((0.0, 0.0), 3.0)
    after = item(draw, part, 1).stroke
    assert before and after and after.width == pytest.approx(3 * before.width, abs=2)


@pytest.mark.parametrize("tilt", [0.0, 35.0, 90.0, 200.0])
def test_a_gradient_turns_with_its_shape(draw: Draw, tilt: float) -> None:
    part = bar()
    part.place((0.0, 0.0), tilt=tilt)
    fill = item(draw, part, 0).fill
    assert fill is not None
    turn = np.radians(tilt)
    half = np.array((-np.sin(turn), np.cos(turn))) * 20 * 8 / 1080
    assert fill.start == pytest.approx(quantise(half), abs=2)
    assert fill.end == pytest.approx(quantise(-half), abs=2)


def test_a_gradient_that_is_upright_again_runs_as_it_was_drawn(draw: Draw) -> None:
    upright, turned = bar(), bar()
    turned.place((5.0, 0.0), 1.5, 30.0)
    for part in (upright, turned):
        part.place((1.0, 2.0), 1.2)
    assert draw(turned) == draw(upright)
