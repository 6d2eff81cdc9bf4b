"""Damage: where two drawings can differ, first in quanta, then in pixels."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from math import ceil, floor
from typing import NamedTuple

from storyreel.drawing.drawing import FRAME_HEIGHT, QUANTA_PER_UNIT, Box, Drawing, Item, PathItem
from storyreel.drawing.opacity import SolidBox, solid_box

_MAX_PAIRS = 256
"""More pairs of frames than a segment has; each is requested twice."""

_RECT_COST = 96 * 96
"""The overhead of one more rectangle, in pixels that are converted in the same time."""

TILE_WIDTH, TILE_HEIGHT = 512, 256
"""Pixels; smaller tiles paint less outside the damage, larger ones need fewer calls."""


class PixelRect(NamedTuple):
    """Pixels from `left`, `top` up to, but not including, `right`, `bottom`; y points down."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def area(self) -> int:
        return self.width * self.height

    def union(self, other: PixelRect) -> PixelRect:
        """The smallest rectangle that contains both."""
        return PixelRect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def intersection(self, other: PixelRect) -> PixelRect:
        """The common part of two rectangles; its width or height is 0 if they do not overlap."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return PixelRect(
            left,
            top,
            max(left, min(self.right, other.right)),
            max(top, min(self.bottom, other.bottom)),
        )

    def beside(self, other: PixelRect) -> PixelRect:
        """The rest of the rectangle if another covers a whole side of it; otherwise all of it."""
        left, top, right, bottom = self
        if other.top <= top and other.bottom >= bottom:
            if other.left <= left:
                left = min(max(left, other.right), right)
            elif other.right >= right:
                right = max(other.left, left)
        elif other.left <= left and other.right >= right:
            if other.top <= top:
                top = min(max(top, other.bottom), bottom)
            elif other.bottom >= bottom:
                bottom = max(other.top, top)
        return PixelRect(left, top, right, bottom)


@lru_cache(maxsize=_MAX_PAIRS)
def damage(
    before: Drawing | None, after: Drawing, solid: SolidBox = solid_box
) -> tuple[Box, ...] | None:
    """Boxes outside of which the two drawings paint the same; () for equal drawings.

    None means everything: this is the first drawing, or the background differs. Boxes may overlap.
    `solid` finds the solid parts of items, which hide changes below them.
    """
    if before is after:
        return ()
    if before is None or before.background != after.background:
        return None
    changes = _changes(before.items, after.items, solid)
    return tuple(dict.fromkeys(box for old, new in changes for box in _differing(old, new, solid)))


def to_pixels(boxes: Iterable[Box], width: int, height: int) -> tuple[PixelRect, ...]:
    """The pixels of a `width` by `height` picture that the boxes can touch.

    They include one more on each side: an edge on a pixel boundary may round to the neighbour.
    """
    scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
    rects = (
        (
            max(0, floor(width / 2 + left * scale) - 1),
            max(0, floor(height / 2 - top * scale) - 1),
            min(width, ceil(width / 2 + right * scale) + 1),
            min(height, ceil(height / 2 - bottom * scale) + 1),
        )
        for left, bottom, right, top in boxes
    )
    return tuple(PixelRect(*rect) for rect in rects if rect[0] < rect[2] and rect[1] < rect[3])


def inner_pixels(box: Box, width: int, height: int) -> PixelRect:
    """The pixels of a `width` by `height` picture that a box covers entirely, less one per side."""
    scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
    return PixelRect(
        ceil(width / 2 + box.left * scale) + 1,
        ceil(height / 2 - box.top * scale) + 1,
        floor(width / 2 + box.right * scale) - 1,
        floor(height / 2 - box.bottom * scale) - 1,
    )


def tiles(rects: Iterable[PixelRect], width: int, height: int) -> dict[PixelRect, PixelRect]:
    """The tiles of a fixed grid that the rectangles touch, row by row.

    The value of a tile is the bounding rectangle of the parts inside it.
    """
    parts: dict[tuple[int, int], PixelRect] = {}
    for left, top, right, bottom in rects:
        for row in range(top // TILE_HEIGHT, (bottom - 1) // TILE_HEIGHT + 1):
            upper, lower = max(top, row * TILE_HEIGHT), min(bottom, (row + 1) * TILE_HEIGHT)
            for column in range(left // TILE_WIDTH, (right - 1) // TILE_WIDTH + 1):
                first, last = max(left, column * TILE_WIDTH), min(right, (column + 1) * TILE_WIDTH)
                piece = PixelRect(first, upper, last, lower)
                part = parts.get((row, column))
                parts[row, column] = part.union(piece) if part else piece
    return {_tile(*place, width, height): part for place, part in sorted(parts.items())}


def merged(rects: Iterable[PixelRect]) -> tuple[PixelRect, ...]:
    """Fewer rectangles that cover the given ones, joined where that is cheaper to convert.

    The given ones are ordered row by row and do not overlap.
    """
    rows = _joined(rects)
    return _joined(sorted(rows, key=lambda rect: (rect.left, rect.top)))


def _joined(rects: Iterable[PixelRect]) -> tuple[PixelRect, ...]:
    """Join each rectangle with the previous one if that is cheaper."""
    joined: list[PixelRect] = []
    for rect in rects:
        union = joined[-1].union(rect) if joined else rect
        if joined and union.area - joined[-1].area - rect.area <= _RECT_COST:
            joined[-1] = union
        else:
            joined.append(rect)
    return tuple(joined)


def _tile(row: int, column: int, width: int, height: int) -> PixelRect:
    left, top = column * TILE_WIDTH, row * TILE_HEIGHT
    return PixelRect(left, top, min(left + TILE_WIDTH, width), min(top + TILE_HEIGHT, height))


def _changes(
    before: Sequence[Item], after: Sequence[Item], solid: SolidBox
) -> Iterator[tuple[Item | None, Item | None]]:
    """Pairs of items that differ: removed, added, changed or moved in the stacking order.

    They are the items outside a longest common subsequence of both lists, so any pixel that they
    do not touch is painted by the same items in the same order. Solid items between the same two
    unchanged items are paired in their order: of two pairs, the upper one before is also the upper
    one after. All other items are paired with None.
    """
    start, stop = 0, min(len(before), len(after))
    while start < stop and _same(before[start], after[start]):
        start += 1
    tail = 0
    while tail < stop - start and _same(before[-1 - tail], after[-1 - tail]):
        tail += 1
    old, new = before[start : len(before) - tail], after[start : len(after) - tail]
    last = 0, 0
    for common in (*_common(old, new), (len(old), len(new))):
        if common != last:
            yield from _paired(old[last[0] : common[0]], new[last[1] : common[1]], solid)
        last = common[0] + 1, common[1] + 1


def _common(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
    """The indices, in both lists, of a longest common subsequence."""
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    for place in range(len(new) - 1, -1, -1):
        places[new[place].key].append(place)
    pairs = [(i, places[item.key].pop()) for i, item in enumerate(old) if places.get(item.key)]
    return [pairs[k] for k in _longest_rise([place for _, place in pairs])]


def _paired(
    old: Sequence[Item], new: Sequence[Item], solid: SolidBox
) -> Iterator[tuple[Item | None, Item | None]]:
    """Solid items paired in order, and all others with None."""
    solid_old, other_old = _parted(old, solid)
    solid_new, other_new = _parted(new, solid)
    yield from zip_longest(solid_old, solid_new)
    yield from ((item, None) for item in other_old)
    yield from ((None, item) for item in other_new)


def _parted(items: Sequence[Item], solid: SolidBox) -> tuple[list[Item], list[Item]]:
    """Solid items and other items."""
    solids: list[Item] = []
    others: list[Item] = []
    for item in items:
        (solids if solid(item) else others).append(item)
    return solids, others


def _differing(old: Item | None, new: Item | None, solid: SolidBox) -> Iterator[Box]:
    """Boxes in which drawings can differ if one item replaces another.

    Inside the common solid part of two items with equal fills, both drawings are equal.
    """
    items = [item for item in (old, new) if item]
    hidden = _both_solid(old, new, solid) if old and new else None
    for item in items:
        yield from _around(item.box, hidden) if hidden else (item.box,)


def _both_solid(old: Item, new: Item, solid: SolidBox) -> Box | None:
    if not (isinstance(old, PathItem) and isinstance(new, PathItem) and old.fill == new.fill):
        return None
    boxes = solid(old), solid(new)
    return boxes[0].intersection(boxes[1]) if boxes[0] and boxes[1] else None


def _around(box: Box, hole: Box) -> Iterator[Box]:
    """A box without a hole inside it, as four boxes."""
    yield Box(box.left, hole.top, box.right, box.top)
    yield Box(box.left, box.bottom, box.right, hole.bottom)
    yield Box(box.left, hole.bottom, hole.left, hole.top)
    yield Box(hole.right, hole.bottom, box.right, hole.top)


def _same(one: Item, other: Item) -> bool:
    return one is other or one.key == other.key


def _longest_rise(values: Sequence[int]) -> list[int]:
    """The indices of a longest increasing subsequence of distinct numbers (patience sorting)."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int] = []
    for index, value in enumerate(values):
        pile = bisect_left(tails, value)
        previous.append(tail_at[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [value]
        tail_at[pile : pile + 1] = [index]
    chosen = []
    index = tail_at[-1] if tail_at else -1
    while index >= 0:
        chosen.append(index)
        index = previous[index]
    return chosen[::-1]
