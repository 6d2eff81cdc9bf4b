"""The two sides of a line in a chart: the area below it, and the points in that area."""

from __future__ import annotations

from itertools import pairwise

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.forms import Point


def area_below(line: tuple[Point, ...], plot: Frame) -> tuple[Point, ...]:
    """The corners of the part of a chart below a line.

    Where the line leaves the chart through the top, all that is beyond is below it.
    """
    first, last = line[0], line[-1]
    if _is_at_top(first, plot):
        line = ((plot.left, plot.top), *line)
    if _is_at_top(last, plot):
        line = (*line, (plot.right, plot.top))
    return (*line, (line[-1][0], plot.bottom), (line[0][0], plot.bottom))


def _is_at_top(point: Point, plot: Frame) -> bool:
    """Whether a line that ends here leaves the chart through its upper edge."""
    x, y = point
    return abs(y - plot.top) < px(1) and plot.left < x < plot.right


def is_within(point: Point, corners: tuple[Point, ...]) -> bool:
    """Whether a point is in a polygon: a ray to the right crosses its edge an odd number of
    times."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in pairwise((*corners, corners[0])):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossed = not crossed
    return crossed
