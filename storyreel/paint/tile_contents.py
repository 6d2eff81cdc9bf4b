"""Which items of a drawing are in which tiles of a picture, by their boxes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.drawing.damage import PixelRect, numbers_of
from storyreel.drawing.drawing import Item
from storyreel.drawing.opacity import hollow_box
from storyreel.native import extension

_Rect: TypeAlias = tuple[int, int, int, int]
_Edges: TypeAlias = Sequence[npt.NDArray[np.float64]]
"""The left, top, right and bottom edges of rectangles."""


class TileContents(NamedTuple):
    """The items in a tile, by their places in the drawing, from the lowest on.

    The boxes of `spanning` contain the tile; those of `meeting` overlap with it, and `changing`
    says of each of these whether it overlaps with any of the parts in which the tile changes.
    """

    spanning: list[int]
    meeting: list[int]
    changing: list[bool]


def tile_contents(
    items: Sequence[Item],
    places: Mapping[PixelRect, Sequence[PixelRect]],
    centre: tuple[float, float],
    scale: float,
) -> list[TileContents]:
    """The items in each tile; the values of `places` are the parts in which it changes.

    Frames around a tile, which paint nothing in it, do not meet it. Quanta are `scale` pixels long,
    and the scene's origin is at `centre`.
    """
    find = extension.boxes_in_tiles if extension else _boxes_in_tiles
    tiles: list[list[_Rect]] = [[tile, *parts] for tile, parts in places.items()]
    found = [
        TileContents(*lists) for lists in find([item.box for item in items], centre, scale, tiles)
    ]
    spanning = set(chain.from_iterable(contents.spanning for contents in found))
    hollows = {place: box for place in spanning if (box := hollow_box(items[place]))}
    if not hollows:
        return found
    around = find(list(hollows.values()), centre, scale, tiles)
    frames = list(hollows)
    return [
        _without(contents, {frames[index] for index in containing})
        for contents, (containing, _, _) in zip(found, around, strict=True)
    ]


def _without(contents: TileContents, places: set[int]) -> TileContents:
    """The contents of a tile without some of the items that meet it."""
    left = [
        (place, changes)
        for place, changes in zip(contents.meeting, contents.changing, strict=True)
        if place not in places
    ]
    meeting, changing = [place for place, _ in left], [changes for _, changes in left]
    return TileContents(contents.spanning, meeting, changing)


def _boxes_in_tiles(
    boxes: Sequence[_Rect],
    centre: tuple[float, float],
    scale: float,
    tiles: Iterable[Sequence[_Rect]],
) -> list[tuple[list[int], list[int], list[bool]]]:
    left, bottom, right, top = numbers_of(boxes).T * scale
    edges = centre[0] + left, centre[1] - top, centre[0] + right, centre[1] - bottom
    found = []
    for rects in tiles:
        grown = tuple(np.add(numbers_of(rects), (-1, -1, 1, 1)).T[:, :, None])
        meets = _meet(edges, grown)
        meeting = np.flatnonzero(meets[0])
        changing = np.any(meets[1:, meeting], axis=0)
        spanning = np.flatnonzero(_contain(edges, grown)[0])
        found.append((spanning.tolist(), meeting.tolist(), changing.tolist()))
    return found


def _meet(boxes: _Edges, rects: _Edges) -> npt.NDArray[np.bool_]:
    """Whether each of the boxes, as columns, overlaps with each of the rectangles, as rows."""
    left, top, right, bottom = boxes
    x0, y0, x1, y1 = rects
    meet: npt.NDArray[np.bool_] = (left < x1) & (right > x0) & (top < y1) & (bottom > y0)
    return meet


def _contain(outer: _Edges, inner: _Edges) -> npt.NDArray[np.bool_]:
    """Whether each of the outer rectangles contains each of the inner ones."""
    left, top, right, bottom = outer
    x0, y0, x1, y1 = inner
    contain: npt.NDArray[np.bool_] = (left <= x0) & (right >= x1) & (top <= y0) & (bottom >= y1)
    return contain
