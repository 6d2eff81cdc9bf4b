"""Outlines: the points of a VMobject as a path, split and closed as Manim's camera does."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from storyreel.drawing.path import FillRule, Path
from storyreel.drawing.quanta import Box, Points, quantise
from storyreel.native import extension
from storyreel.stage.view import Floats, View

_CURVE = 4
"""Points per cubic curve in a VMobject: anchor, two handles, anchor."""
_POINT_BYTES = 8
_RELATIVE = 1e-5
"""Points this close, for their distance from the origin, are equal to Manim (`numpy.isclose`)."""


class _Layout(NamedTuple):
    """The indices of a path's points among those of a VMobject with the same splits."""

    source: npt.NDArray[np.intp]
    firsts: npt.NDArray[np.intp]
    lasts: npt.NDArray[np.intp]
    starts: tuple[int, ...]
    ends: npt.NDArray[np.intp]
    are_whole: npt.NDArray[np.bool_]
    """Whether nothing is left over after the last curve of a sub-path."""

    all_closed: tuple[bool, ...]


def outline(
    points: Floats,
    tolerance: float,
    view: View,
    rule: FillRule = FillRule.NON_ZERO,
    window: Box | None = None,
) -> Path | None:
    """The curves among the (n, 3) points of a VMobject in a view.

    A sub-path ends where the next curve begins elsewhere, and is closed where its end meets its
    start; `tolerance` is that of the VMobject for equal points. An end that only almost meets the
    start is moved there: a closing line of almost no length joins wrongly.

    None without a curve, with a point that is not finite, or if the bounds do not touch `window`.
    """
    if not extension:
        return _outline_in_python(points, tolerance, view, rule, window)
    found = extension.outline(np.ascontiguousarray(points, np.float64), tolerance, view, window)
    if found is None:
        return None
    placed, starts, closed, box = found
    flat: Points = np.ndarray((len(placed) // _POINT_BYTES, 2), np.int32, placed)
    return Path.measured(flat, _starts(starts), _closed(closed), rule, Box._make(box))


def _outline_in_python(
    points: Floats, tolerance: float, view: View, rule: FillRule, window: Box | None
) -> Path | None:
    if len(points) < _CURVE or not np.logical_and.reduce(np.isfinite(points), axis=None):
        return None
    layout = _layout(len(points), _splits(points, tolerance))
    if layout is None:
        return None
    taken = points.take(layout.source, axis=0)[:, :2]
    # Manim asks the other way round here: how far the start is from the end.
    firsts, lasts = points[layout.firsts], points[layout.lasts]
    closed = layout.all_closed
    if firsts.tobytes() != lasts.tobytes():  # mostly they are the same numbers
        meeting = _close(firsts, lasts, tolerance)
        closed = tuple(meeting.tolist())
        meeting &= layout.are_whole
        taken[layout.ends[meeting]] = firsts[meeting, :2]
    x, y, scale = view
    path = Path(quantise((taken - (x, y)) * scale), layout.starts, closed, rule)
    return None if window and not path.box.touches(window) else path


@lru_cache(maxsize=4096)
def _starts(packed: bytes) -> tuple[int, ...]:
    """Equal starts as the same tuple, which the paths of all frames share."""
    return tuple(memoryview(packed).cast("q"))


@lru_cache(maxsize=4096)
def _closed(packed: bytes) -> tuple[bool, ...]:
    return tuple(map(bool, packed))


def without_points(path: Path) -> Path | None:
    """The path without sub-paths that are a single point, which square caps leave blank in Manim.

    Cairo draws a point with round caps as a disc and with square caps not at all
    (documentation of `cairo_stroke`); Skia draws both.
    """
    edges = (*path.starts, len(path.points))
    kept = [
        place
        for place, (start, stop) in enumerate(pairwise(edges))
        if (path.points[start:stop] != path.points[start]).any()
    ]
    if len(kept) == len(path.starts):
        return path
    if not kept:
        return None
    parts = [path.points[edges[place] : edges[place + 1]] for place in kept]
    starts = np.cumsum([0, *(len(part) for part in parts[:-1])])
    closed = tuple(path.closed[place] for place in kept)
    return Path(np.concatenate(parts), tuple(starts.tolist()), closed, path.rule)


def _splits(points: Floats, tolerance: float) -> tuple[int, ...]:
    """Indices of the curves that begin elsewhere than where the one before them ends."""
    joints = points[_CURVE::_CURVE]
    before = points[_CURVE - 1 : -1 : _CURVE][: len(joints)]
    if joints.tobytes() == before.tobytes():  # mostly they are the same numbers
        return ()
    other = joints != before
    (where,) = (other[:, 0] | other[:, 1]).nonzero()
    if not len(where):
        return ()
    where = where[~_close(before[where], joints[where], tolerance)]
    return tuple((where * _CURVE + _CURVE).tolist())


def _close(points: Floats, others: Floats, tolerance: float) -> npt.NDArray[np.bool_]:
    points, others = points[:, :2], others[:, :2]
    near = np.abs(points - others) <= tolerance + _RELATIVE * np.abs(others)
    return near[:, 0] & near[:, 1]


@lru_cache(maxsize=4096)
def _layout(count: int, splits: tuple[int, ...]) -> _Layout | None:
    """How `count` points that are split at the given indices become sub-paths of curves.

    What is left over after the last whole curve of a sub-path is not drawn, but its last point is
    what Manim compares with the start.
    """
    firsts = np.array((0, *splits))
    stops = np.array((*splits, count))
    curves = (stops - firsts) // _CURVE
    firsts, stops, curves = firsts[curves > 0], stops[curves > 0], curves[curves > 0]
    if not len(curves):
        return None
    lengths = 1 + 3 * curves
    starts = np.cumsum(lengths) - lengths
    # Each curve of a VMobject repeats the anchor before it, which a path has once: point k of a
    # sub-path is, for k > 0, point 4 ((k - 1) div 3) + (k - 1) mod 3 + 1 of its points.
    place = np.arange(lengths.sum()) - np.repeat(starts, lengths)
    within = np.where(place == 0, 0, _CURVE * ((place - 1) // 3) + (place - 1) % 3 + 1)
    return _Layout(
        np.repeat(firsts, lengths) + within,
        firsts,
        stops - 1,
        tuple(starts.tolist()),
        starts + lengths - 1,
        (stops - firsts) % _CURVE == 0,
        (True,) * len(starts),
    )
