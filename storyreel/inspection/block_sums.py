"""Sums over the square blocks of pictures, added in one order everywhere."""

from __future__ import annotations

from functools import reduce

import numpy as np
import numpy.typing as npt

from storyreel.native import extension

Floats = npt.NDArray[np.float32]


def block_sums(values: Floats, side: int) -> Floats:
    """The sum of each whole block of a picture (rows, columns) or of several (n, rows, columns).

    The rows of a block are added first, from the top, and then its columns, from the left.
    """
    if not extension:
        return _sums_in_python(values, side)
    *pictures, rows, columns = values.shape
    sums = np.empty((*pictures, rows // side, columns // side), np.float32)
    extension.block_sums(values, side, sums)
    return sums


def _sums_in_python(values: Floats, side: int) -> Floats:
    rows, columns = (size // side * side for size in values.shape[-2:])
    whole = values[..., :rows, :columns]
    lines = reduce(np.add, (whole[..., row::side, :] for row in range(side)))
    sums: Floats = reduce(np.add, (lines[..., column::side] for column in range(side)))
    return sums
