"""Outlines of jars, papers and boards, in pixels about the origin with y pointing up."""

from __future__ import annotations

import numpy as np

from storyreel.parts.curves import Points, closed
from storyreel.parts.shapes import QUARTER

NOTHING: Points = np.zeros((0, 3))

LEVEL = 121
"""How high the ink reaches in a full jar."""


def body(inset: float = 0.0) -> Points:
    """The glass of a jar 120 wide, without its lid, or a line `inset` inside it."""
    i, side = inset, 60 - inset
    neck, brim = 36 - i * 0.6, 160 - i * 0.3
    return closed(
        (-side, 24),
        (-side, 118),
        ((-side, 142), (i - 36, brim - 20), (-neck, brim)),
        (neck, brim),
        ((36 - i, brim - 20), (side, 142), (side, 118)),
        (side, 24),
        ((side, 8 + i * 0.6), (52 - i, i), (36 - i, i)),
        (i - 36, i),
        ((i - 52, i), (-side, 8 + i * 0.6), (-side, 24)),
    )


def ink(level: float = LEVEL, inset: float = 8.0) -> Points:
    """The filling of a jar up to a level, from its left end around the floor to its right end."""
    i, side = inset, 60 - inset
    return closed(
        (-side, level),
        (-side, 24),
        ((-side, 8 + i * 0.6), (i - 52, i), (i - 36, i)),
        (36 - i, i),
        ((52 - i, i), (side, 8 + i * 0.6), (side, 24)),
        (side, level),
    )


def slab(left: float, bottom: float, right: float, top: float, radius: float) -> Points:
    """A rectangle with round corners."""
    h = radius * (1 - QUARTER)
    west, south, east, north = left + radius, bottom + radius, right - radius, top - radius
    return closed(
        (right, south),
        (right, north),
        ((right, top - h), (right - h, top), (east, top)),
        (west, top),
        ((left + h, top), (left, top - h), (left, north)),
        (left, south),
        ((left, bottom + h), (left + h, bottom), (west, bottom)),
        (east, bottom),
        ((right - h, bottom), (right, bottom + h), (right, south)),
    )
