"""Free outlines: lines, curves and ellipses, turned and placed."""

from __future__ import annotations

import numpy as np
import pytest

from storyreel.parts.curves import closed, ellipse, joined, outline, placed, turned


def test_a_line_and_a_curve_continue_each_other() -> None:
    path = outline((0, 0), (3, 0), ((4, 0), (5, 1), (5, 2)))
    assert path.shape == (8, 3)
    assert path[3].tolist() == path[4].tolist() == [3.0, 0.0, 0.0]
    assert path[-1].tolist() == [5.0, 2.0, 0.0]
    assert path[1].tolist() == [1.0, 0.0, 0.0]


def test_a_closed_path_returns_to_its_start() -> None:
    path = closed((0, 0), (1, 0), (1, 1))
    assert path[0].tolist() == path[-1].tolist()
    assert len(path) == 12


def test_an_ellipse_has_its_half_axes() -> None:
    path = ellipse((2, 1), 3, 0.5)
    assert path.min(axis=0).tolist() == [-1.0, 0.5, 0.0]
    assert path.max(axis=0).tolist() == [5.0, 1.5, 0.0]


def test_a_quarter_turn_is_anticlockwise_about_the_center() -> None:
    path = turned(outline((2, 1), (3, 1)), 90, (1, 1))
    assert np.allclose(path[[0, -1]], [(1, 2, 0), (1, 3, 0)])


def test_scaling_is_before_moving() -> None:
    path = placed(outline((1, 1), (2, 1)), (10, 0), (-1.0, 2.0))
    assert path[[0, -1]].tolist() == [[9.0, 2.0, 0.0], [8.0, 2.0, 0.0]]


def test_joined_paths_keep_their_curves() -> None:
    both = joined(ellipse((0, 0), 1, 1), outline((3, 0), (4, 0)))
    assert len(both) == pytest.approx(20)
