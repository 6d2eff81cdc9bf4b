"""Motion vectors of decoded frames: whether each refers to the rows of its own band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.native import extension

Vectors: TypeAlias = npt.NDArray[np.void]
"""One for each block, with the fields of FFmpeg's AVMotionVector: `dst_y` is the middle row of the
block, `motion_y` how far down it refers, in parts of a row that `motion_scale` counts."""

_PART = 8
"""The side of the smallest blocks whose vectors are all attached."""

_ABOVE, _BELOW = 2, 3
"""Rows beyond a block that a vector between two rows refers to (ITU-T H.264, 8.4.2.2.1)."""

_FAULTS = (
    None,
    "blocks are too small for all of their motion vectors to be known",
    "a motion vector leads out of its band",
)


def require_confined(vectors: Vectors | None, reaches: Sequence[range]) -> None:
    """Raise ValueError where a motion vector of a band leads out of its reach.

    A reach begins and ends with the rows of its band or farther out; `StreamSplitter` lists them.
    """
    if vectors is None:
        return
    if fault := _FAULTS[_fault(vectors, reaches)]:
        raise ValueError(fault)


def _fault(vectors: Vectors, reaches: Sequence[range]) -> int:
    """What is wrong with the vectors, as an index of `_FAULTS`."""
    if not extension:
        return _fault_in_python(vectors, reaches)
    rows = vectors.view(np.uint8).reshape(len(vectors), vectors.itemsize)
    limits = np.array([(reach.start, reach.stop) for reach in reaches], np.int64).reshape(-1, 2)
    return extension.vector_fault(rows, limits)


def _fault_in_python(vectors: Vectors, reaches: Sequence[range]) -> int:
    if ((vectors["w"] <= _PART) & (vectors["h"] <= _PART)).any():
        return 1
    vectors = vectors[vectors["motion_y"] != 0]
    middle = vectors["dst_y"].astype(np.int64)
    height = vectors["h"].astype(np.int64)
    scale = np.maximum(vectors["motion_scale"].astype(np.int64), 1)
    rows, between = np.divmod(vectors["motion_y"].astype(np.int64), scale)
    first = middle - height // 2 + rows
    stop = first + height
    first, stop = first - _ABOVE * (between > 0), stop + _BELOW * (between > 0)
    for reach in reaches:
        inside = (middle >= reach.start) & (middle < reach.stop)
        if (inside & ((first < reach.start) | (stop > reach.stop))).any():
            return 2
    return 0
