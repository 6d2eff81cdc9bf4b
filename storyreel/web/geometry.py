"""Paths as few shapes: a moved, scaled or turned copy of a shape is the shape and a transform."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.drawing.path import Path
from storyreel.web.varint import ByteWriter

UNIT = 32
"""Quanta in a unit of packed coordinates: 1/32 of a pixel at 8K."""

TOLERANCE = 32
"""Quanta, 1/128 of a pixel at 1080 lines: a copy differs from the transformed shape by less."""

_CANDIDATES = 8
"""Shapes of one topology that a new path is compared with, the latest used first."""

Topology: TypeAlias = tuple[int, tuple[int, ...], tuple[bool, ...]]
_Floats: TypeAlias = npt.NDArray[np.float64]


class ShapePose(NamedTuple):
    """x' = scale x + (skew - turn) y + dx, y' = turn x + (scale + stretch) y + dy.

    The first four are in 2 ** -bits of the shape, dx and dy in units. Copies that are turned and
    scaled have neither skew nor stretch.
    """

    scale: int
    turn: int
    skew: int
    stretch: int
    dx: int
    dy: int


class Placed(NamedTuple):
    """A shape by its number, and where it is."""

    shape: int
    pose: ShapePose


@dataclass(frozen=True, eq=False)
class _Shape:
    """A shape that paths are compared with: its points from its first, and how to fit others."""

    number: int
    points: npt.NDArray[np.int64]
    topology: Topology

    @cached_property
    def bits(self) -> int:
        """Fractional bits of a packed linear map: rounding moves no point by half a unit."""
        return int(2 * np.abs(_units(self.points)).max()).bit_length()

    def fit(self, points: npt.NDArray[np.int32]) -> ShapePose | None:
        """The pose that takes the shape to the points, if one does within TOLERANCE."""
        found = self._affine(points) if self._is_wide else self._similar(points)
        (a, b), (c, d), (dx, dy) = found.tolist()
        rounding = UNIT / 2 * max(hypot(a, c), hypot(b, d))
        if np.abs(self._columns @ found - points).max() + rounding > TOLERANCE:
            return None
        one = 1 << self.bits
        scale, turn, other, across = (round(value * one) for value in (a, b, c, d))
        return ShapePose(
            scale, turn, turn + other, across - scale, round(dx / UNIT), round(dy / UNIT)
        )

    def at(self, x: int, y: int) -> ShapePose:
        """The shape as it is, with its first point there, in units."""
        return ShapePose(1 << self.bits, 0, 0, 0, x, y)

    @cached_property
    def _columns(self) -> _Floats:
        return np.column_stack([self.points, np.ones(len(self.points))])

    @cached_property
    def _inverse(self) -> _Floats:
        return np.linalg.pinv(self._columns).astype(np.float64)

    @cached_property
    def _is_wide(self) -> bool:
        """Whether the points determine an affine map; those of a line do not."""
        centred = self.points - self.points.mean(axis=0)
        return bool(np.linalg.svd(centred, compute_uv=False)[-1] > TOLERANCE)

    def _affine(self, points: npt.NDArray[np.int32]) -> _Floats:
        """The (3, 2) matrix of the affine map with the least squares."""
        return np.asarray(self._inverse @ points)

    def _similar(self, points: npt.NDArray[np.int32]) -> _Floats:
        """The (3, 2) matrix that turns, scales and moves, with the least squares."""
        before, after = (each @ (1, 1j) for each in (self.points, points))
        middle, arrived = before.mean(), after.mean()
        spread = np.abs(before - middle) @ np.abs(before - middle)
        factor = np.vdot(before - middle, after - arrived) / spread if spread else 1
        move = arrived - factor * middle
        turned = (factor.real, factor.imag), (-factor.imag, factor.real)
        return np.array([*turned, (move.real, move.imag)])


class ShapeTable:
    """The shapes seen so far, numbered from 0.

    `place` finds or adds the shape of a path; `take_new` returns the shapes added since the last
    call, packed: the points of contours as differences, and shapes as lists of placed contours,
    so that a letter is stored once for all words.
    """

    def __init__(self) -> None:
        self._placed: dict[bytes, Placed] = {}
        self._shapes: list[_Shape] = []
        self._by_topology: dict[Topology, OrderedDict[int, _Shape]] = {}
        self._contours: dict[tuple[bool, bytes], int] = {}
        self._new_contours, self._new_shapes = ByteWriter(), ByteWriter()
        self._added_contours = self._added_shapes = 0

    def place(self, path: Path, likely: int | None = None) -> Placed:
        """The shape and pose of a path; the shape with the number `likely` is tried first."""
        known = self._placed.get(path.key)
        if known is None:
            known = self._placed[path.key] = self._find(path, likely) or self._add(path)
        return known

    def unmoved(self, shape: int) -> ShapePose:
        """The pose that leaves a shape as it is, with its first point at the origin."""
        return self._shapes[shape].at(0, 0)

    def take_new(self) -> bytes:
        """The contours and shapes added since the last call, packed."""
        packed = ByteWriter()
        packed.unsigned(self._added_contours)
        packed.block(bytes(self._new_contours))
        packed.unsigned(self._added_shapes)
        packed.block(bytes(self._new_shapes))
        self._new_contours, self._new_shapes = ByteWriter(), ByteWriter()
        self._added_contours = self._added_shapes = 0
        return bytes(packed)

    def _find(self, path: Path, likely: int | None) -> Placed | None:
        for shape in self._candidates(topology(path), likely):
            pose = shape.fit(path.points)
            if pose is not None:
                self._remember(shape)
                return Placed(shape.number, pose)
        return None

    def _candidates(self, wanted: Topology, likely: int | None) -> Iterator[_Shape]:
        if likely is not None and self._shapes[likely].topology == wanted:
            yield self._shapes[likely]
        recent = reversed(self._by_topology.get(wanted, {}).values())
        yield from [shape for shape in recent if shape.number != likely]

    def _add(self, path: Path) -> Placed:
        origin = path.points[0].astype(np.int64)
        shape = _Shape(len(self._shapes), path.points - origin, topology(path))
        self._shapes.append(shape)
        self._write(path, shape)
        self._remember(shape)
        x, y = (int(value) for value in _units(origin))
        return Placed(shape.number, shape.at(x, y))

    def _remember(self, shape: _Shape) -> None:
        """Make it the latest used shape of its topology."""
        shapes = self._by_topology.setdefault(shape.topology, OrderedDict())
        shapes[shape.number] = shape
        shapes.move_to_end(shape.number)
        if len(shapes) > _CANDIDATES:
            shapes.popitem(last=False)

    def _write(self, path: Path, shape: _Shape) -> None:
        """The bits, the contours by number, then where each begins, from the one before."""
        units, ends = _units(shape.points), (*path.starts[1:], len(path.points))
        firsts = units[list(path.starts)]
        own = units - np.repeat(firsts, np.diff((*path.starts, len(units))), axis=0)
        self._added_shapes += 1
        self._new_shapes.unsigned_all((shape.bits, len(ends)))
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


def topology(path: Path) -> Topology:
    """What copies of a path have in common: counts of points, and which contours are closed."""
    return len(path.points), path.starts, path.closed


def _units(points: npt.NDArray[np.int64] | _Floats) -> npt.NDArray[np.int64]:
    return np.rint(points / UNIT).astype(np.int64)
