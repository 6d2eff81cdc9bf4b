"""Paths in the memory format of Skia's SkPath: ten times faster than one call per curve."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Path

Indices: TypeAlias = npt.NDArray[np.intp]

_FORMAT = 5
"""The version of the format, in a word that also says: filled by the non-zero rule."""
_MOVE, _LINE, _CUBIC, _CLOSE = 0, 1, 4, 5
_STRAIGHT = 2
"""A curve whose handles lie within this many quanta of its chord is a straight line."""


def skia_path_bytes(path: Path, centre: tuple[float, float], scale: float) -> bytes:
    """A path in pixels: `centre` plus `scale` times its points, y turned downwards.

    Straight curves become lines, which are quicker to fill and to recognise: a rectangle is one.
    """
    points = path.points.astype(np.float64)
    straight = _straight(points, _curves(len(points), path.starts))
    drawn, verbs = _drawn(len(points), path.starts, path.closed, straight.tobytes())
    pixels = points.take(drawn, axis=0)
    pixels *= (scale, -scale)
    pixels += centre
    head = struct.pack("<4I", _FORMAT, len(pixels), 0, len(verbs))
    return b"".join((head, pixels.astype("<f4").tobytes(), verbs, bytes(-len(verbs) % 4)))


@lru_cache(maxsize=1024)
def _curves(count: int, starts: tuple[int, ...]) -> Indices:
    """The four points of each curve, by columns; the sub-paths alone decide them."""
    place = _places(count, starts)
    anchors = np.flatnonzero((place % 3 == 0) & (place > 0))
    return anchors + np.arange(-3, 1)[:, None]


@lru_cache(maxsize=1024)
def _drawn(
    count: int, starts: tuple[int, ...], closed: tuple[bool, ...], straight: bytes
) -> tuple[Indices, bytes]:
    """The points that are written and the verbs, where these curves are straight."""
    place = _places(count, starts)
    has_verb = np.flatnonzero(place % 3 == 0)
    lines = np.flatnonzero((place % 3 == 0) & (place > 0))[np.frombuffer(straight, np.bool_)]
    verbs = np.full(count, _CUBIC, np.uint8)
    verbs[np.asarray(starts)], verbs[lines] = _MOVE, _LINE
    stops = np.append(starts[1:], count)[np.asarray(closed, np.bool_)]
    listed = np.insert(verbs[has_verb], np.searchsorted(has_verb, stops), _CLOSE)
    drawn = np.ones(count, np.bool_)
    drawn[lines - 1] = drawn[lines - 2] = False
    return np.flatnonzero(drawn), listed.tobytes()


def _places(count: int, starts: tuple[int, ...]) -> Indices:
    """The place of each point in its sub-path: every third after the first ends a curve."""
    firsts = np.asarray(starts)
    places: Indices = np.arange(count) - np.repeat(firsts, np.append(firsts[1:], count) - firsts)
    return places


def _straight(points: npt.NDArray[np.float64], curves: Indices) -> npt.NDArray[np.bool_]:
    """For each curve whether it keeps to its chord."""
    x, y = points[:, 0][curves], points[:, 1][curves]
    x, y = x[1:] - x[0], y[1:] - y[0]
    (chord_x, chord_y), x, y = (x[2], y[2]), x[:2], y[:2]
    square = chord_x * chord_x + chord_y * chord_y
    slack = _STRAIGHT * np.sqrt(square) + _STRAIGHT**2
    across = np.abs(chord_x * y - chord_y * x)
    along = chord_x * x + chord_y * y
    result = (across <= slack) & (along >= -slack) & (along <= square + slack)
    both: npt.NDArray[np.bool_] = result[0] & result[1]
    return both
