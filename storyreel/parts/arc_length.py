"""Paths by arc length: parts of them, dashes along them, and places on them."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Points: TypeAlias = npt.NDArray[np.float64]
"""Anchor, two handles and anchor of each curve: shape (4n, 3)."""

Floats: TypeAlias = npt.NDArray[np.float64]
Indices: TypeAlias = npt.NDArray[np.intp]

_STEPS = 8
"""Parts of a curve, each of which is measured on its own."""

_HAIR = 1e-6
"""Scene units: parts that are not longer are left out, so that rounding makes no dots."""

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(8)
_NEWTON = 3
"""Rounds that find the place for a length; each doubles the right digits."""


class MeasuredPath:
    """A path with the length of all of its parts; lengths are scene units.

    `length` is that of all sub-paths together. Lengths are exact to 1e-6 of the length for smooth
    curves (Gauss-Legendre quadrature of the speed), and so are the places where they are cut.
    """

    def __init__(self, points: Points) -> None:
        """`points` are those of a VMobject, of one or of several sub-paths."""
        self._curves = points.reshape(-1, 4, 3).astype(np.float64)
        self._slopes = 3 * np.diff(self._curves[:, :, :2], axis=1)
        starts = np.arange(_STEPS) / _STEPS
        spans = self._spans(
            np.repeat(np.arange(len(self._curves)), _STEPS),
            np.tile(starts, len(self._curves)),
            np.tile(starts + 1 / _STEPS, len(self._curves)),
        )
        self._ends = np.concatenate([[0.0], np.cumsum(spans)])
        self.length = float(self._ends[-1])

    def part(self, start: float, end: float) -> Points:
        """The points of the path between two lengths; none where `end` is not beyond `start`."""
        return self.parts(np.array([start]), np.array([end]))

    def parts(self, starts: Floats, ends: Floats) -> Points:
        """The points of several parts, one after another; lengths beyond the ends are cut off."""
        starts, ends = np.clip(starts, 0, self.length), np.clip(ends, 0, self.length)
        shown = ends > starts + _HAIR
        which, t = self._located(np.concatenate([starts[shown], ends[shown]]))
        (first, last), (first_t, last_t) = np.split(which, 2), np.split(t, 2)
        counts = last - first + 1
        which = np.repeat(first, counts) + _counted(counts)
        begin, stop = np.zeros(len(which)), np.ones(len(which))
        begin[np.cumsum(counts) - counts], stop[np.cumsum(counts) - 1] = first_t, last_t
        result = self._curves[which]
        cut = np.flatnonzero((begin > 0) | (stop < 1))
        result[cut] = _cut(result[cut], begin[cut], stop[cut])
        points: Points = result[stop > begin].reshape(-1, 3)
        return points

    def dashes(self, dash: float, gap: float, phase: float = 0.0) -> Points:
        """The points of dashes along each sub-path, `dash` long and `gap` apart.

        The pattern restarts at each sub-path, `phase` after its own start, so a growing phase
        moves the dashes backwards. Raises ValueError unless dash and gap are positive.
        """
        starts, ends = self._dashes(dash, gap, phase)
        return self.parts(starts, ends)

    def dashes_between(
        self, span: tuple[float, float], dash: float, gap: float, phase: float = 0.0
    ) -> Points:
        """The dashes of the whole path, as far as they are between two lengths."""
        starts, ends = self._dashes(dash, gap, phase)
        return self.parts(np.maximum(starts, span[0]), np.minimum(ends, span[1]))

    def places(self, lengths: Floats) -> tuple[Floats, Floats]:
        """The places at some lengths, and the unit vectors along the path: twice (n, 2)."""
        which, t = self._located(np.clip(lengths, 0, self.length))
        at = _cut(self._curves[which], t, t)[:, 0, :2]
        along = _derivative(self._slopes[which], t[:, None])[:, 0]
        size = np.linalg.norm(along, axis=1, keepdims=True)
        return at, np.divide(along, size, out=np.zeros_like(along), where=size > 0)

    def _dashes(self, dash: float, gap: float, phase: float) -> tuple[Floats, Floats]:
        if not (dash > 0 and gap > 0):
            raise ValueError(f"Dashes of {dash:g} that are {gap:g} apart do not make a pattern.")
        starts, ends = [np.zeros(0)], [np.zeros(0)]
        for low, high in self._sub_paths():
            first = low - phase % (dash + gap)
            begins = np.arange(first, high, dash + gap)
            starts.append(np.maximum(begins, low))
            ends.append(np.minimum(begins + dash, high))
        return np.concatenate(starts), np.concatenate(ends)

    def _sub_paths(self) -> list[tuple[float, float]]:
        """The lengths at which each sub-path begins and ends."""
        if not len(self._curves):
            return []
        breaks = np.flatnonzero((self._curves[1:, 0] != self._curves[:-1, 3]).any(axis=1)) + 1
        edges = self._ends[np.array([0, *breaks, len(self._curves)]) * _STEPS].tolist()
        return list(pairwise(edges))

    def _located(self, lengths: Floats) -> tuple[Indices, Floats]:
        """The curve at each length, and the place on it, from 0 to 1."""
        step = np.clip(np.searchsorted(self._ends, lengths, side="right") - 1, 0, None)
        step = np.minimum(step, len(self._ends) - 2)
        which, low = step // _STEPS, (step % _STEPS) / _STEPS
        rest, whole = lengths - self._ends[step], self._ends[step + 1] - self._ends[step]
        t = low + np.divide(rest, whole, out=np.zeros_like(rest), where=whole > 0) / _STEPS
        for _ in range(_NEWTON):
            speed = np.hypot(*_derivative(self._slopes[which], t[:, None])[:, 0].T)
            error = self._spans(which, low, t) - rest
            t = t - np.divide(error, speed, out=np.zeros_like(error), where=speed > 0)
            t = np.clip(t, low, low + 1 / _STEPS)
        return which, t

    def _spans(self, which: Indices, start: Floats, end: Floats) -> Floats:
        """The lengths of curves between two places on each."""
        half = (end - start) / 2
        at = start[:, None] + half[:, None] * (1 + _NODES)
        along = _derivative(self._slopes[which], at)
        lengths: Floats = np.hypot(along[..., 0], along[..., 1]) @ _WEIGHTS * half
        return lengths


def _counted(counts: Indices) -> Indices:
    """0, 1 … for each of the counts."""
    counted: Indices = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return counted


def _derivative(slopes: Floats, t: Floats) -> Floats:
    """The derivatives, (n, k, 2), at the k places of each curve: t is (n, k)."""
    share, rest = t[..., None], 1 - t[..., None]
    first, second, third = slopes[:, None, 0], slopes[:, None, 1], slopes[:, None, 2]
    along: Floats = (first * rest + second * (2 * share)) * rest + third * share**2
    return along


def _cut(curves: Floats, start: Floats, end: Floats) -> Floats:
    """The curves between two places on each, as curves.

    Their points are values of the polar form (L. Ramshaw, "Blossoms are polar forms", 1989).
    """
    u = np.stack([start, start, start, end], axis=1)
    v = np.stack([start, start, end, end], axis=1)
    w = np.stack([start, end, end, end], axis=1)
    a, b, c = 1 - u, 1 - v, 1 - w
    shares = a * b * c, u * b * c + a * v * c + a * b * w, a * v * w + u * b * w + u * v * c
    cut: Floats = np.stack([*shares, u * v * w], axis=2) @ curves
    return cut
