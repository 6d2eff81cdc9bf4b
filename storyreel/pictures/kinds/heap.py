"""Discs that share a place, heaped so that none covers another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from storyreel.pictures.forms import Point

TOUCH = 1e-9
"""How much nearer than touching counts as overlap, in scene units."""


@lru_cache(maxsize=64)
def heaped(resting: tuple[Point, ...], radius: float) -> tuple[float, ...]:
    """How far each disc is lifted from where it rests, in order.

    Each keeps its x and takes the lowest place at or above its rest that is free; earlier discs
    are lower.
    """
    placed: list[Point] = []
    for x, y in resting:
        near = [(a, b) for a, b in placed if abs(a - x) < 2 * radius]
        above = (b + math.sqrt(4 * radius * radius - (a - x) ** 2) for a, b in near)
        heights = sorted([y, *(height for height in above if height > y)])
        placed.append((x, next(at for at in heights if _free((x, at), near, radius))))
    return tuple(b - y for (_, b), (_, y) in zip(placed, resting, strict=True))


def _free(center: Point, others: Sequence[Point], radius: float) -> bool:
    """Whether a disc covers no other one."""
    return all(math.dist(center, other) >= 2 * radius - TOUCH for other in others)
