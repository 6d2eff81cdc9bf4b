"""Culling: shapes so far outside what can be seen that no item has to be made of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.stage.outline import Bounds, UnplacedPath
from storyreel.stage.sight import Sight

_ROUNDING = 4
"""Quanta by which a placed point may differ from the one that is calculated here."""


def bounds_of(outlines: Sequence[UnplacedPath]) -> list[Bounds]:
    """The bounds of outlines. Those of many together take a tenth of the time."""
    if not outlines:
        return []
    points = np.concatenate([outline.points for outline in outlines])
    firsts = [0, *accumulate(len(outline.points) for outline in outlines[:-1])]
    low, high = np.minimum.reduceat(points, firsts), np.maximum.reduceat(points, firsts)
    return [*map(Bounds._make, np.concatenate((low, high), axis=1).tolist())]


def is_out_of_sight(bounds: Bounds, reach: float, sight: Sight) -> bool:
    """Whether a shape with these bounds surely paints nothing that can be seen.

    It paints at most `reach` scene units beyond them.
    """
    seen = sight.part
    if seen is None:
        return True
    x, y, scale = sight.view
    unit = scale * QUANTA_PER_UNIT
    margin = reach * unit + _ROUNDING
    return (
        (bounds.left - x) * unit - margin > seen.right
        or (bounds.right - x) * unit + margin < seen.left
        or (bounds.bottom - y) * unit - margin > seen.top
        or (bounds.top - y) * unit + margin < seen.bottom
    )
