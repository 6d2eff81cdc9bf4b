"""Solid parts: the box inside an item in which nothing below the item can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from operator import ne
from typing import TypeAlias

from storyreel.drawing.drawing import QUANTA_PER_UNIT, Box, Item, Path, PathItem

_Edges: TypeAlias = list[tuple[int, int, int, int]]
"""Where each begins, and how far it goes."""

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
    points = path.points.tolist() if path.closed == (True,) else []
    if not _convex(_edges(points)):
        return None
    edges, box, inset = _edges(points[::3]), path.box, 0.0
    turning = sum(_turns(edges))
    if not turning:
        return None
    for x, y, dx, dy in edges:
        inward_x, inward_y = (-dy, dx) if turning > 0 else (dy, -dx)
        # The corner of the box that is the farthest out.
        out_x = (box.left if inward_x > 0 else box.right) - x
        out_y = (box.bottom if inward_y > 0 else box.top) - y
        # Drawn in by one, it comes nearer by the normal's two parts.
        inset = max(inset, -(out_x * inward_x + out_y * inward_y) / (abs(dx) + abs(dy)))
    return _none_if_empty(box.grown(-ceil(inset)))


def _convex(edges: _Edges) -> bool:
    """Whether a closed line turns one way only, and once around."""
    turns = _turns(edges)
    if not any(turns) or min(turns) < 0 < max(turns):
        return False
    _, _, across, along = zip(*edges, strict=True)
    return _reversals(across) <= 2 and _reversals(along) <= 2


def _edges(points: Sequence[Sequence[int]]) -> _Edges:
    """Where the edges of a closed polygon begin, and their vectors; those of no length left out."""
    ends = zip(points, [*points[1:], *points[:1]], strict=True)
    return [(x, y, u - x, v - y) for (x, y), (u, v) in ends if u != x or v != y]


def _turns(edges: _Edges) -> list[int]:
    """The cross product of each edge with the next: positive where the line turns left."""
    following = zip(edges, edges[1:] + edges[:1], strict=True)
    return [a * d - b * c for (_, _, a, b), (_, _, c, d) in following]


def _reversals(steps: Sequence[int]) -> int:
    """How often a closed walk along a line turns back."""
    forward = [step > 0 for step in steps if step]
    return sum(map(ne, forward, forward[1:] + forward[:1]))


def _none_if_empty(box: Box) -> Box | None:
    return box if box.width > 0 and box.height > 0 else None
