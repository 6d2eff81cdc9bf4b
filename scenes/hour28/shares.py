"""Shares of movements and of the ways between two values."""

from __future__ import annotations


def between(start: float, end: float, share: float) -> float:
    """The value a share of the way from one to another."""
    return start + (end - start) * share


def part(share: float, start: float, end: float) -> float:
    """The share of what happens from `start` to `end` of a longer movement."""
    return min(max((share - start) / (end - start), 0.0), 1.0)
