"""Straight strokes through points, drawn from their start."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from storyreel.drawing.path import Path
from storyreel.pictures.forms.contours import Contours
from storyreel.pictures.forms.dashes import dashes_along
from storyreel.pictures.forms.geometry import Point, Points, between, point_between, point_scaled


@dataclass(frozen=True, slots=True)
class Polyline:
    """Straight strokes through points; `drawn` is the share of its length that shows."""

    points: tuple[Point, ...]
    closed: bool = False
    drawn: float = 1.0

    def mix(self, other: Polyline, share: float) -> Polyline:
        drawn = between(self.drawn, other.drawn, share)
        if len(self.points) == len(other.points):
            pairs = zip(self.points, other.points, strict=True)
            return Polyline(
                tuple(point_between(a, b, share) for a, b in pairs), other.closed, drawn
            )
        if share >= 1:
            return other
        first, second = _matched(self.points, other.points)
        pairs = zip(first, second, strict=True)
        return Polyline(tuple(point_between(a, b, share) for a, b in pairs), other.closed, drawn)

    def moved(self, dx: float, dy: float) -> Polyline:
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))

    def scaled(self, factor: float) -> Polyline:
        return replace(self, points=tuple(point_scaled(point, factor) for point in self.points))

    def undrawn(self) -> Polyline:
        """The same line before it is drawn."""
        return replace(self, drawn=0.0)

    def corners(self) -> Points:
        """The points of as much of the line as shows."""
        if self.drawn < 1:
            return np.array(_trimmed(self.points, max(self.drawn, 0.0)))
        return np.array((*self.points, self.points[0]) if self.closed else self.points)

    def path(self) -> Path | None:
        return Contours.of_line(self.corners()).path(self.closed and self.drawn >= 1)

    def dashed(self, dash: float) -> Path | None:
        """The line cut into dashes of a length, each followed by a gap as long."""
        return dashes_along(self.corners(), dash)


def _lengths(points: Points) -> Points:
    steps = np.hypot(*np.diff(points, axis=0).T)
    return np.concatenate([[0.0], np.cumsum(steps)])


def _trimmed(points: tuple[Point, ...], share: float) -> tuple[Point, ...]:
    """The beginning of a line, up to a share of its length."""
    array = np.array(points)
    along = _lengths(array)
    end = along[-1] * share
    whole = int(np.searchsorted(along, end, side="right"))
    if whole >= len(points):
        return points
    step, rest = along[whole] - along[whole - 1], end - along[whole - 1]
    if not rest:
        return points[:whole]
    part = rest / step
    last = array[whole - 1] + (array[whole] - array[whole - 1]) * part
    return (*points[:whole], (float(last[0]), float(last[1])))


def _matched(
    first: tuple[Point, ...], second: tuple[Point, ...]
) -> tuple[list[Point], list[Point]]:
    """Two lines with points at the same shares of their lengths: all corners of both."""
    lines = np.array(first), np.array(second)
    shares = [_shares(line) for line in lines]
    places = np.union1d(*shares)
    found = []
    for line, own in zip(lines, shares, strict=True):
        x, y = (np.interp(places, own, line[:, axis]) for axis in (0, 1))
        found.append(list(zip(x.tolist(), y.tolist(), strict=True)))
    return found[0], found[1]


def _shares(line: Points) -> Points:
    """The share of a line's length at each of its points."""
    along = _lengths(line)
    return along / along[-1] if along[-1] else np.linspace(0.0, 1.0, len(line))
