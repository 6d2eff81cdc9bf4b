"""Damage: where two drawings can differ, first in quanta, then in pixels."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import ceil, floor
from typing import NamedTuple, TypeAlias

from storyreel.film.drawing import FRAME_HEIGHT, QUANTA_PER_UNIT, Box, Drawing, Item

_Edges: TypeAlias = tuple[int, int, int, int]

MOST_BOXES = 12
"""Beyond this number the cheapest two are merged: each rectangle has a price of its own."""

_PRICE = (48 * 1024) ** 2
"""What one more rectangle may cost in area before it is merged (48 by 48 pixels at 8K)."""

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


def damage(before: Drawing | None, after: Drawing) -> tuple[Box, ...] | None:
    """Boxes outside of which the two drawings paint the same; () for equal drawings.

    None means everything: there was no drawing before, or the background is another.
    """
    if before is after:
        return ()
    if before is None or before.background != after.background:
        return None
    return merged(item.box for item in _unmatched(before.items, after.items))


def merged(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Few boxes that cover the given ones without much more area; they may still overlap.

    Each joins those that it is cheap to merge with; whenever there are too many, the newest joins
    the one that it is the cheapest to merge with.
    """
    kept: list[_Edges] = []
    for box in boxes:
        if box.width > 0 and box.height > 0:
            _absorb(kept, (box.left, box.bottom, box.right, box.top))
        if len(kept) > MOST_BOXES:
            newest = kept.pop()
            unions = [_merge(one, newest) for one in kept]
            cheapest = min(range(len(kept)), key=lambda index: unions[index][1])
            del kept[cheapest]
            _absorb(kept, unions[cheapest][0])
    return tuple(Box(*edges) for edges in kept)


def to_pixels(boxes: Iterable[Box], width: int, height: int) -> tuple[PixelRect, ...]:
    """The pixels of a `width` by `height` picture that the boxes can touch.

    One pixel more on each side, as an edge on a pixel boundary may reach its neighbour by rounding.
    """
    scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
    rects = (
        PixelRect(
            max(0, floor(width / 2 + box.left * scale) - 1),
            max(0, floor(height / 2 - box.top * scale) - 1),
            min(width, ceil(width / 2 + box.right * scale) + 1),
            min(height, ceil(height / 2 - box.bottom * scale) + 1),
        )
        for box in boxes
    )
    return tuple(rect for rect in rects if rect.width > 0 and rect.height > 0)


def tiles(rects: Iterable[PixelRect], width: int, height: int) -> list[PixelRect]:
    """The tiles of a fixed grid over the picture that the rectangles touch, row by row."""
    places = {
        (row, column)
        for left, top, right, bottom in rects
        for row in range(top // TILE_HEIGHT, (bottom - 1) // TILE_HEIGHT + 1)
        for column in range(left // TILE_WIDTH, (right - 1) // TILE_WIDTH + 1)
    }
    return [
        PixelRect(
            column * TILE_WIDTH,
            row * TILE_HEIGHT,
            min((column + 1) * TILE_WIDTH, width),
            min((row + 1) * TILE_HEIGHT, height),
        )
        for row, column in sorted(places)
    ]


def _unmatched(before: Sequence[Item], after: Sequence[Item]) -> list[Item]:
    """The items outside a longest common run of both lists: what went, came, changed or moved.

    Any pixel that they do not touch is painted by the same items in the same order.
    """
    start, stop = 0, min(len(before), len(after))
    while start < stop and _same(before[start], after[start]):
        start += 1
    tail = 0
    while tail < stop - start and _same(before[-1 - tail], after[-1 - tail]):
        tail += 1
    old, new = before[start : len(before) - tail], after[start : len(after) - tail]
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    for place in range(len(new) - 1, -1, -1):
        places[new[place].key].append(place)
    pairs = [(i, places[item.key].pop()) for i, item in enumerate(old) if places.get(item.key)]
    kept = _longest_rise([place for _, place in pairs])
    old_kept = {pairs[k][0] for k in kept}
    new_kept = {pairs[k][1] for k in kept}
    return [item for i, item in enumerate(old) if i not in old_kept] + [
        item for i, item in enumerate(new) if i not in new_kept
    ]


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


def _absorb(kept: list[_Edges], edges: _Edges) -> None:
    """Add a box, merged with all that it makes cheap to merge."""
    index = 0
    while index < len(kept):
        union, price = _merge(kept[index], edges)
        if price <= _PRICE:
            edges = union
            del kept[index]
            index = 0
        else:
            index += 1
    kept.append(edges)


def _merge(one: _Edges, other: _Edges) -> tuple[_Edges, int]:
    """What holds both boxes, and the area that it has beyond what they cover.

    Plain numbers, as this is done some hundred times a frame.
    """
    l1, b1, r1, t1 = one
    l2, b2, r2, t2 = other
    left, inner_left = (l1, l2) if l1 < l2 else (l2, l1)
    bottom, inner_bottom = (b1, b2) if b1 < b2 else (b2, b1)
    inner_right, right = (r1, r2) if r1 < r2 else (r2, r1)
    inner_top, top = (t1, t2) if t1 < t2 else (t2, t1)
    extra = (right - left) * (top - bottom) - (r1 - l1) * (t1 - b1) - (r2 - l2) * (t2 - b2)
    if inner_left < inner_right and inner_bottom < inner_top:
        extra += (inner_right - inner_left) * (inner_top - inner_bottom)
    return (left, bottom, right, top), extra
