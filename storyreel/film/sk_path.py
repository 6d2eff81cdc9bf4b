"""Paths in the memory format of Skia's SkPath: ten times faster than one call per curve."""

from __future__ import annotations

import struct

import numpy as np
import numpy.typing as npt

from storyreel.film.drawing import Path

_FORMAT = 5
"""The version of the format, in a word that also says: filled by the non-zero rule."""
_MOVE, _LINE, _CUBIC, _CLOSE = 0, 1, 4, 5
_NONE = 255
_STRAIGHT = 2
"""A curve whose handles lie within this many quanta of its chord is a straight line."""


def sk_path(path: Path, centre: tuple[float, float], scale: float) -> bytes:
    """A path in pixels: `centre` plus `scale` times its points, y turned downwards.

    Straight curves become lines, which are quicker to fill and to recognise: a rectangle is one.
    """
    points = path.points.astype(np.float64)
    starts = np.asarray(path.starts)
    stops = np.append(starts[1:], len(points))
    # Every third point after a start is an anchor, and ends a curve.
    place = np.arange(len(points)) - np.repeat(starts, stops - starts)
    anchors = np.flatnonzero((place % 3 == 0) & (place > 0))
    straight = _straight(points, anchors)
    drawn = np.ones(len(points), np.bool_)
    drawn[anchors[straight] - 1] = False
    drawn[anchors[straight] - 2] = False
    verb_at = np.full(len(points), _NONE, np.uint8)
    verb_at[starts] = _MOVE
    verb_at[anchors] = np.where(straight, _LINE, _CUBIC)
    has_verb = np.flatnonzero(verb_at != _NONE)
    closings = np.searchsorted(has_verb, stops[np.asarray(path.closed, np.bool_)])
    verbs = np.insert(verb_at[has_verb], closings, _CLOSE)
    pixels = (points[drawn] * (scale, -scale) + centre).astype("<f4")
    head = struct.pack("<4I", _FORMAT, len(pixels), 0, len(verbs))
    body = pixels.tobytes() + verbs.tobytes()
    return head + body + bytes(-len(body) % 4)


def _straight(
    points: npt.NDArray[np.float64], anchors: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
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
