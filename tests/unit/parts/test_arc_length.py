"""Arc length: parts, dashes and places are exact on lines and on curves."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import Circle, Line, Square, VMobject

from storyreel.parts.arc_length import MeasuredPath

SHAPES: list[VMobject] = [
    Line((0, 0, 0), (3, 4, 0)),
    Circle(2),
    Circle().stretch(3, 0),
    Square(2),
    VMobject().set_points([(0, 0, 0), (0, 4, 0), (1, 5, 0), (6, 0, 0)]),
]
TWO = Line((0, 0, 0), (2, 0, 0)).append_points(Line((0, 1, 0), (1, 1, 0)).points)


def lengths_of(points: np.ndarray) -> list[float]:
    """The lengths of the pieces that do not join."""
    found, start = [], 0
    curves = points.reshape(-1, 4, 3)
    for k in range(1, len(curves) + 1):
        if k == len(curves) or np.abs(curves[k, 0] - curves[k - 1, 3]).max() > 1e-9:
            found.append(MeasuredPath(curves[start:k].reshape(-1, 3)).length)
            start = k
    return found


def polyline(points: np.ndarray, steps: int = 4000) -> float:
    """The length of a fine polyline through the curves."""
    t = np.linspace(0, 1, steps)[:, None, None]
    a, b, c, d = np.moveaxis(points.reshape(-1, 4, 3), 1, 0)
    at = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    return float(np.linalg.norm(np.diff(at, axis=0), axis=2).sum())


@pytest.mark.parametrize("shape", SHAPES)
def test_the_length_is_that_of_the_curves(shape: VMobject) -> None:
    assert MeasuredPath(shape.points).length == pytest.approx(polyline(shape.points), rel=1e-6)


@given(st.sampled_from(SHAPES), st.floats(0, 1), st.floats(0, 1))
def test_a_part_is_as_long_as_asked_for(shape: VMobject, one: float, other: float) -> None:
    path, (start, end) = MeasuredPath(shape.points), sorted((one, other))
    part = path.part(start * path.length, end * path.length)
    wanted = (end - start) * path.length
    assert sum(lengths_of(part)) == pytest.approx(wanted, abs=1e-6 * path.length)


@pytest.mark.parametrize("shape", SHAPES)
def test_parts_of_a_path_meet_on_it(shape: VMobject) -> None:
    path = MeasuredPath(shape.points)
    cuts = np.linspace(0, path.length, 8)
    parts = [path.part(start, end) for start, end in pairwise(cuts)]
    for one, other in pairwise(parts):
        assert one[-1] == pytest.approx(other[0])
    assert parts[0][0] == pytest.approx(shape.points[0])
    assert path.part(0, path.length) == pytest.approx(shape.points)


def test_a_part_without_length_has_no_points() -> None:
    path = MeasuredPath(Circle().points)
    assert path.part(1, 1).shape == path.part(2, 1).shape == path.part(9, 10).shape == (0, 3)
    assert MeasuredPath(np.zeros((0, 3))).part(0, 1).shape == (0, 3)
    assert MeasuredPath(np.zeros((0, 3))).dashes(1, 1).shape == (0, 3)
    assert MeasuredPath(np.ones((4, 3))).length == 0


@pytest.mark.parametrize(
    ("phase", "wanted"),
    [
        (0.0, [0.5, 0.5, 0.4]),
        (0.1, [0.4, 0.5, 0.5]),
        (0.6, [0.5, 0.5]),
        (-0.8, [0.3, 0.5, 0.5]),
        (1.6, [0.5, 0.5]),
    ],
)
def test_dashes_have_their_lengths_and_their_phase(phase: float, wanted: list[float]) -> None:
    points = MeasuredPath(Line((0, 0, 0), (2.4, 0, 0)).points).dashes(0.5, 0.5, phase)
    assert lengths_of(points) == pytest.approx(wanted)
    begins = {0.0: 0, 0.1: 0, 0.6: 0.4, -0.8: 0, 1.6: 0.4}
    assert points[0, 0] == pytest.approx(begins[phase])


def test_dashes_go_around_corners_in_one_piece() -> None:
    path = MeasuredPath(Square(2).points)
    dashes = lengths_of(path.dashes(0.7, 0.3))
    assert dashes == pytest.approx([0.7] * 8)


def test_dashes_begin_anew_at_each_sub_path() -> None:
    path = MeasuredPath(TWO.points)
    assert lengths_of(path.dashes(0.8, 0.5)) == pytest.approx([0.8, 0.7, 0.8])


def test_dashes_between_two_lengths_stay_where_they_are() -> None:
    path = MeasuredPath(Line((0, 0, 0), (4, 0, 0)).points)
    dashes = path.dashes_between((0.25, 2.75), 0.5, 0.5)
    assert dashes[[0, 3, 4, -1], 0] == pytest.approx([0.25, 0.5, 1, 2.5])


def test_dashes_without_length_are_refused() -> None:
    with pytest.raises(ValueError, match="do not make a pattern"):
        MeasuredPath(Circle().points).dashes(0.1, 0)


def test_places_are_at_their_lengths_with_their_directions() -> None:
    at, along = MeasuredPath(Circle(2).points).places(np.array([0, np.pi, 2 * np.pi]))
    assert at == pytest.approx(np.array([(2, 0), (0, 2), (-2, 0)]), abs=1e-3)
    assert along == pytest.approx(np.array([(0, 1), (-1, 0), (0, -1)]), abs=1e-3)
