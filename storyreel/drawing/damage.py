"""Damage: where two drawings can differ, first in quanta, then in pixels."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from typing import NamedTuple

import numpy as np

from storyreel.drawing.drawing import Drawing, Item
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT, Box

_MAX_PAIRS = 256
"""More pairs of frames than a segment has; each is requested twice."""

_RECT_COST = 96 * 96
"""The overhead of one more rectangle, in pixels that are converted in the same time."""

TILE_WIDTH, TILE_HEIGHT = 512, 256
"""Pixels; smaller tiles paint less outside the damage, larger ones need fewer calls."""

_TILE = np.array([TILE_WIDTH, TILE_HEIGHT])


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


@lru_cache(maxsize=_MAX_PAIRS)
def damage(before: Drawing | None, after: Drawing) -> tuple[Box, ...] | None:
    """Boxes outside of which the two drawings paint the same; () for equal drawings.

    None means everything: this is the first drawing, or the background differs. Boxes may overlap.
    """
    if before is after:
        return ()
    if before is None or before.background != after.background:
        return None
    return tuple(dict.fromkeys(item.box for item in _changes(before.items, after.items)))


def to_pixels(boxes: Iterable[Box], width: int, height: int) -> tuple[PixelRect, ...]:
    """The pixels of a `width` by `height` picture that the boxes can touch.

    They include one more on each side: an edge on a pixel boundary may round to the neighbour.
    """
    scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
    left, bottom, right, top = np.array(list(boxes), np.float64).reshape(-1, 4).T * scale
    lows = np.floor([width / 2 + left, height / 2 - top]) - 1
    highs = np.ceil([width / 2 + right, height / 2 - bottom]) + 1
    lows, highs = np.maximum(0, lows), np.minimum([[width], [height]], highs)
    rects = np.concatenate([lows, highs])[:, (lows < highs).all(axis=0)]
    return tuple(map(PixelRect._make, rects.T.astype(np.int64).tolist()))


def tiles(rects: Iterable[PixelRect], width: int, height: int) -> dict[PixelRect, PixelRect]:
    """The tiles of a fixed grid that the rectangles touch, row by row.

    The value of a tile is the bounding rectangle of the parts inside it.
    """
    damaged = list(rects)
    whole = PixelRect(0, 0, width, height)
    if damaged and _tile(0, 0, width, height) == whole:
        return {whole: reduce(PixelRect.union, damaged)}
    low, high = np.hsplit(np.array(damaged, np.int64).reshape(-1, 4), 2)
    first = low // _TILE
    across, down = ((high - 1) // _TILE + 1 - first).T
    # Each rectangle once for every tile that it touches.
    which = np.repeat(np.arange(len(low)), across * down)
    turn = np.arange(len(which)) - np.repeat(
        np.cumsum(across * down) - across * down, across * down
    )
    places = first[which] + np.stack([turn % across[which], turn // across[which]], axis=1)
    lows = np.maximum(low[which], places * _TILE)
    highs = np.minimum(high[which], (places + 1) * _TILE)
    # One number for each tile, row by row: numbers are sorted in a fraction of the time of pairs.
    columns = -(-width // TILE_WIDTH)
    found, inverse = np.unique(places @ (1, columns), return_inverse=True)
    parts = np.repeat([[width, height, 0, 0]], len(found), axis=0)
    np.minimum.at(parts[:, :2], inverse, lows)
    np.maximum.at(parts[:, 2:], inverse, highs)
    where = np.stack(np.divmod(found, columns), axis=1)
    return {
        _tile(row, column, width, height): PixelRect._make(part)
        for (row, column), part in zip(where.tolist(), parts.tolist(), strict=True)
    }


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


def _changes(before: Sequence[Item], after: Sequence[Item]) -> Iterator[Item]:
    """The items that were removed, added, changed or moved in the stacking order.

    They are the items outside a longest common subsequence of both lists, so any pixel that they
    do not touch is painted by the same items in the same order.
    """
    start, stop = 0, min(len(before), len(after))
    while start < stop and _same(before[start], after[start]):
        start += 1
    tail = 0
    while tail < stop - start and _same(before[-1 - tail], after[-1 - tail]):
        tail += 1
    old, new = before[start : len(before) - tail], after[start : len(after) - tail]
    common = _common(old, new)
    for items, places in ((old, {i for i, _ in common}), (new, {j for _, j in common})):
        yield from (item for place, item in enumerate(items) if place not in places)


def _common(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
    """The indices, in both lists, of a longest common subsequence."""
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    for place in range(len(new) - 1, -1, -1):
        places[new[place].key].append(place)
    pairs = [(i, places[item.key].pop()) for i, item in enumerate(old) if places.get(item.key)]
    return [pairs[k] for k in _longest_rise([place for _, place in pairs])]


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
