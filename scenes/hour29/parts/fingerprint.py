"""Fingerprints: the ridges that belong to a digest."""

from __future__ import annotations

from functools import cache
from math import cos, dist, sin
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from manim import VMobject

from storyreel.drawing.drawing import Tag
from storyreel.parts.clips import clipped_inside, without_shape_clips
from storyreel.parts.marks import tagged
from storyreel.parts.shapes import Disc
from storyreel.parts.tone import Rgb, fill

from ..ridges import RIDGES
from .measures import PRINT

GRID = 10_000
"""Units of the stored numbers in half the height of a print."""

Curves = npt.NDArray[np.float64]


class Window(NamedTuple):
    """A round window; what is outside of it is not shown."""

    center: tuple[float, float]
    radius: float

    def holds(self, place: tuple[float, float]) -> bool:
        """Whether all of a print at a place is inside."""
        return dist(self.center, place) + PRINT * 1.02 < self.radius


class Fingerprint(VMobject):
    """The ridges of a digest's print; different digests have different ridges."""

    def __init__(self, digest: str, ink: Rgb) -> None:
        super().__init__(fill_opacity=1.0, stroke_width=0.0)
        self._shape, self._window = _curves(digest), Disc((0.0, 0.0), 1.0)
        self._round = self._window.points.copy()
        self._placed: object = None
        self._points = self.points
        tagged(self, Tag("decor"))
        self.ink(ink)
        self.put((0.0, 0.0))

    def ink(self, color: Rgb, opacity: float = 1.0) -> None:
        fill(self, color, opacity)

    def put(
        self,
        center: tuple[float, float],
        squeeze: float = 1.0,
        angle: float = 0.0,
        window: Window | None = None,
    ) -> None:
        """Place it: `squeeze` is the share of its width, `angle` is anticlockwise in radians.

        What is at its place already stays.
        """
        asked = center, squeeze, angle, window
        if self._placed == asked and self.points is self._points:
            return
        across, up = cos(angle) * PRINT, sin(angle) * PRINT
        turned = self._shape @ np.array(((across * squeeze, up), (-up * squeeze, across)))
        self.points = np.zeros((len(self._shape), 3))
        for axis in range(2):  # column by column: several times faster than pairs of numbers
            np.add(turned[:, axis], center[axis], out=self.points[:, axis])
        self._placed, self._points = asked, self.points
        without_shape_clips(self)
        if window is not None and not window.holds(center):
            place = np.array((*window.center, 0.0))
            self._window.points = self._round * window.radius + place
            clipped_inside(self, self._window)


def places_on_ridges(digest: str, count: int) -> Curves:
    """As many places along the middle of the ridges of a print, from its middle outwards.

    The unit is half the height of a print; y points upwards: shape (count, 2).
    """
    loops = [_points(outline) for outline in RIDGES[digest]]
    sides = [np.roll(loop, -1, axis=0) - loop for loop in loops]
    lengths = np.concatenate([np.hypot(*side.T) for side in sides])
    inwards = np.concatenate([np.column_stack([side[:, 1], -side[:, 0]]) for side in sides])
    areas = [
        float((x * y_ahead - x_ahead * y).sum()) / 2
        for x, y, x_ahead, y_ahead in ((*loop.T, *np.roll(loop, -1, axis=0).T) for loop in loops)
    ]
    half = sum(areas) / float(lengths.sum())
    middles = np.concatenate([loop + side / 2 for loop, side in zip(loops, sides, strict=True)])
    middles = middles - inwards / lengths[:, None] * half
    steps = np.linspace(0.0, float(lengths.sum()), count, endpoint=False)
    found: Curves = middles[np.searchsorted(np.cumsum(lengths), steps, side="right")]
    return found[np.argsort(np.hypot(*found.T), kind="stable")]


@cache
def _curves(digest: str) -> Curves:
    """Cubic curves through the outlines of a print, half its height 1 and y upwards."""
    return np.concatenate([_smooth(_points(outline)) for outline in RIDGES[digest]])


def _points(outline: str) -> Curves:
    pairs = (point.split(",") for point in outline.split())
    return np.array([(int(x), -int(y)) for x, y in pairs], np.float64) / GRID


def _smooth(loop: Curves) -> Curves:
    """A closed Catmull-Rom spline through points: shape (4 * n, 2)."""
    slope = (np.roll(loop, -1, axis=0) - np.roll(loop, 1, axis=0)) / 6
    after, slope_after = np.roll(loop, -1, axis=0), np.roll(slope, -1, axis=0)
    return np.stack([loop, loop + slope, after - slope_after, after], axis=1).reshape(-1, 2)
