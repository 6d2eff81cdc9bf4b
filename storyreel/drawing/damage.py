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
from storyreel.drawing.opacity import solid_box

_PAIRS_KNOWN = 256
"""More than a segment has; it asks for each pair of frames twice."""

_PRICE = 96 * 96
"""Pixels that are converted in the time that one more rectangle takes."""

TILE_WIDTH, TILE_HEIGHT = 512, 256
"""Pixels; smaller tiles paint less beyond the damage, larger ones need fewer calls."""


class PixelRect(NamedTuple):
    """Pixels from `left`, `top` up to, and without, `right`, `bottom`; y points down."""

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
        """The smallest rectangle that holds both."""
        return PixelRect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def intersection(self, other: PixelRect) -> PixelRect:
        """What two rectangles have in common; of no width or height where that is nothing."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return PixelRect(
            left,
            top,
            max(left, min(self.right, other.right)),
            max(top, min(self.bottom, other.bottom)),
        )

    def beside(self, other: PixelRect) -> PixelRect:
        """What is left without another that cuts off a whole side; all of it where none does."""
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


@lru_cache(maxsize=_PAIRS_KNOWN)
def damage(before: Drawing | None, after: Drawing) -> tuple[Box, ...] | None:
    """Boxes outside of which the two drawings paint the same; () for equal drawings.

    None means everything: there was no drawing before, or the background is another. The boxes
    may overlap.
    """
    if before is after:
        return ()
    if before is None or before.background != after.background:
        return None
    changes = _changes(before.items, after.items)
    return tuple(dict.fromkeys(box for old, new in changes for box in _differing(old, new)))


def to_pixels(boxes: Iterable[Box], width: int, height: int) -> tuple[PixelRect, ...]:
    """The pixels of a `width` by `height` picture that the boxes can touch.

    One pixel more on each side, as an edge on a pixel boundary may reach its neighbour by rounding.
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
    """The pixels of a `width` by `height` picture that a box covers wholly, one to spare."""
    scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
    return PixelRect(
        ceil(width / 2 + box.left * scale) + 1,
        ceil(height / 2 - box.top * scale) + 1,
        floor(width / 2 + box.right * scale) - 1,
        floor(height / 2 - box.bottom * scale) - 1,
    )


def tiles(rects: Iterable[PixelRect], width: int, height: int) -> dict[PixelRect, PixelRect]:
    """The tiles of a fixed grid over the picture that the rectangles touch, row by row.

    Each with the rectangle that holds all of them that is inside it.
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
    """Fewer rectangles that cover the given ones, where what is between costs less than a call.

    The given ones come row by row and do not overlap.
    """
    rows = _joined(rects)
    return _joined(sorted(rows, key=lambda rect: (rect.left, rect.top)))


def _joined(rects: Iterable[PixelRect]) -> tuple[PixelRect, ...]:
    """Each rectangle joined with the last one, if that is cheap."""
    kept: list[PixelRect] = []
    for rect in rects:
        union = kept[-1].union(rect) if kept else rect
        if kept and union.area - kept[-1].area - rect.area <= _PRICE:
            kept[-1] = union
        else:
            kept.append(rect)
    return tuple(kept)


def _tile(row: int, column: int, width: int, height: int) -> PixelRect:
    left, top = column * TILE_WIDTH, row * TILE_HEIGHT
    return PixelRect(left, top, min(left + TILE_WIDTH, width), min(top + TILE_HEIGHT, height))


def _changes(
    before: Sequence[Item], after: Sequence[Item]
) -> Iterator[tuple[Item | None, Item | None]]:
    """What went, came, changed or moved: the items outside a longest common run of both lists.

    Any pixel that they do not touch is painted by the same items in the same order. What stands
    between the same two items that stayed is paired, solid items alone and in their order: of two
    pairs, the upper one before is the upper one after.
    """
    start, stop = 0, min(len(before), len(after))
    while start < stop and _same(before[start], after[start]):
        start += 1
    tail = 0
    while tail < stop - start and _same(before[-1 - tail], after[-1 - tail]):
        tail += 1
    old, new = before[start : len(before) - tail], after[start : len(after) - tail]
    last = 0, 0
    for kept in (*_common(old, new), (len(old), len(new))):
        if kept != last:
            yield from _paired(old[last[0] : kept[0]], new[last[1] : kept[1]])
        last = kept[0] + 1, kept[1] + 1


def _common(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
    """The places, in both lists, of the items that stayed in order."""
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    for place in range(len(new) - 1, -1, -1):
        places[new[place].key].append(place)
    pairs = [(i, places[item.key].pop()) for i, item in enumerate(old) if places.get(item.key)]
    return [pairs[k] for k in _longest_rise([place for _, place in pairs])]


def _paired(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[Item | None, Item | None]]:
    """Solid items with each other, as far as they go, and all others alone."""
    solid_old, other_old = _parted(old)
    solid_new, other_new = _parted(new)
    yield from zip_longest(solid_old, solid_new)
    yield from ((item, None) for item in other_old)
    yield from ((None, item) for item in other_new)


def _parted(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The solid ones and the others."""
    solid: list[Item] = []
    other: list[Item] = []
    for item in items:
        (solid if solid_box(item) else other).append(item)
    return solid, other


def _differing(old: Item | None, new: Item | None) -> Iterator[Box]:
    """Where two drawings can differ that show one item in the place of another.

    Where both are solid and of the same paint, nothing of what is below can be seen in either.
    """
    items = [item for item in (old, new) if item]
    solid = _both_solid(old, new) if old and new else None
    for item in items:
        yield from _around(item.box, solid) if solid else (item.box,)


def _both_solid(old: Item, new: Item) -> Box | None:
    if not (isinstance(old, PathItem) and isinstance(new, PathItem) and old.fill == new.fill):
        return None
    boxes = solid_box(old), solid_box(new)
    return boxes[0].intersection(boxes[1]) if boxes[0] and boxes[1] else None


def _around(box: Box, hole: Box) -> Iterator[Box]:
    """A box without a hole that is inside it, in four pieces."""
    yield Box(box.left, hole.top, box.right, box.top)
    yield Box(box.left, box.bottom, box.right, hole.bottom)
    yield Box(box.left, hole.bottom, hole.left, hole.top)
    yield Box(hole.right, hole.bottom, box.right, hole.top)


def _same(one: Item, other: Item) -> bool:
    return one is other or one.key == other.key


def _longest_rise(values: Sequence[int]) -> list[int]:
    """The indices of a longest rising selection of distinct numbers (patience sorting)."""
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
