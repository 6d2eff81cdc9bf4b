"""Planes whose parts are stacked without copying them, and compared bit for bit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.native import extension

Array: TypeAlias = npt.NDArray[Any]

_SPARSE = 32
"""Every how many rows pictures are compared first."""

_WORD_BYTES = 8
_STRIP_BYTES = 2**19
"""Two strips of this size stay in the processor's cache."""


class StackedPlane:
    """Arrays of one width as one plane, with the few methods of an array that inspection uses."""

    def __init__(self, parts: Sequence[Array]) -> None:
        self.parts = tuple(parts)
        self._tops = list(accumulate(map(len, parts), initial=0))
        self.placed = tuple(zip(self.parts, self._tops, strict=False))
        """The parts, each with its first row."""
        self.shape = self._tops[-1], parts[0].shape[1]

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, index: slice | tuple[slice, slice]) -> Array:
        """Some rows, or some columns of them, as a new array; steps are positive."""
        rows, columns = index if isinstance(index, tuple) else (index, slice(None))
        wanted = range(*rows.indices(len(self)))
        return np.concatenate(
            [part[_inside(wanted, top, len(part)), columns] for part, top in self.placed]
        )

    def fits(self, other: StackedPlane) -> bool:
        """Whether another plane has parts of the same sizes."""
        return self._tops == other._tops and self.shape == other.shape

    def take(self, indices: npt.NDArray[np.intp], axis: int) -> Array:
        """The rows (axis 0) with these indices, in ascending order."""
        if axis != 0:
            raise ValueError(f"axis must be 0, not {axis}")
        pieces = np.split(indices, np.searchsorted(indices, self._tops[1:-1]))
        placed = zip(self.placed, pieces, strict=True)
        return np.concatenate([part.take(piece - top, axis=0) for (part, top), piece in placed])


def _inside(wanted: range, top: int, size: int) -> slice:
    """The wanted rows that are among `size` rows from `top` on, counted from there."""
    skipped = max(0, -(-(top - wanted.start) // wanted.step))
    start = wanted.start + skipped * wanted.step - top
    return slice(start, max(start, min(wanted.stop - top, size)), wanted.step)


def equal_arrays(one: Array, other: Array) -> bool:
    """Whether two arrays are equal bit for bit.

    Some rows are compared first, as most different pictures differ in one of them.
    """
    if one is other:
        return True
    equal = extension.equal if extension else _equal_in_python
    return (
        one.shape == other.shape and equal(one[::_SPARSE], other[::_SPARSE]) and equal(one, other)
    )


def _equal_in_python(one: Array, other: Array) -> bool:
    """Whether arrays of one shape are equal: in strips and large words, as memory is slow."""
    if one.strides[1] * one.shape[1] % _WORD_BYTES == 0:
        one, other = one.view(np.uint64), other.view(np.uint64)
    rows = max(1, _STRIP_BYTES // one.itemsize // one.shape[1])
    strips = (slice(at, at + rows) for at in range(0, len(one), rows))
    return all(bool((one[strip] == other[strip]).all()) for strip in strips)
