"""Many rectangles in one shape."""

from __future__ import annotations

import numpy as np
import pytest

from storyreel.parts.mosaic import Mosaic


def test_rectangles_lie_where_they_are_put() -> None:
    mosaic = Mosaic()
    x, y, w = np.array([0.0, 2.0]), np.array([1.0, -1.0]), np.array([0.5, 1.0])
    mosaic.lay(x, y, w, 0.5)
    first, second = np.split(mosaic.points, 2)
    assert first.min(axis=0)[:2] == pytest.approx((-0.25, 0.75))
    assert first.max(axis=0)[:2] == pytest.approx((0.25, 1.25))
    assert second.min(axis=0)[:2] == pytest.approx((1.5, -1.25))


def test_heights_may_differ_and_none_is_none() -> None:
    mosaic = Mosaic(radius=0.2)
    mosaic.lay(*(np.zeros(2),) * 2, np.ones(2), np.array([1.0, 3.0]))
    assert [half[:, 1].max() for half in np.split(mosaic.points, 2)] == pytest.approx([0.5, 1.5])
    mosaic.lay(*(np.zeros(0),) * 3, 1.0)
    assert len(mosaic.points) == 0
