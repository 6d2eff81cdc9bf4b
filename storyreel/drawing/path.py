"""Paths: sub-paths of cubic Bézier curves, with their digests, bounds and joins."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from storyreel.drawing.quanta import Box, Points
from storyreel.drawing.value import derived, value
from storyreel.native import extension

MITER_LIMIT = 10.0
"""Cairo's default, which Manim uses; longer joins are cut off."""

_INT32 = np.dtype("<i4")

_RULE_BIT = 31
"""Bit in the packed count of sub-paths: its fill rule."""

_SHORTEST_HANDLE = 256
"""Quanta; the direction of a shorter handle is unreliable, as its ends are rounded."""


class FillRule(IntEnum):
    """Which parts of a path that crosses itself are inside."""

    NON_ZERO = 0
    EVEN_ODD = 1


@value(eq=False)
class Path:
    """Sub-paths of cubic Bézier curves.

    `points` is (n, 2): for each sub-path an anchor, then two handles and an anchor per curve.
    `starts` holds each sub-path's first index, `closed` whether it ends in a closing join.
    """

    points: Points
    starts: tuple[int, ...]
    closed: tuple[bool, ...]
    rule: FillRule = FillRule.NON_ZERO

    def __reduce__(self) -> tuple[Callable[..., Path], tuple[object, ...]]:
        """For workers: bytes instead of an array, which takes a third of the time."""
        points = np.ascontiguousarray(self.points).tobytes(), self.points.dtype.str
        return _path, (points, (self.starts, self.closed, self.rule), self.key, self.box)

    @derived
    def key(self) -> bytes:
        head = _head(self.starts, self.closed, self.rule)
        points = self.points if self.points.dtype == _INT32 else self.points.astype(_INT32)
        return hashlib.sha256(head + points.tobytes()).digest()

    @derived
    def box(self) -> Box:
        """The bounds of the control points, which contain the curves."""
        x, y = self.points[:, 0], self.points[:, 1]  # separately: many times faster
        lowest, highest = np.minimum.reduce, np.maximum.reduce
        return Box(int(lowest(x)), int(lowest(y)), int(highest(x)), int(highest(y)))

    @derived
    def spike(self) -> float:
        """The largest reach of mitred joins, in halves of the line's width.

        A corner of angle a reaches 1 / sin(a / 2), or 1 beyond the miter limit, where it is cut
        off. Curves without length, such as the sides of a rectangle that is rounded to a circle,
        join nothing.
        """
        reach = _largest_reach(self.points, self.starts, self.closed)
        if reach < MITER_LIMIT:
            return reach
        return _largest_reach(*_without_empty_curves(self.points, self.starts, self.closed))

    @classmethod
    def measured(
        cls,
        points: Points,
        starts: tuple[int, ...],
        closed: tuple[bool, ...],
        rule: FillRule,
        box: Box,
    ) -> Path:
        """A path whose bounds are known already."""
        path = cls(points, starts, closed, rule)
        object.__setattr__(path, "box", box)
        return path

    @classmethod
    def rectangle(cls, box: Box) -> Path:
        """A closed rectangle, as four straight curves."""
        corners = np.array(
            [
                (box.left, box.bottom),
                (box.right, box.bottom),
                (box.right, box.top),
                (box.left, box.top),
            ]
        )
        ends = np.roll(corners, -1, axis=0)
        thirds = [corners + (ends - corners) * k // 3 for k in (1, 2)]
        curves = np.stack([*thirds, ends], axis=1).reshape(-1, 2)
        return cls(np.vstack([corners[:1], curves]).astype(np.int32), (0,), (True,))


@lru_cache(maxsize=1024)
def _head(starts: tuple[int, ...], closed: tuple[bool, ...], rule: FillRule) -> bytes:
    """What of a path's key is packed before its points."""
    count = len(starts) | rule << _RULE_BIT
    return struct.pack(f"<{1 + len(starts)}I{len(closed)}?", count, *starts, *closed)


@lru_cache(maxsize=1024)
def _corners(
    count: int, starts: tuple[int, ...], closed: tuple[bool, ...]
) -> npt.NDArray[np.int64]:
    """The indices of the anchors that join two curves, and of the points before them, (n, 2)."""
    firsts = np.asarray(starts)
    lasts = np.append(firsts[1:], count) - 1
    place = np.arange(count) - np.repeat(firsts, lasts + 1 - firsts)
    inner = place % 3 == 0
    inner[firsts] = inner[lasts] = False
    between, joined = np.flatnonzero(inner), np.asarray(closed, np.bool_)
    corners = np.concatenate([between, firsts[joined]])
    before = np.concatenate([between, lasts[joined]]) - 1
    return np.stack([corners, before], axis=1).astype(np.int64)


def _largest_reach(points: Points, starts: tuple[int, ...], closed: tuple[bool, ...]) -> float:
    """The largest reach of the joins, at most the miter limit where a curve has no direction."""
    corners = _corners(len(points), starts, closed)
    if not len(corners):
        return 1.01
    if not extension:
        return _spike_in_python(points, corners)
    return extension.spike(np.ascontiguousarray(points, np.int32), corners)


def _without_empty_curves(
    points: Points, starts: tuple[int, ...], closed: tuple[bool, ...]
) -> tuple[Points, tuple[int, ...], tuple[bool, ...]]:
    """A path without curves whose four points are one; a sub-path of these alone is left open."""
    parts: list[Points] = []
    for start, stop in pairwise((*starts, len(points))):
        curves = points[start + 1 : stop].reshape(-1, 3, 2)
        anchors = points[start : stop - 1 : 3, None]
        long = curves[(curves != anchors).any(axis=(1, 2))]
        parts.append(np.concatenate([points[start : start + 1], long.reshape(-1, 2)]))
    lengths = [len(part) for part in parts]
    firsts = tuple(accumulate(lengths[:-1], initial=0))
    joined = tuple(joins and length > 1 for joins, length in zip(closed, lengths, strict=True))
    return np.concatenate(parts), firsts, joined


def _spike_in_python(points: Points, corners: npt.NDArray[np.int64]) -> float:
    points = points.astype(np.float64)
    corner, before = corners.T
    (x0, y0), (x1, y1) = (
        (points[corner] - points[before]).T,
        (points[corner + 1] - points[corner]).T,
    )
    squares = x0 * x0 + y0 * y0, x1 * x1 + y1 * y1
    cosine = (x0 * x1 + y0 * y1) / np.sqrt(np.maximum(squares[0] * squares[1], 1.0))
    reach = 1 / np.sqrt(np.maximum((1 + cosine) / 2, 1e-9))
    reach[reach > MITER_LIMIT * 1.05] = 1.0
    reach[np.minimum(*squares) < _SHORTEST_HANDLE**2] = MITER_LIMIT
    return float(min(reach.max(initial=1.0) * 1.01, MITER_LIMIT))


def _path(
    points: tuple[bytes, str],
    parts: tuple[tuple[int, ...], tuple[bool, ...], FillRule],
    key: bytes,
    box: Box,
) -> Path:
    """A path from another process, with what is known of it there."""
    path = Path(np.frombuffer(*points).reshape(-1, 2), *parts)
    vars(path).update(key=key, box=box)
    return path
