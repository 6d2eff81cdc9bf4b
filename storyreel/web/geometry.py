"""Paths as few shapes: a moved, scaled or turned copy of a shape is the shape and a transform."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Path
from storyreel.web.varint import ByteWriter

UNIT = 32
"""Quanta in a unit of packed coordinates: 1/32 of a pixel at 8K."""

TOLERANCE = 96
"""Quanta, 1/43 of a pixel at 1080 lines: a copy differs from the transformed shape by less."""

LINEAR_ONE = 1 << 20
"""The number 1 in a packed transform: at full width, rounding stays below a unit."""

_CANDIDATES = 4
"""Shapes of one topology that a new path is compared with, the latest used first."""

Topology: TypeAlias = tuple[int, tuple[int, ...], tuple[bool, ...]]
_Floats: TypeAlias = npt.NDArray[np.float64]


class Transform(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f; a to d in 1 / LINEAR_ONE, e and f in units."""

    a: int
    b: int
    c: int
    d: int
    e: int
    f: int


IDENTITY = Transform(LINEAR_ONE, 0, 0, LINEAR_ONE, 0, 0)


class Placed(NamedTuple):
    """A shape by its number, and where it is."""

    shape: int
    transform: Transform


@dataclass(frozen=True, eq=False)
class _Shape:
    """A shape that paths are compared with: its points from its first, and how to fit others."""

    number: int
    points: npt.NDArray[np.int64]

    @cached_property
    def columns(self) -> _Floats:
        return np.column_stack([self.points, np.ones(len(self.points))])

    @cached_property
    def inverse(self) -> _Floats:
        return np.linalg.pinv(self.columns).astype(np.float64)

    def fit(self, points: npt.NDArray[np.int32]) -> _Floats | None:
        """The (3, 2) transform that takes the shape to the points, if one does within TOLERANCE."""
        found = self.inverse @ points
        return found if np.abs(self.columns @ found - points).max() <= TOLERANCE else None


class ShapeTable:
    """The shapes seen so far, numbered from 0.

    `place` finds or adds the shape of a path; `take_new` returns the shapes added since the last
    call, packed: the points of contours as differences, and shapes as lists of placed contours,
    so that a letter is stored once for all words.
    """

    def __init__(self) -> None:
        self._placed: dict[bytes, Placed] = {}
        self._by_topology: dict[Topology, OrderedDict[int, _Shape]] = {}
        self._count = 0
        self._contours: dict[tuple[bool, bytes], int] = {}
        self._new_contours, self._new_shapes = ByteWriter(), ByteWriter()
        self._added_contours = self._added_shapes = 0

    def place(self, path: Path) -> Placed:
        """The shape and transform of a path."""
        known = self._placed.get(path.key)
        if known is None:
            known = self._placed[path.key] = self._find(path) or self._add(path)
        return known

    def take_new(self) -> bytes:
        """What has been added since the last call, packed."""
        packed = ByteWriter()
        packed.unsigned(self._added_contours)
        packed.block(bytes(self._new_contours))
        packed.unsigned(self._added_shapes)
        packed.block(bytes(self._new_shapes))
        self._new_contours, self._new_shapes = ByteWriter(), ByteWriter()
        self._added_contours = self._added_shapes = 0
        return bytes(packed)

    def _find(self, path: Path) -> Placed | None:
        shapes = self._by_topology.get(_topology(path))
        if shapes is None:
            return None
        for shape in list(reversed(shapes.values()))[:_CANDIDATES]:
            found = shape.fit(path.points)
            if found is not None:
                shapes.move_to_end(shape.number)
                return Placed(shape.number, _packed(found))
        return None

    def _add(self, path: Path) -> Placed:
        origin = path.points[0].astype(np.int64)
        points = path.points - origin
        number, self._count = self._count, self._count + 1
        self._write(path, points)
        shapes = self._by_topology.setdefault(_topology(path), OrderedDict())
        shapes[number] = _Shape(number, points)
        if len(shapes) > 4 * _CANDIDATES:
            shapes.popitem(last=False)
        x, y = (int(value) for value in _units(origin))
        return Placed(number, IDENTITY._replace(e=x, f=y))

    def _write(self, path: Path, points: npt.NDArray[np.int64]) -> None:
        """The contours of a shape by number, then where each begins, from the one before."""
        units, ends = _units(points), (*path.starts[1:], len(points))
        firsts = units[list(path.starts)]
        own = units - np.repeat(firsts, np.diff((*path.starts, len(points))), axis=0)
        self._added_shapes += 1
        self._new_shapes.unsigned(len(ends))
        for start, end, closed in zip(path.starts, ends, path.closed, strict=True):
            self._new_shapes.unsigned(self._contour(own[start:end], closed))
        self._new_shapes.signed_all(np.diff(firsts, axis=0, prepend=0))

    def _contour(self, points: npt.NDArray[np.int64], closed: bool) -> int:
        key = closed, points.tobytes()
        number = self._contours.get(key)
        if number is None:
            number = self._contours[key] = len(self._contours)
            self._added_contours += 1
            self._new_contours.unsigned(len(points) << 1 | closed)
            self._new_contours.signed_all(np.diff(points, axis=0).T)
        return number


def _topology(path: Path) -> Topology:
    return len(path.points), path.starts, path.closed


def _units(points: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.rint(points / UNIT).astype(np.int64)


def _packed(found: _Floats) -> Transform:
    """A fitted transform, in quanta of either side, as whole numbers."""
    (a, b), (c, d) = np.rint(found[:2] * LINEAR_ONE).astype(int)
    e, f = np.rint(found[2] / UNIT).astype(int)
    return Transform(int(a), int(b), int(c), int(d), int(e), int(f))
