"""The easing family: everything leaves at once and arrives slowly.

Each function maps [0, 1] to [0, 1]; arguments outside are clamped. Only +, −, × and ÷ are used,
so that results are equal on every processor.
"""

from __future__ import annotations

from collections.abc import Callable


def settle(t: float) -> float:
    """Quick start, slow end (cubic): for what appears or comes to rest."""
    rest = 1 - _clamp(t)
    return 1 - rest * rest * rest


def glide(t: float) -> float:
    """Slow at both ends, slower at the second (quintic smootherstep of a bent time): for moves."""
    t = _clamp(t)
    t = t * (1.35 - 0.35 * t)
    return t * t * t * (t * (6 * t - 15) + 10)


def leave(t: float) -> float:
    """Slow start (quadratic): for what goes away."""
    t = _clamp(t)
    return t * t


def overshoot(t: float) -> float:
    """Past the goal by a twentieth and back: for a stamp or a lock that snaps."""
    rest = _clamp(t) - 1
    return 1 + rest * rest * (2.2 * rest + 1.2)


def steady(t: float) -> float:
    """Constant speed: for counters and sweeps."""
    return _clamp(t)


def after(delay: float, ease: Callable[[float], float]) -> Callable[[float], float]:
    """The same easing, begun after a share of the time has passed."""
    return lambda t: ease((_clamp(t) - delay) / (1 - delay))


def staggered(t: float, index: int, count: int, overlap: float = 0.6) -> float:
    """The share of time of one of `count` things that start one after the other.

    `overlap` is how much of one's time the next one shares: 0 is one after the other, 1 together.
    """
    length = 1 / (1 + (count - 1) * (1 - overlap))
    return _clamp((t - index * length * (1 - overlap)) / length)


def _clamp(t: float) -> float:
    return min(max(t, 0.0), 1.0)
