"""Outlines cut into dashes: what was planned, and not carried out here."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import bezier

from storyreel.design.tokens import px
from storyreel.parts.curves import Points

DASH, GAP = px(15), px(12)
_STEPS = 16
"""Straight pieces for each curve."""


def dashed(outline: Points) -> Points:
    """The dashes along a path of curves, as straight pieces."""
    pieces: list[np.ndarray] = []
    along = 0.0
    for start, stop in pairwise(_corners(outline)):
        length = float(np.hypot(*(stop - start)[:2]))
        at = -(along % (DASH + GAP))
        while length and at < length:
            first, last = max(at, 0.0), min(at + DASH, length)
            if last > first:
                way = (stop - start) / length
                pieces.append(np.linspace(start + way * first, start + way * last, 4))
            at += DASH + GAP
        along += length
    return np.concatenate(pieces)


def _corners(outline: Points) -> list[np.ndarray]:
    shares = np.linspace(0, 1, _STEPS)
    return [point for curve in outline.reshape(-1, 4, 3) for point in map(bezier(curve), shares)]
