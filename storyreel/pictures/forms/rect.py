"""Rectangles with round corners, pills and discs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from storyreel.design.layout import Frame
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import quantise
from storyreel.pictures.forms.dashes import dashes_along
from storyreel.pictures.forms.geometry import Point, Points, between

QUARTER = 0.5522847498
"""Handles of a quarter circle as one cubic curve, in radii (error 0.03%)."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with round corners; a radius of half its height makes it a pill or a disc."""

    frame: Frame
    radius: float = 0.0

    @classmethod
    def disc(cls, center: Point, radius: float) -> Rect:
        """A circle."""
        x, y = center
        return cls(Frame(x - radius, y - radius, x + radius, y + radius), radius)

    def mix(self, other: Rect, share: float) -> Rect:
        return Rect(
            self.frame.toward(other.frame, share), between(self.radius, other.radius, share)
        )

    def moved(self, dx: float, dy: float) -> Rect:
        f = self.frame
        return replace(self, frame=Frame(f.left + dx, f.bottom + dy, f.right + dx, f.top + dy))

    def scaled(self, factor: float) -> Rect:
        return Rect(self.frame.scaled(factor), self.radius * factor)

    def path(self) -> Path | None:
        f = self.frame
        radius = max(0.0, min(self.radius, f.width / 2, f.height / 2))
        return Path(quantise(_round_rectangle(f, radius)), (0,), (True,))

    def dashed(self, dash: float) -> Path | None:
        """Its edge cut into dashes of a length, each followed by a gap as long."""
        f = self.frame
        radius = max(0.0, min(self.radius, f.width / 2, f.height / 2))
        turn = np.linspace(0.0, np.pi / 2, 7)
        arc = np.stack([np.cos(turn), np.sin(turn)], axis=1) * radius
        corners = (
            ((f.right - radius, f.top - radius), arc),
            ((f.left + radius, f.top - radius), arc[:, ::-1] * (-1, 1)),
            ((f.left + radius, f.bottom + radius), -arc),
            ((f.right - radius, f.bottom + radius), arc[:, ::-1] * (1, -1)),
        )
        edge = np.concatenate([shape + center for center, shape in corners])
        return dashes_along(np.concatenate([edge, edge[:1]]), dash)


def _round_rectangle(f: Frame, radius: float) -> Points:
    """Eight curves, anticlockwise from the lower end of the right edge."""
    handle = radius * (1 - QUARTER)
    west, east, south, north = f.left + radius, f.right - radius, f.bottom + radius, f.top - radius
    across, up = (east - west) / 3, (north - south) / 3
    xs = (
        f.left,
        f.left + handle,
        west,
        west + across,
        east - across,
        east,
        f.right - handle,
        f.right,
    )
    ys = (f.bottom, f.bottom + handle, south, south + up, north - up, north, f.top - handle, f.top)
    return np.array((*xs, *ys)).take(_ROUND)


_ROUND = np.array(
    [
        (x, 8 + y)
        for x, y in (
            *((7, 2), (7, 3), (7, 4), (7, 5), (7, 6), (6, 7), (5, 7)),
            *((4, 7), (3, 7), (2, 7), (1, 7), (0, 6), (0, 5)),
            *((0, 4), (0, 3), (0, 2), (0, 1), (1, 0), (2, 0)),
            *((3, 0), (4, 0), (5, 0), (6, 0), (7, 1), (7, 2)),
        )
    ]
)
"""Where the numbers of a round rectangle's points are among its eight xs and eight ys."""
