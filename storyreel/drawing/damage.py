"""Damage: where two drawings can differ, first in quanta, then in pixels."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Drawing, Item
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT, Box
from storyreel.native import extension

_MAX_PAIRS = 256
"""More pairs of frames than a segment has; each is requested twice."""

_RECT_COST = 96 * 96
"""The overhead of one more rectangle, in pixels that are converted in the same time."""

_PART_COST = 2**11
"""The overhead of one more part of a tile, in pixels; measured over six clips at 240p."""

TILE_WIDTH, TILE_HEIGHT = 512, 256
"""Pixels; smaller tiles paint less outside the damage, larger ones need fewer calls."""

_Rect: TypeAlias = tuple[int, int, int, int]
"""The numbers of a `PixelRect`, or of a `Box`."""


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
    touched = extension.touched_pixels if extension else _touched_pixels
    scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)
    found = touched(list(boxes), (width / 2, height / 2), scale)
    return tuple(map(PixelRect._make, found))


def _touched_pixels(
    boxes: Sequence[_Rect], centre: tuple[float, float], scale: float
) -> list[_Rect]:
    left, bottom, right, top = numbers_of(boxes).T * scale
    across, down = centre
    lows = np.floor([across + left, down - top]) - 1
    highs = np.ceil([across + right, down - bottom]) + 1
    lows, highs = np.maximum(0, lows), np.minimum([[2 * across], [2 * down]], highs)
    rects = np.concatenate([lows, highs])[:, (lows < highs).all(axis=0)]
    return list(map(tuple, rects.T.astype(np.int64).tolist()))


def numbers_of(rects: Iterable[_Rect]) -> npt.NDArray[np.float64]:
    """The numbers of boxes or rectangles, (n, 4).

    NumPy takes them one by one in a third to a tenth of the time that it takes a list of tuples.
    """
    return np.fromiter(chain.from_iterable(rects), np.float64).reshape(-1, 4)


def tiles(
    rects: Iterable[PixelRect], width: int, height: int
) -> dict[PixelRect, tuple[PixelRect, ...]]:
    """The tiles of a fixed grid that the rectangles touch, row by row.

    The value of a tile are a few rectangles inside it that cover the given ones there.
    """
    damaged = list(rects)
    whole = PixelRect(0, 0, width, height)
    if damaged and _tile(0, 0, width, height) == whole:
        return {whole: _parts(damaged)}
    parts: defaultdict[tuple[int, int], list[PixelRect]] = defaultdict(list)
    for left, top, right, bottom in damaged:
        columns = _pieces(left, right, TILE_WIDTH)
        for row, high, low in _pieces(top, bottom, TILE_HEIGHT):
            for column, start, stop in columns:
                parts[row, column].append(PixelRect(start, high, stop, low))
    return {_tile(*place, width, height): _parts(parts[place]) for place in sorted(parts)}


def bounds(rects: Iterable[PixelRect]) -> PixelRect:
    """The smallest rectangle that contains all of the given ones, at least one."""
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return PixelRect(min(lefts), min(tops), max(rights), max(bottoms))


def merged(rects: Iterable[PixelRect]) -> tuple[PixelRect, ...]:
    """Fewer rectangles that cover the given ones, joined where that is cheaper to convert.

    The given ones are ordered row by row and do not overlap.
    """
    return _merged(rects, _RECT_COST)


def _pieces(start: int, stop: int, length: int) -> list[tuple[int, int, int]]:
    """A range cut at the multiples of a length: each piece's number, start and stop."""
    return [
        (number, max(start, number * length), min(stop, (number + 1) * length))
        for number in range(start // length, (stop - 1) // length + 1)
    ]


def _parts(rects: Iterable[PixelRect]) -> tuple[PixelRect, ...]:
    """Fewer rectangles that cover the given ones, joined where that is cheaper to paint."""
    ordered = sorted(rects, key=itemgetter(1, 0))
    return _merged(ordered, _PART_COST) if len(ordered) > 1 else tuple(ordered)


def _merged(rects: Iterable[PixelRect], cost: int) -> tuple[PixelRect, ...]:
    """Join rectangles in the given order, and the results from left to right."""
    join = extension.joined if extension else _joined
    return tuple(map(PixelRect._make, join(sorted(join(list(rects), cost)), cost)))


def _joined(rects: Sequence[_Rect], cost: int) -> list[_Rect]:
    """Join each rectangle with the previous one if that covers at most `cost` pixels more.

    In plain numbers, which takes a fifth of the time of methods.
    """
    joined: list[_Rect] = []
    left = top = right = bottom = 0
    for x0, y0, x1, y1 in rects:
        if joined:
            area = (right - left) * (bottom - top) + (x1 - x0) * (y1 - y0)
            union = min(x0, left), min(y0, top), max(x1, right), max(y1, bottom)
            left, top, right, bottom = union
            if (right - left) * (bottom - top) - area <= cost:
                joined[-1] = union
                continue
        left, top, right, bottom = x0, y0, x1, y1
        joined.append((x0, y0, x1, y1))
    return joined


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
