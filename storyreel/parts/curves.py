"""Free outlines as points of a VMobject: lines, cubic curves and ellipses, turned and scaled."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TypeAlias, cast

import numpy as np
import numpy.typing as npt

from storyreel.parts.shapes import QUARTER

Point: TypeAlias = tuple[float, float]
Curve: TypeAlias = Point | tuple[Point, Point, Point]
"""A line to a point, or a cubic curve: two handles and its end."""

Points: TypeAlias = npt.NDArray[np.float64]
"""Anchor, two handles and anchor of each curve: shape (4n, 3)."""


def outline(start: Point, *curves: Curve) -> Points:
    """An open path from `start` along the curves."""
    flat: list[float] = []
    here = start
    for curve in curves:
        first, second, end = _cubic(here, curve)
        flat += (*here, 0.0, *first, 0.0, *second, 0.0, *end, 0.0)
        here = end
    return np.array(flat).reshape(-1, 3)  # of a flat list: several times faster than of points


def closed(start: Point, *curves: Curve) -> Points:
    """A path from `start` along the curves and back in a straight line."""
    return outline(start, *curves, start)


def ellipse(center: Point, rx: float, ry: float) -> Points:
    """An ellipse with the given half axes, as four curves; error of the radius 0.03%."""
    x, y = center
    hx, hy = rx * QUARTER, ry * QUARTER
    east, north, west, south = (x + rx, y), (x, y + ry), (x - rx, y), (x, y - ry)
    return outline(
        east,
        ((x + rx, y + hy), (x + hx, y + ry), north),
        ((x - hx, y + ry), (x - rx, y + hy), west),
        ((x - rx, y - hy), (x - hx, y - ry), south),
        ((x + hx, y - ry), (x + rx, y - hy), east),
    )


def joined(*paths: Points) -> Points:
    """Several paths as one."""
    return np.concatenate(paths)


def turned(points: Points, degrees: float, center: Point = (0.0, 0.0)) -> Points:
    """The points turned anticlockwise about `center`."""
    angle = radians(degrees)
    c, s = cos(angle), sin(angle)
    middle = np.array([*center, 0.0])
    turn = np.array([[c, s, 0.0], [-s, c, 0.0], [0.0, 0.0, 1.0]])
    return cast(Points, (points - middle) @ turn + middle)


def placed(points: Points, at: Point, scale: tuple[float, float] = (1.0, 1.0)) -> Points:
    """The points scaled about the origin, then moved so that the origin is `at`."""
    return cast(Points, points * np.array([*scale, 1.0]) + np.array([*at, 0.0]))


def _cubic(here: Point, curve: Curve) -> tuple[Point, Point, Point]:
    if isinstance(curve[0], tuple):
        return curve
    end = curve
    return _along(here, end, 1 / 3), _along(here, end, 2 / 3), end


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
