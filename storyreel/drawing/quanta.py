"""Whole coordinates: the frame in quanta, and boxes.

A quantum is a 1024th of a pixel at 8K, so that rounding differences between libraries reach neither
digest nor picture. The origin is the centre of the frame, x points right, y points up, and the
frame is `FRAME_HEIGHT` units high, as in Manim.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

FRAME_HEIGHT = 8
"""Height of the frame in scene units; the width follows from the aspect ratio."""

FRAME_WIDTH = FRAME_HEIGHT * 16 / 9
QUANTA_PER_UNIT = 4320 * 1024 // FRAME_HEIGHT

Quanta: TypeAlias = int
Point: TypeAlias = tuple[Quanta, Quanta]
Points: TypeAlias = npt.NDArray[np.int32]
"""Points of shape (n, 2)."""


_LOWEST, _HIGHEST = -(2**31), 2**31 - 1
"""The range of a 32-bit integer."""


def quantise(values: npt.ArrayLike) -> Points:
    """Scene units to quanta, rounded to nearest (int32; a frame spans ±4 million)."""
    scaled = np.asarray(np.asarray(values, dtype=np.float64) * QUANTA_PER_UNIT)
    np.rint(scaled, out=scaled)
    np.maximum(scaled, _LOWEST, out=scaled)
    np.minimum(scaled, _HIGHEST, out=scaled)
    return scaled.astype(np.int32)


def quantum(value: float) -> Quanta:
    """One value, not NaN, as `quantise` does it; many times faster than an array of one."""
    scaled = value * QUANTA_PER_UNIT
    if _LOWEST <= scaled <= _HIGHEST:
        return round(scaled)
    return _LOWEST if scaled < 0 else _HIGHEST


class Box(NamedTuple):
    """An axis-parallel rectangle in quanta; `left <= right` and `bottom <= top`."""

    left: Quanta
    bottom: Quanta
    right: Quanta
    top: Quanta

    def grown(self, by: Quanta) -> Box:
        left, bottom, right, top = self
        return Box(left - by, bottom - by, right + by, top + by)

    def moved(self, dx: Quanta, dy: Quanta) -> Box:
        return Box(self.left + dx, self.bottom + dy, self.right + dx, self.top + dy)

    def union(self, other: Box) -> Box:
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def overlaps(self, other: Box) -> bool:
        """Whether the two have an area in common: an `intersection`."""
        left, bottom, right, top = self
        x0, y0, x1, y1 = other
        across = (x0 if x0 > left else left) < (x1 if x1 < right else right)
        return across and (y0 if y0 > bottom else bottom) < (y1 if y1 < top else top)

    def touches(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return (
            self.left <= other.right
            and self.right >= other.left
            and self.bottom <= other.top
            and self.top >= other.bottom
        )

    def intersection(self, other: Box) -> Box | None:
        """The common rectangle, or None where the two do not overlap.

        Without `max` and `min`, whose calls take most of the time.
        """
        left, bottom, right, top = self
        x0, y0, x1, y1 = other
        left, bottom = x0 if x0 > left else left, y0 if y0 > bottom else bottom
        right, top = x1 if x1 < right else right, y1 if y1 < top else top
        return Box(left, bottom, right, top) if left < right and bottom < top else None

    @property
    def width(self) -> Quanta:
        return self.right - self.left

    @property
    def height(self) -> Quanta:
        return self.top - self.bottom
