"""Lines cut into dashes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from storyreel.drawing.path import Path
from storyreel.pictures.forms.contours import Contours, straight
from storyreel.pictures.forms.geometry import Points


def dashes_along(corners: Points, dash: float) -> Path | None:
    """The dashes along a line, as a path."""
    pieces = [straight(np.array(ends)) for ends in _dashes(corners, dash)]
    if not pieces:
        return None
    return Contours(np.concatenate(pieces), tuple(range(0, 4 * len(pieces), 4))).path(closed=False)


def _dashes(corners: Points, dash: float) -> Iterator[tuple[Points, Points]]:
    """Start and stop of each dash along a line."""
    along = 0.0
    for start, stop in pairwise(corners):
        length = float(np.hypot(*(stop - start)))
        at = -(along % (2 * dash))
        while length and at < length:
            first, last = max(at, 0.0), min(at + dash, length)
            if last > first:
                way = (stop - start) / length
                yield start + way * first, start + way * last
            at += 2 * dash
        along += length
