"""Contours: sub-paths of cubic curves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from storyreel.drawing.path import Path
from storyreel.drawing.quanta import quantise
from storyreel.pictures.forms.geometry import Point, Points


@dataclass(frozen=True, eq=False, slots=True)
class Contours:
    """Sub-paths of cubic curves, as a drawing's path has them: each is an anchor, then two handles
    and an anchor per curve. `starts` are the indices of the first points."""

    points: Points
    starts: tuple[int, ...]

    def path(self, closed: bool, size: float = 1.0, at: Point = (0.0, 0.0)) -> Path | None:
        """The path of the contours, scaled about the origin and then moved; None for no curve."""
        if not len(self.points):
            return None
        points = self.points if size == 1.0 else self.points * size
        return Path(quantise(points + at), self.starts, (closed,) * len(self.starts))

    @classmethod
    def of_curves(cls, curves: Points) -> Contours:
        """Points as Manim and fonts store them, shape (4 * n, 2); one begins a new sub-path where
        it does not start at the end of the one before."""
        if not len(curves):
            return cls(np.zeros((0, 2)), ())
        places = curves.reshape(-1, 4, 2)
        splits = np.flatnonzero((np.abs(places[1:, 0] - places[:-1, 3]) > 1e-9).any(axis=1)) + 1
        parts, starts, at = [], [], 0
        for part in np.split(places, splits):
            starts.append(at)
            parts += [part[0, :1], part[:, 1:].reshape(-1, 2)]
            at += 1 + 3 * len(part)
        return cls(np.concatenate(parts), tuple(starts))

    @classmethod
    def of_line(cls, points: Points) -> Contours:
        """Straight curves through points."""
        return cls(straight(points), (0,)) if len(points) > 1 else cls(np.zeros((0, 2)), ())


def straight(ends: Points) -> Points:
    """Straight curves through two or more points, as a path has them."""
    step = (ends[1:] - ends[:-1]) / 3
    curves = np.stack([ends[:-1] + step, ends[1:] - step, ends[1:]], axis=1).reshape(-1, 2)
    return np.concatenate([ends[:1], curves])
