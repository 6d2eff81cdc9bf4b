"""The weights as dots: in a spiral first, and along the ridges of a fingerprint at last."""

from __future__ import annotations

import numpy as np
from manim import PI, Circle

from benchmarks.stock_hour29.measures import (
    DOT,
    FIELD,
    FIRST,
    FRONT,
    GROUP,
    HUB,
    PRINT,
    WEIGHTS,
    px,
)
from scenes.hour29.ridges import RIDGES


def weights(spread: float, bent: float) -> np.ndarray:
    """The outlines of all dots about the origin: those of 752 mobjects would be slow to draw."""
    grown = np.clip((spread * (1 + FRONT) - np.arange(WEIGHTS) / WEIGHTS) / FRONT, 0.01, 1)
    places = np.zeros((WEIGHTS, 3))
    places[:, :2] = SUNFLOWER + (LINED_UP - SUNFLOWER) * bent
    dot = Circle(px(DOT), num_components=5).points
    return (dot * grown[:, None, None] + places[:, None, :]).reshape(-1, 3)


def sunflower() -> np.ndarray:
    """Where the weights are at first: shape (752, 2)."""
    index = np.arange(WEIGHTS)
    inner, outer = HUB**2, (FIELD - DOT * 1.6) ** 2
    radii = px(1) * np.sqrt(inner + (outer - inner) * (index + 0.5) / WEIGHTS)
    angles = index * PI * (3 - 5**0.5)
    return np.stack([np.sin(angles), np.cos(angles)], axis=1) * radii[:, None]


def along_ridges(digest: str) -> np.ndarray:
    """As many places along the middle of the ridges of a print, from its middle outwards."""
    loops = [np.array([p.split(",") for p in each.split()], float) for each in RIDGES[digest]]
    loops = [loop * (1, -1) / 10_000 * px(PRINT) for loop in loops]
    sides = np.concatenate([np.roll(loop, -1, axis=0) - loop for loop in loops])
    aheads = np.concatenate([np.roll(loop, -1, axis=0) for loop in loops])
    begins, lengths = aheads - sides, np.hypot(*sides.T)
    area = (begins[:, 0] * aheads[:, 1] - aheads[:, 0] * begins[:, 1]).sum() / 2
    inwards = np.column_stack([sides[:, 1], -sides[:, 0]]) / lengths[:, None]
    middles = begins + sides / 2 - inwards * area / lengths.sum()
    steps = np.linspace(0, lengths.sum(), WEIGHTS, endpoint=False)
    found = middles[np.searchsorted(np.cumsum(lengths), steps, side="right")]
    return found[np.argsort(np.hypot(*found.T), kind="stable")]


def lined_up(begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The ends, in an order in which each begin has one about as far out in its direction."""
    found = np.empty_like(ends)
    for start in range(0, WEIGHTS, GROUP):
        group = slice(start, start + GROUP)
        order, end_order = (np.argsort(np.arctan2(*each[group].T)) for each in (begins, ends))
        found[group][order] = ends[group][end_order]
    return found


SUNFLOWER = sunflower()
LINED_UP = lined_up(SUNFLOWER, along_ridges(FIRST))
