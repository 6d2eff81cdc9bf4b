"""Points, numbers, and what is between two of them."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Points: TypeAlias = npt.NDArray[np.float64]
"""Points of shape (n, 2)."""

Point: TypeAlias = tuple[float, float]


def between(first: float, second: float, share: float) -> float:
    """The number on the way from `first` (0) to `second` (1)."""
    return first + (second - first) * share if share < 1 else second


def point_scaled(point: Point, factor: float) -> Point:
    """A point scaled about the centre of the frame."""
    return point[0] * factor, point[1] * factor


def point_between(first: Point, second: Point, share: float) -> Point:
    """The point on the way from `first` (0) to `second` (1)."""
    return between(first[0], second[0], share), between(first[1], second[1], share)
