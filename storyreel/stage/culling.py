"""Culling: shapes so far outside what can be seen that no item has to be made of them."""

from __future__ import annotations

from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.stage.outline import Bounds
from storyreel.stage.sight import Sight

_ROUNDING = 4
"""Quanta by which a placed point may differ from the one that is calculated here."""


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
