"""Frame samples: decoded pictures reduced to a grid of points, of one size for all qualities."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from storyreel.inspection.picture import Floats, Picture, Plane, grid_of
from storyreel.inspection.stacked_planes import Array, StackedPlane, equal_arrays
from storyreel.native import extension

COLUMNS, ROWS = 128, 72
"""The grid; a point represents 8 by 8 pixels of a picture 1024 wide, the size that WCAG uses."""

BLOCK = 4
"""Points per side; a block is flat if its points have the same colour."""

MAX_FLAT = 0.90
"""A picture with a larger flat share counts as empty."""

_FINE = 2
"""How much finer the grid is in which a plain picture is searched for structure."""

_FLAT_CODES = 8
"""Of 255: colours that differ less are the same."""

_DARK_CODES = 20
"""Of 255: channels below it are black."""

_STRIP_ROWS = 32
"""How many rows are copied at a time."""


@dataclass(frozen=True, slots=True)
class FrameSample:
    """A picture at COLUMNS by ROWS points, its flat share (0 to 1), and its dark share."""

    picture: Picture
    flat: float
    dark: float

    @classmethod
    def at(cls, picture: Picture) -> FrameSample:
        """Sample a picture of any size."""
        small = picture.at_grid(COLUMNS, ROWS)
        points = small.points()
        dark = np.count_nonzero(points.max(axis=0) < _DARK_CODES) / (ROWS * COLUMNS)
        return cls(small, _flat_share(points, picture), dark)

    def points(self) -> Floats:
        """RGB from 0 to 255, as (3, ROWS, COLUMNS)."""
        return self.picture.points()


class FrameSampler:
    """Samples decoded pictures in order, and recognises exact repeats."""

    def __init__(self) -> None:
        self._planes: Sequence[Plane] = ()
        self._memory: object = None

    def sample(self, picture: Picture, memory: object) -> FrameSample | None:
        """The sample of a picture, or None where it equals the previous picture bit for bit.

        `memory` owns the picture's samples and is kept until the next call. Of one memory there is
        one picture; None says nothing.
        """
        if memory is not None and memory is self._memory:
            return None
        same = bool(self._planes) and all(map(_equal, picture.planes, self._planes))
        self._planes, self._memory = picture.planes, memory
        return None if same else FrameSample.at(picture)

    def checksum(self) -> int:
        """CRC-32 over every sample of the last picture; 0 before the first."""
        found = 0
        for plane in self._planes:
            for row in range(0, len(plane), _STRIP_ROWS):
                found = zlib.crc32(plane[row : row + _STRIP_ROWS].tobytes(), found)
        return found


def _equal(one: Plane, other: Plane) -> bool:
    """Whether two planes are equal bit for bit."""
    if isinstance(one, StackedPlane) and isinstance(other, StackedPlane) and one.fits(other):
        return all(map(equal_arrays, one.parts, other.parts))
    return equal_arrays(one[:], other[:])


def _flat_share(points: Floats, picture: Picture) -> float:
    """The share of one colour or that of flat blocks, whichever is smaller.

    A picture is not empty if it shows a large plain shape, or fine type on a plain background.
    """
    some = np.ascontiguousarray(points[:, :: BLOCK // 2, :: BLOCK // 2])
    alike: float = _alike(some) / some[0].size
    return alike if alike <= MAX_FLAT else min(alike, _share_of_flat_blocks(picture))


def _alike(points: Floats) -> int:
    """How many points have the median colour."""
    if extension:
        return extension.alike_points(points, _FLAT_CODES)
    return _alike_in_python(points)


def _alike_in_python(points: Floats) -> int:
    middle = np.median(points, axis=(1, 2), keepdims=True)
    return int((np.abs(points - middle) <= _FLAT_CODES).all(axis=0).sum())


def _share_of_flat_blocks(picture: Picture) -> float:
    """The share of blocks that have the same luma everywhere."""
    samples = grid_of(picture.planes[0], COLUMNS * _FINE, ROWS * _FINE)
    brightest, darkest = (picture.luma(_of_blocks(samples, pick)) for pick in (np.max, np.min))
    return float((brightest - darkest <= _FLAT_CODES).mean())


def _of_blocks(samples: Array, pick: Callable[..., Array]) -> Array:
    """One sample of each block, its brightest or its darkest; both axes at once take longer."""
    side = BLOCK * _FINE
    rows = pick(samples.reshape(-1, side, samples.shape[1]), axis=1)
    return pick(rows.reshape(len(rows), -1, side), axis=2)
