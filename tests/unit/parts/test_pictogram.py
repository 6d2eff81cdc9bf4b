"""Pictograms: placed absolutely, with lines that grow with them."""

from __future__ import annotations

from collections.abc import Callable
from math import pi

import numpy as np
import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.parts.pictogram import Pictogram

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]


def wrench() -> Pictogram:
    return Pictogram("wrench", (1.0, -0.5), 0.6)


def test_it_fills_the_box_of_its_file(box: Box) -> None:
    seen = box(wrench())
    assert Frame(0.7, -0.8, 1.3, -0.2).around(seen) == Frame(0.7, -0.8, 1.3, -0.2)
    assert min(seen.width, seen.height) > 0.45


def test_it_is_placed_absolutely(draw: Draw) -> None:
    moved = wrench()
    moved.put((3.0, 1.0), 2.0, 0.5, 0.3)
    assert draw(moved) != draw(wrench())
    moved.put((1.0, -0.5))
    assert draw(moved) == draw(wrench())


def test_lines_grow_with_it_and_fade(draw: Draw) -> None:
    large = wrench()
    large.put((0.0, 0.0), 2.0, opacity=0.5)
    (before,), (after,) = draw(wrench()).items, draw(large).items
    assert isinstance(before, PathItem) and isinstance(after, PathItem)
    assert before.stroke and after.stroke
    assert after.stroke.width == pytest.approx(2 * before.stroke.width, abs=1)
    assert after.stroke.paint.colors[0][3] == pytest.approx(65535 / 2, abs=1)


def test_it_turns_anticlockwise() -> None:
    upright, turned = wrench(), wrench()
    upright.put((0.0, 0.0))
    turned.put((0.0, 0.0), angle=pi / 2)
    expected = np.column_stack([-upright.points[:, 1], upright.points[:, 0]])
    np.testing.assert_allclose(turned.points[:, :2], expected, atol=1e-12)
