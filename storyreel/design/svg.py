"""Shapes of SVG files as cubic curves, by svgelements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import svgelements

Points: TypeAlias = npt.NDArray[np.float64]

_SHAPES = {
    "circle": svgelements.Circle,
    "ellipse": svgelements.Ellipse,
    "line": svgelements.SimpleLine,
    "polygon": svgelements.Polygon,
    "polyline": svgelements.Polyline,
    "rect": svgelements.Rect,
}


def shape_curves(tag: str, attributes: dict[str, str]) -> Points:
    """The curves of an element of an SVG file, shape (4 * n, 2), y downwards; none for others."""
    values = {key: value for key, value in attributes.items() if key != "class"}
    if tag == "path":
        return path_curves(svgelements.Path(values["d"]))
    if tag in _SHAPES:
        return path_curves(svgelements.Path(_SHAPES[tag](values)))
    return np.zeros((0, 2))


def path_curves(path: Any) -> Points:
    """The curves of a path, shape (4 * n, 2)."""
    path.approximate_arcs_with_cubics()
    parts = [curve for segment in path for curve in _cubic(segment)]
    return np.concatenate(parts) if parts else np.zeros((0, 2))


def _cubic(segment: Any) -> Iterator[Points]:
    if isinstance(segment, svgelements.CubicBezier):
        yield _points(segment.start, segment.control1, segment.control2, segment.end)
    elif isinstance(segment, svgelements.QuadraticBezier):
        a, c, b = _points(segment.start, segment.control, segment.end)
        yield np.stack([a, a + (c - a) * 2 / 3, b + (c - b) * 2 / 3, b])
    elif isinstance(segment, (svgelements.Line, svgelements.Close)):
        if segment.start is None or segment.end is None or segment.start == segment.end:
            return
        a, b = _points(segment.start, segment.end)
        yield np.stack([a, a + (b - a) / 3, b - (b - a) / 3, b])


def _points(*points: Any) -> Points:
    return np.array([(point.x, point.y) for point in points], np.float64)
