"""Rotations in place of SciPy's: the same matrices, to the last bit."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from storyreel.stage.rotation import Rotation

SCIPYS = import_module("scipy.spatial.transform").Rotation

ANGLES = (0.0, 1e-9, 0.99e-3, 1.01e-3, 0.3, np.pi / 2, np.pi, -np.pi / 4, 7.0, -50.0, 1e9)


@pytest.mark.parametrize("angle", ANGLES)
def test_matrices_are_those_of_scipy(angle: float) -> None:
    axes = np.random.default_rng(7).normal(size=(50, 3))
    axes[:3] = np.eye(3)
    for axis in axes / np.linalg.norm(axes, axis=1, keepdims=True):
        matrix = Rotation.from_rotvec(angle * axis).as_matrix()
        assert matrix.tobytes() == SCIPYS.from_rotvec(angle * axis).as_matrix().tobytes()


@pytest.mark.parametrize("angle", [np.inf, np.nan])
def test_an_angle_without_a_rotation_gives_no_numbers(angle: float) -> None:
    assert np.isnan(Rotation.from_rotvec((0, 0, angle)).as_matrix()).all()
