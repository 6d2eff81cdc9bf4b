"""Culling: shapes so far outside what can be seen that no item has to be made of them."""

from __future__ import annotations

from math import ceil

from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box

_ROUNDING = 4
"""Quanta by which a placed stroke may reach further than is calculated here."""


def culling_window(part: Box, reach: float) -> Box:
    """Where the path of a shape has to be to paint in a part of the drawing.

    The shape paints at most `reach`, in units of the drawing, beyond its path.
    """
    return part.grown(ceil(reach * QUANTA_PER_UNIT) + _ROUNDING)
