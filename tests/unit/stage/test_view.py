"""Views: scene units to quanta, for many points and for one."""

from __future__ import annotations

import numpy as np
import pytest

from storyreel.stage.view import STRAIGHT, View


@pytest.mark.parametrize("view", [STRAIGHT, View(0.3, -1.7, 1.37)])
def test_one_point_is_placed_as_many_are(view: View) -> None:
    near = np.random.default_rng(0).uniform(-9, 9, (200, 3))
    halves = np.arange(-4, 5)[:, None] * np.full(3, 0.5 / 552960)
    far = np.array([(1e9, -1e9, 0), (1e304, -1e304, 0), (np.inf, -np.inf, 0)])
    points = np.concatenate((near, halves, far))
    placed = [tuple(place) for place in view.place(points).tolist()]
    assert [view.place_one(point.tolist()) for point in points] == placed


def test_one_point_that_is_not_a_number_is_placed_as_many_are() -> None:
    point = np.array((np.nan, 1.0, 0.0))
    with np.errstate(invalid="ignore"):
        assert [View(1, 2, 3).place_one(point.tolist())] == [
            tuple(place) for place in View(1, 2, 3).place(point[None]).tolist()
        ]
