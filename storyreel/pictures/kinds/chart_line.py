"""Lines of charts as points in order of x: their heights, and parts of them."""

from __future__ import annotations

from itertools import pairwise

from storyreel.pictures.kinds.chart import Pair

Line = tuple[Pair, ...]


def height_at(points: Line, x: float) -> float:
    """A line's y at an x, between its points."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * ((x - x0) / (x1 - x0) if x1 > x0 else 0.0)
    return points[0][1] if x < points[0][0] else points[-1][1]


def until(points: Line, end: float | None) -> Line:
    """The points of a line up to an x; all of them without one."""
    if end is None or end >= points[-1][0]:
        return points
    last = max(end, points[0][0])
    return (*(point for point in points if point[0] < last), (last, height_at(points, last)))


def inside(points: Line, span: Pair) -> Line:
    """A line without what is outside a span of y at its two ends."""
    return _entering(_entering(points, span)[::-1], span)[::-1]


def _entering(points: Line, span: Pair) -> Line:
    """A line from where it first is inside a span of y; nothing where it never is."""
    for at, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        if span[0] <= y0 <= span[1]:
            return points[at:]
        edge = span[0] if y0 < span[0] else span[1]
        if (y0 - edge) * (y1 - edge) < 0:
            share = (edge - y0) / (y1 - y0)
            return ((x0 + (x1 - x0) * share, edge), *points[at + 1 :])
    return tuple(point for point in points[-1:] if span[0] <= point[1] <= span[1])
