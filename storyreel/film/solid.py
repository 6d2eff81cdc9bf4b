"""Solid parts: the box inside an item in which nothing below the item can be seen."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.film.drawing import QUANTA_PER_UNIT, Box, Item, Path, PathItem

_Vectors: TypeAlias = npt.NDArray[Any]
"""(n, 2), float64."""

_PATHS_KNOWN = 4096
_LEAST = QUANTA_PER_UNIT // 4
"""Sides of what is worth the trouble: a 32nd of the picture's height."""


def solid_box(item: Item) -> Box | None:
    """A box that the item fills with its opaque paint alone, or None where there is none.

    The item's stroke is outside of it; an item that is small or clipped has none.
    """
    if not isinstance(item, PathItem) or item.clip or not (item.fill and item.fill.opaque):
        return None
    box = item.path.box
    inner = _inner_box(item.path) if min(box.width, box.height) >= _LEAST else None
    if inner is None or item.stroke is None:
        return inner
    return _none_if_empty(inner.grown(-item.stroke.reach(item.path)))


@lru_cache(maxsize=_PATHS_KNOWN)
def _inner_box(path: Path) -> Box | None:
    """The box of a convex path, drawn in by the same on each side until the path holds it.

    A convex path bulges outwards between its anchors, so the polygon of the anchors is inside;
    and a box is inside that polygon if all its corners are on the inner side of each edge.
    """
    if path.closed != (True,) or not _convex(path.points):
        return None
    anchors, edges = _edges(path.points[::3])
    turning = np.sign(_turns(edges).sum())
    if not turning:
        return None
    inward = np.column_stack([-edges[:, 1], edges[:, 0]]) * turning
    box = path.box
    corners = np.array([(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)])
    depths = np.einsum("ecd,ed->ec", corners - anchors[:, None], inward).min(axis=1)
    # Drawn in by one, the corner that is the farthest out comes nearer by the normal's two parts.
    inset = (-depths / np.abs(inward).sum(axis=1)).max()
    return _none_if_empty(box.grown(-max(0, ceil(inset))))


def _convex(points: _Vectors) -> bool:
    """Whether a closed line turns one way only, and once around."""
    _, edges = _edges(points)
    turns = _turns(edges)
    if not turns.any() or not ((turns >= 0).all() or (turns <= 0).all()):
        return False
    ways = [np.sign(part[part != 0]) for part in edges.T]
    return all((way != np.roll(way, 1)).sum() <= 2 for way in ways)


def _edges(points: _Vectors) -> tuple[_Vectors, _Vectors]:
    """Where the edges of a closed polygon begin, and their vectors; those of no length left out."""
    starts = points.astype(np.float64)
    edges = np.roll(starts, -1, axis=0) - starts
    longer = edges.any(axis=1)
    return starts[longer], edges[longer]


def _turns(edges: _Vectors) -> _Vectors:
    """The cross product of each edge with the next: positive where the line turns left."""
    following = np.roll(edges, -1, axis=0)
    turns: _Vectors = edges[:, 0] * following[:, 1] - edges[:, 1] * following[:, 0]
    return turns


def _none_if_empty(box: Box) -> Box | None:
    return box if box.width > 0 and box.height > 0 else None
