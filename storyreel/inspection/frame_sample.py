"""Glances: what is kept of decoded pictures: a grid of points, so that their size costs nothing."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from storyreel.inspection.fidelity import Floats, Picture, Plane
from storyreel.inspection.stacked_planes import Stacked

COLUMNS, ROWS = 128, 72
"""Points of the grid; one stands for 8 by 8 pixels of a picture 1024 wide, as WCAG measures."""

BLOCK = 4
"""Points a side; a block is flat whose points have the same colour."""

MOST_FLAT = 0.90
"""Share of a picture from which on it counts as empty."""

_FINE = 2
"""How much finer the grid is on which the structure of a plain picture is looked for."""

_FLAT_CODES = 8
_DARK_CODES = 20

_SPARSE = 32
"""Rows."""

_WORD = 8
_STRIP_BYTES = 2**19
"""Bytes; two strips stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class FrameSample:
    """A picture at COLUMNS by ROWS points; how much of it shows nothing, and how much is black."""

    picture: Picture
    flat: float
    dark: float

    @classmethod
    def at(cls, picture: Picture) -> FrameSample:
        """A glance at a picture of any size."""
        small = picture.at_grid(COLUMNS, ROWS)
        points = small.points()
        dark = float((points < _DARK_CODES).all(axis=0).mean())
        return cls(small, _flat_share(points, picture), dark)

    def points(self) -> Floats:
        """RGB from 0 to 255, as (3, ROWS, COLUMNS)."""
        return self.picture.points()


class FrameSampler:
    """Looks at decoded pictures in order, and notices every sample that differs."""

    def __init__(self) -> None:
        self._planes: Sequence[Plane] = ()
        self._keep: object = None

    def look(self, picture: Picture, keep: object) -> FrameSample | None:
        """A glance at a picture, None where it is bit for bit the one before.

        `keep` is what its memory belongs to, held until the next one; of one memory there is one
        picture.
        """
        if keep is not None and keep is self._keep:
            return None
        same = bool(self._planes) and all(map(_equal, picture.planes, self._planes))
        self._planes, self._keep = picture.planes, keep
        return None if same else FrameSample.at(picture)

    def checksum(self) -> int:
        """CRC-32 over every sample of the picture that was looked at last; 0 at first."""
        found = 0
        for plane in self._planes:
            for row in range(0, len(plane), _SPARSE):
                found = zlib.crc32(plane[row : row + _SPARSE].tobytes(), found)
        return found


def _equal(one: Plane, other: Plane) -> bool:
    """Whether two planes are the same, bit for bit."""
    if isinstance(one, Stacked) and isinstance(other, Stacked) and one.like(other):
        return all(map(_equal_arrays, one.parts, other.parts))
    return _equal_arrays(one[:], other[:])


def _equal_arrays(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> bool:
    """Whether two arrays are the same, bit for bit.

    Some rows are looked at first, as most that differ do so in one of them; then all, in strips
    and in large words, as memory is what this takes time for.
    """
    if one is other:
        return True
    if not np.array_equal(one[::_SPARSE], other[::_SPARSE]):
        return False
    if one.strides[1] * one.shape[1] % _WORD == 0:
        one, other = one.view(np.uint64), other.view(np.uint64)
    rows = max(1, _STRIP_BYTES // one.itemsize // one.shape[1])
    strips = (slice(at, at + rows) for at in range(0, len(one), rows))
    return all(bool((one[strip] == other[strip]).all()) for strip in strips)


def _flat_share(points: Floats, picture: Picture) -> float:
    """The share of one colour, or of the blocks without structure, whichever is less.

    A large plain shape is something to see, and so is fine type on a plain ground.
    """
    some = points[:, :: BLOCK // 2, :: BLOCK // 2]
    middle = np.median(some, axis=(1, 2), keepdims=True)
    alike = float((np.abs(some - middle) <= _FLAT_CODES).all(axis=0).mean())
    if alike <= MOST_FLAT:
        return alike
    luma = picture.luma_points(COLUMNS * _FINE, ROWS * _FINE)
    side = BLOCK * _FINE
    blocks = luma.reshape(luma.shape[0] // side, side, luma.shape[1] // side, side)
    spread = blocks.max(axis=1).max(axis=2) - blocks.min(axis=1).min(axis=2)  # both at once: slow
    return min(alike, float((spread <= _FLAT_CODES).mean()))
