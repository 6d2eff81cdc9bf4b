"""The reach of mitred joins: the extension's is that of its twin in Python, bit for bit."""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.drawing import path as path_module
from storyreel.drawing.path import Path
from storyreel.native import extension

compiled = pytest.mark.skipif(extension is None, reason="the extension is not compiled")


def zigzag(seed: int, curves: list[int], spread: int) -> Path:
    """Sub-paths of random points, of which some are equal to the one before."""
    rng = np.random.default_rng(seed)
    lengths = [3 * count + 1 for count in curves]
    points = rng.integers(-spread, spread + 1, (sum(lengths), 2))
    again = np.flatnonzero(rng.random(len(points)) < 0.2)
    points[again] = points[again - 1]
    starts = tuple(np.cumsum([0, *lengths[:-1]]).tolist())
    closed = tuple((rng.random(len(lengths)) < 0.5).tolist())
    return Path(points.astype(np.int32), starts, closed)


paths = st.builds(
    zigzag,
    st.integers(0, 2**32),
    st.lists(st.integers(1, 6), min_size=1, max_size=4),
    st.sampled_from((1, 300, 10_000, 2**31 - 1)),
)


def with_empty_curves(path: Path, seed: int | None) -> Path:
    """The path without its own curves of no length; with a seed, with others at random anchors."""
    rng = np.random.default_rng(seed)
    points: list[npt.NDArray[np.int32]] = []
    starts, closed = [], []
    for (start, stop), closes in zip(
        pairwise((*path.starts, len(path.points))), path.closed, strict=True
    ):
        starts.append(len(points))
        points.append(path.points[start])
        for curve in path.points[start + 1 : stop].reshape(-1, 3, 2):
            points += [points[-1]] * (0 if seed is None else 3 * int(rng.integers(0, 3)))
            points += [] if (curve == points[-1]).all() else list(curve)
        closed.append(closes and len(points) > starts[-1] + 1)
    return Path(np.array(points, np.int32), tuple(starts), tuple(closed))


@compiled
@given(paths)
def test_the_reach_of_joins_is_the_same(path: Path) -> None:
    with patch.object(path_module, "extension", None):
        twin = Path(path.points, path.starts, path.closed).spike
    assert path.spike == twin


@given(paths, st.integers(0, 2**32))
def test_curves_without_length_change_nothing(path: Path, seed: int) -> None:
    assert with_empty_curves(path, seed).spike == with_empty_curves(path, None).spike


@compiled
@pytest.mark.parametrize("corner", [(-1, 0), (3, 2), (1, -1), (1, 4), (2**40, 0)])
def test_corners_outside_the_path_are_refused(corner: tuple[int, int]) -> None:
    with pytest.raises(ValueError):
        extension.spike(np.zeros((4, 2), np.int32), np.array([corner], np.int64))
