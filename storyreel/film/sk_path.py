"""Paths in the memory format of Skia's SkPath: ten times faster than one call per curve."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.film.drawing import Path

Indices: TypeAlias = npt.NDArray[np.intp]

_FORMAT = 5
"""The version of the format, in a word that also says: filled by the non-zero rule."""
_MOVE, _LINE, _CUBIC, _CLOSE = 0, 1, 4, 5
_STRAIGHT = 2
"""A curve whose handles lie within this many quanta of its chord is a straight line."""


def sk_path(path: Path, centre: tuple[float, float], scale: float) -> bytes:
    """A path in pixels: `centre` plus `scale` times its points, y turned downwards.

    Straight curves become lines, which are quicker to fill and to recognise: a rectangle is one.
    """
    points = path.points.astype(np.float64)
    anchors, has_verb, closings, verbs = _layout(len(points), path.starts, path.closed)
    straight = _straight(points, anchors)
    drawn = np.ones(len(points), np.bool_)
    drawn[anchors[straight] - 1] = False
    drawn[anchors[straight] - 2] = False
    verbs = verbs.copy()
    verbs[anchors[straight]] = _LINE
    listed = np.insert(verbs[has_verb], closings, _CLOSE)
    pixels = (points[drawn] * (scale, -scale) + centre).astype("<f4")
    head = struct.pack("<4I", _FORMAT, len(pixels), 0, len(listed))
    body = pixels.tobytes() + listed.tobytes()
    return head + body + bytes(-len(body) % 4)


class _Layout(NamedTuple):
    """What the sub-paths alone decide; a path that moves keeps it."""

    anchors: Indices
    has_verb: Indices
    closings: Indices
    verbs: npt.NDArray[np.uint8]


@lru_cache(maxsize=1024)
def _layout(count: int, starts: tuple[int, ...], closed: tuple[bool, ...]) -> _Layout:
    """The last anchor of each curve; the points with a verb; before which of these verbs a sub-path
    is closed; and the verb of each point.
    """
    firsts = np.asarray(starts)
    stops = np.append(firsts[1:], count)
    # Every third point after a start is an anchor, and ends a curve.
    place = np.arange(count) - np.repeat(firsts, stops - firsts)
    anchors = np.flatnonzero((place % 3 == 0) & (place > 0))
    has_verb = np.flatnonzero(place % 3 == 0)
    verbs = np.zeros(count, np.uint8)
    verbs[firsts], verbs[anchors] = _MOVE, _CUBIC
    closings = np.searchsorted(has_verb, stops[np.asarray(closed, np.bool_)])
    return _Layout(anchors, has_verb, closings, verbs)


def _straight(points: npt.NDArray[np.float64], anchors: Indices) -> npt.NDArray[np.bool_]:
    """For each curve, by the index of its last anchor: whether it keeps to its chord."""
    first = points[anchors - 3]
    chord = points[anchors] - first
    square = chord[:, 0] ** 2 + chord[:, 1] ** 2
    slack = _STRAIGHT * np.sqrt(square) + _STRAIGHT**2
    result = np.ones(len(anchors), np.bool_)
    for handle in (points[anchors - 2] - first, points[anchors - 1] - first):
        across = np.abs(chord[:, 0] * handle[:, 1] - chord[:, 1] * handle[:, 0])
        along = chord[:, 0] * handle[:, 0] + chord[:, 1] * handle[:, 1]
        result &= (across <= slack) & (along >= -slack) & (along <= square + slack)
    return result
