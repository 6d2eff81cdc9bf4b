"""Solid and hollow parts: boxes inside an item where it hides everything below it, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from operator import ne
from typing import TypeAlias

from storyreel.drawing.drawing import Clip, Item, PathItem
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box

_Edges: TypeAlias = list[tuple[int, int, int, int]]
"""The start and the vector of each edge: x, y, dx, dy."""

_MAX_PATHS = 4096
_MIN_SIDE = QUANTA_PER_UNIT // 4
"""A 32nd of the picture's height; smaller items save too little."""


def solid_box(item: Item) -> Box | None:
    """A box that the item's opaque fill covers completely, or None.

    The item's stroke is outside of the box. Small items have none.
    """
    if not isinstance(item, PathItem) or not (item.fill and item.fill.opaque):
        return None
    box = item.path.box
    inner = inner_box(item.path) if min(box.width, box.height) >= _MIN_SIDE else None
    if inner is not None and item.stroke is not None:
        inner = _none_if_empty(inner.grown(-item.stroke.reach(item.path)))
    for clip in item.clips:
        inner = _shown_by(clip, inner) if inner else None
    return inner


def hollow_box(item: Item) -> Box | None:
    """A box inside an item's strokes where the item paints nothing, or None.

    Items with a fill or a shadow have none, nor have strokes around other than convex paths.
    """
    if not isinstance(item, PathItem) or item.fill or item.shadow:
        return None
    inner = inner_box(item.path)
    strokes = (stroke for stroke in (item.stroke, item.back_stroke) if stroke)
    reach = max((stroke.reach(item.path) for stroke in strokes), default=0)
    return _none_if_empty(inner.grown(-reach)) if inner else None


def _shown_by(clip: Clip, box: Box) -> Box | None:
    """The part of a box that a clip shows in any case, or None."""
    if clip.inside:
        shown = inner_box(clip.path)
        return box.intersection(shown) if shown else None
    return None if box.intersection(clip.path.box) else box


@lru_cache(maxsize=_MAX_PATHS)
def inner_box(path: Path) -> Box | None:
    """The box of a convex path, inset equally on all sides until it is inside the path.

    None for other paths.

    A convex path bulges outwards between its anchors, so the polygon of the anchors is inside it.
    A box is inside the polygon if its corners are on the inner side of every edge.
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
        # The corner of the box that is farthest outside this edge.
        out_x = (box.left if inward_x > 0 else box.right) - x
        out_y = (box.bottom if inward_y > 0 else box.top) - y
        # An inset of 1 moves it inwards by the sum of the normal's components.
        inset = max(inset, -(out_x * inward_x + out_y * inward_y) / (abs(dx) + abs(dy)))
    return _none_if_empty(box.grown(-ceil(inset)))


def _convex(edges: _Edges) -> bool:
    """Whether a closed line turns in one direction only, and once around."""
    turns = _turns(edges)
    if not any(turns) or min(turns) < 0 < max(turns):
        return False
    _, _, across, along = zip(*edges, strict=True)
    return _reversals(across) <= 2 and _reversals(along) <= 2


def _edges(points: Sequence[Sequence[int]]) -> _Edges:
    """The edges of a closed polygon, without those of length 0."""
    ends = zip(points, [*points[1:], *points[:1]], strict=True)
    return [(x, y, u - x, v - y) for (x, y), (u, v) in ends if u != x or v != y]


def _turns(edges: _Edges) -> list[int]:
    """The cross product of each edge with the next: positive where the line turns left."""
    following = zip(edges, edges[1:] + edges[:1], strict=True)
    return [a * d - b * c for (_, _, a, b), (_, _, c, d) in following]


def _reversals(steps: Sequence[int]) -> int:
    """How often a closed walk in one dimension reverses its direction."""
    forward = [step > 0 for step in steps if step]
    return sum(map(ne, forward, forward[1:] + forward[:1]))


def _none_if_empty(box: Box) -> Box | None:
    return box if box.width > 0 and box.height > 0 else None
