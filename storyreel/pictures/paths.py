"""Paths between points: smooth and rounded lines, points on them, and heads of arrows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from storyreel.pictures.forms import Point, Polyline, point_between

SAMPLES = 16
"""Straight pieces of a curve between two points."""


def point_along(points: Sequence[Point], share: float) -> Point:
    """The point at a share (0 to 1) of a line's length."""
    lengths = [math.dist(a, b) for a, b in pairwise(points)]
    rest = sum(lengths) * min(max(share, 0.0), 1.0)
    for (start, stop), length in zip(pairwise(points), lengths, strict=True):
        if rest <= length and length:
            return point_between(start, stop, rest / length)
        rest -= length
    return points[-1]


def smooth_step(start: Point, stop: Point, level: bool = True) -> list[Point]:
    """A curve that leaves and arrives level, or upright, like an S."""
    (ax, ay), (bx, by) = start, stop
    found = []
    for step in range(SAMPLES + 1):
        t = step / SAMPLES
        eased = t * t * (3 - 2 * t)
        x, y = (t, eased) if level else (eased, t)
        found.append((ax + (bx - ax) * x, ay + (by - ay) * y))
    return found


def rounded(points: Sequence[Point], radius: float) -> list[Point]:
    """A line through points with each corner replaced by an arc of at most a radius."""
    found = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        found += _corner(_toward(corner, before, reach), corner, _toward(corner, after, reach))
    return [*found, points[-1]]


def arrow_head(points: Sequence[Point], size: float) -> Polyline:
    """The two strokes of the head at the end of a line."""
    tip = points[-1]
    tail = next((p for p in reversed(points) if math.dist(p, tip) > size * 0.4), points[0])
    length = math.dist(tail, tip) or 1.0
    ux, uy = (tip[0] - tail[0]) / length, (tip[1] - tail[1]) / length
    wings = [
        (tip[0] - ux * size + side * uy * size * 0.6, tip[1] - uy * size - side * ux * size * 0.6)
        for side in (1, -1)
    ]
    return Polyline((wings[0], tip, wings[1]))


def arrow(points: Sequence[Point], size: float) -> Polyline:
    """A line with a head at its end; drawn from its start, it gets its head last."""
    first, tip, last = arrow_head(points, size).points
    return Polyline((*points, first, tip, last))


def arc(center: Point, radius: float, first: float, last: float) -> Iterator[Point]:
    """Points of an arc between two angles in degrees, clockwise from straight up."""
    for degrees in np.linspace(first, last, 2 + round(abs(last - first) / 3)).tolist():
        yield on_dial(center, radius, degrees)


def on_dial(center: Point, radius: float, degrees: float) -> Point:
    """The point of a dial at an angle in degrees, clockwise from straight up."""
    turn = math.radians(degrees)
    return center[0] + math.sin(turn) * radius, center[1] + math.cos(turn) * radius


def _toward(start: Point, stop: Point, reach: float) -> Point:
    length = math.dist(start, stop)
    return point_between(start, stop, reach / length) if length else start


def _corner(start: Point, corner: Point, stop: Point) -> Iterator[Point]:
    """A quadratic curve from one leg of a corner to the other."""
    for step in range(7):
        t = step / 6
        yield point_between(point_between(start, corner, t), point_between(corner, stop, t), t)
