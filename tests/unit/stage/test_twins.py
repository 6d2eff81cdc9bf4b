"""The extension's outlines compared with their twins in Python, bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import VMobject

from storyreel.drawing.paints import Paint
from storyreel.drawing.path import FillRule, Path
from storyreel.drawing.quanta import Box
from storyreel.native import extension
from storyreel.stage import outline as outline_module
from storyreel.stage import style as style_module
from storyreel.stage.outline import outline
from storyreel.stage.style import Slopes
from storyreel.stage.view import STRAIGHT, View

pytestmark = pytest.mark.skipif(extension is None, reason="the extension is not compiled")

NEAR = (0.0, 0.0, 0.0, 1e-7, 5e-6, 3e-5, 1.0)
"""Distances at which ends meet, almost meet, and do not."""

VIEWS = View(0, 0, 1), View(1.7, -2.3, 0.37), View(5.0, 0, 1e10)


def in_python(function: Callable[..., Any], *arguments: Any) -> Any:
    with patch.object(outline_module, "extension", None):
        return function(*arguments)


def ragged(seed: int, curves: int, left_over: int, spread: float) -> np.ndarray:
    """Curves that meet, almost meet or do not, and some points after the last one."""
    rng = np.random.default_rng(seed)
    points = rng.normal(0, spread, (4 * curves + left_over, 3))
    start = 0
    for joint in range(4, 4 * curves, 4):
        if rng.random() < 0.3:
            points[joint - 1] = points[start] + rng.choice(NEAR)
            start = joint
        else:
            points[joint] = points[joint - 1] + rng.choice(NEAR)
    if len(points) and rng.random() < 0.5:
        points[-1] = points[start] + rng.choice(NEAR)
    return points


def same(found: Path | None, twin: Path | None) -> bool:
    if found is None or twin is None:
        return found is twin
    return (found.key, found.box) == (twin.key, twin.box)


shapes = st.builds(
    ragged,
    st.integers(0, 2**32),
    st.integers(0, 12),
    st.integers(0, 3),
    st.sampled_from((0.0, 1.0, 1e4)),
)


windows = st.none() | st.builds(
    lambda x, y, side: Box(x, y, x + side, y + side),
    *[st.integers(-(2**20), 2**20)] * 2,
    st.integers(0, 2**20),
)


@given(
    shapes,
    st.sampled_from((0.0, 1e-6, 1e-3, 2.0)),
    st.sampled_from(VIEWS),
    st.sampled_from(FillRule),
    windows,
)
def test_outlines_are_the_same(
    points: np.ndarray, tolerance: float, view: View, rule: FillRule, window: Box | None
) -> None:
    arguments = points, tolerance, view, rule, window
    assert same(outline(*arguments), in_python(outline, *arguments))


@given(shapes, st.data())
def test_points_that_are_not_finite_have_no_outline(
    points: np.ndarray, data: st.DataObject
) -> None:
    if not len(points):
        return
    row = data.draw(st.integers(0, len(points) - 1))
    points[row, data.draw(st.integers(0, 2))] = data.draw(
        st.sampled_from((np.nan, np.inf, -np.inf))
    )
    assert outline(points, 1e-6, STRAIGHT) is in_python(outline, points, 1e-6, STRAIGHT) is None


@pytest.mark.parametrize(
    "points",
    [
        np.zeros((8, 3)).T,
        np.zeros((16, 3))[::2],
        np.zeros((8, 3), np.float32),
        np.arange(24).reshape(8, 3),
    ],
    ids=["columns", "every second row", "single precision", "whole numbers"],
)
def test_arrays_of_any_layout_have_outlines(points: np.ndarray) -> None:
    twin = in_python(outline, points.astype(np.float64), 1e-6, STRAIGHT)
    assert same(outline(points, 1e-6, STRAIGHT), twin)


def test_points_without_two_coordinates_are_refused() -> None:
    for points in (np.zeros(8), np.zeros((8, 1))):
        with pytest.raises(ValueError):
            extension.outline(points, 1e-6, STRAIGHT, None)


@pytest.mark.parametrize("window", [(0, 0, 1), (0, 0, 1, 2**31), (0, 0, 1, 0.5), 7])
def test_a_window_that_is_no_box_is_refused(window: Any) -> None:
    with pytest.raises((TypeError, OverflowError, ValueError)):
        extension.outline(np.zeros((4, 3)), 1e-6, STRAIGHT, window)


COLORS = Paint(((0, 0, 0, 65535), (65535, 0, 0, 65535)))
NUMBERS = st.floats(-2, 2) | st.integers(-1, 1)


@given(
    st.integers(0, 2**32),
    st.integers(1, 9),
    st.sampled_from((1.0, 1e4)),
    st.lists(NUMBERS, min_size=3, max_size=3),
    st.sampled_from(VIEWS),
)
def test_gradients_run_from_and_to_the_same_points(
    seed: int, curves: int, spread: float, direction: list[float], view: View
) -> None:
    mobject = VMobject(sheen_direction=np.array(direction))
    mobject.points = np.random.default_rng(seed).normal(0, spread, (4 * curves, 3))
    with patch.object(style_module, "extension", None):
        twin = Slopes().along(COLORS, mobject, view)
    assert Slopes().along(COLORS, mobject, view) == twin


@pytest.mark.parametrize("points", [np.zeros((0, 3)), np.zeros((5, 3)), np.zeros((4, 1))])
def test_points_that_are_no_curves_have_no_gradient(points: np.ndarray) -> None:
    with pytest.raises(ValueError, match="curves"):
        extension.gradient_ends(points, (1, 0), STRAIGHT)
