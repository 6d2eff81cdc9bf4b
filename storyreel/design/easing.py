"""The easing functions: motions start quickly and arrive slowly.

Each function maps [0, 1] to [0, 1] and clamps arguments outside. They use only +, −, × and ÷, so
results are equal on every processor.
"""

from __future__ import annotations

from collections.abc import Callable


def settle(t: float) -> float:
    """Quick start, slow end (cubic): for things that appear or come to rest."""
    rest = 1 - _clamp(t)
    return 1 - rest * rest * rest


def glide(t: float) -> float:
    """Slow start, slower end (quintic smootherstep of a skewed time): for moves."""
    t = _clamp(t)
    t = t * (1.35 - 0.35 * t)
    return t * t * t * (t * (6 * t - 15) + 10)


def leave(t: float) -> float:
    """Slow start (quadratic): for things that disappear."""
    t = _clamp(t)
    return t * t


def overshoot(t: float) -> float:
    """Overshoot the target by a twentieth and return: for a stamp, or a lock that snaps."""
    rest = _clamp(t) - 1
    return 1 + rest * rest * (2.2 * rest + 1.2)


def steady(t: float) -> float:
    """Constant speed: for counters and sweeps."""
    return _clamp(t)


def after(delay: float, ease: Callable[[float], float]) -> Callable[[float], float]:
    """The same easing, delayed by a share of the time."""
    return lambda t: ease((_clamp(t) - delay) / (1 - delay))


def staggered(t: float, index: int, count: int, overlap: float = 0.6) -> float:
    """The share of its own time of item `index` of `count` items that start one after another.

    `overlap` is the share of an item's time in which the next one runs, too: with 0 they follow one
    another, with 1 they run together.
    """
    length = 1 / (1 + (count - 1) * (1 - overlap))
    return _clamp((t - index * length * (1 - overlap)) / length)


def _clamp(t: float) -> float:
    return min(max(t, 0.0), 1.0)
