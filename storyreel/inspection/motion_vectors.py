"""Motion vectors of decoded frames: whether each refers to the rows of its own band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Vectors: TypeAlias = npt.NDArray[np.void]
"""One for each block, with the fields of FFmpeg's AVMotionVector: `dst_y` is the middle row of the
block, `motion_y` how far down it refers, in parts of a row that `motion_scale` counts."""

_PART = 8
"""The side of the smallest blocks whose vectors are all attached."""

_ABOVE, _BELOW = 2, 3
"""Rows beyond a block that a vector between two rows refers to (ITU-T H.264, 8.4.2.2.1)."""


def require_confined(vectors: Vectors | None, reaches: Sequence[range]) -> None:
    """Raise ValueError where a motion vector of a band leads out of its reach.

    A reach begins and ends with the rows of its band or farther out; `StreamSplitter` lists them.
    """
    if vectors is None:
        return
    if ((vectors["w"] <= _PART) & (vectors["h"] <= _PART)).any():
        raise ValueError("blocks are too small for all of their motion vectors to be known")
    vectors = vectors[vectors["motion_y"] != 0]
    middle = vectors["dst_y"].astype(np.int64)
    height = vectors["h"].astype(np.int64)
    rows, between = np.divmod(vectors["motion_y"], vectors["motion_scale"].astype(np.int32))
    first = middle - height // 2 + rows
    stop = first + height
    first, stop = first - _ABOVE * (between > 0), stop + _BELOW * (between > 0)
    for reach in reaches:
        inside = (middle >= reach.start) & (middle < reach.stop)
        if (inside & ((first < reach.start) | (stop > reach.stop))).any():
            raise ValueError("a motion vector leads out of its band")
