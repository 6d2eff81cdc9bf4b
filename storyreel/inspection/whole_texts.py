"""Whole texts: the glyphs of Manim's own texts joined to one item per text, for the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median
from typing import TypeAlias

import numpy as np

from storyreel.drawing.drawing import Drawing, Item, PathItem, clips_key
from storyreel.drawing.path import Path

_AS_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789bdfhkl")
"""Letters that are about as high as capitals."""

_SMALL = frozenset("acemnorsuvwxz")
_X_HEIGHT = 0.73
"""The height of small letters over that of capitals: 0.70 to 0.76 in sans-serif fonts."""

_TALL = 1.6
"""A glyph that exceeds the median by this factor is a bracket, a root or an integral."""

_Glyphs: TypeAlias = Sequence[PathItem]


def with_whole_texts(drawings: Iterable[Drawing]) -> list[Drawing]:
    """The same drawings with each text as one item for each style; others stay as they are."""
    joined: dict[int, Drawing] = {}
    join = _Joiner()
    result = []
    for drawing in drawings:
        if id(drawing) not in joined:
            joined[id(drawing)] = join.drawing(drawing)
        result.append(joined[id(drawing)])
    return result


class _Joiner:
    """Joins glyphs; the same glyphs in the same place become the same item."""

    def __init__(self) -> None:
        self._known: dict[tuple[PathItem, ...], list[Item]] = {}

    def drawing(self, drawing: Drawing) -> Drawing:
        if not any(item.tag and item.tag.glyph for item in (*drawing.items, *drawing.outside)):
            return drawing
        inside = {_text_id(item) for item in drawing.items} - {None}
        outside = [item for item in drawing.outside if _text_id(item) not in inside]
        return Drawing(self._joined(drawing.items), drawing.background, self._joined(outside))

    def _joined(self, members: Iterable[Item]) -> tuple[Item, ...]:
        items: list[Item] = []
        for text_id, group in groupby(members, _text_id):
            if text_id is None:
                items += group
                continue
            glyphs = tuple(member for member in group if isinstance(member, PathItem))
            if glyphs not in self._known:
                self._known[glyphs] = list(_texts(glyphs))
            items += self._known[glyphs]
        return tuple(items)


def _text_id(item: Item) -> int | None:
    return item.tag.glyph.text_id if item.tag and item.tag.glyph else None


def _texts(glyphs: _Glyphs) -> Iterator[PathItem]:
    """The glyphs of one text as one item for each style that they have."""
    cap_height = _cap_height(glyphs)
    styles: dict[object, list[PathItem]] = {}
    for glyph in glyphs:
        style = glyph.fill, glyph.stroke, glyph.back_stroke, clips_key(glyph.clips)
        styles.setdefault(style, []).append(glyph)
    for alike in styles.values():
        first = alike[0]
        path = _joined([glyph.path for glyph in alike])
        assert first.tag is not None
        share = cap_height / path.box.height if path.box.height else None
        yield replace(first, path=path, tag=replace(first.tag, cap_share=share, glyph=None))


def _joined(paths: Sequence[Path]) -> Path:
    offsets = np.cumsum([0, *(len(path.points) for path in paths[:-1])]).tolist()
    return Path(
        np.concatenate([path.points for path in paths]),
        tuple(start + by for path, by in zip(paths, offsets, strict=True) for start in path.starts),
        tuple(closed for path in paths for closed in path.closed),
        paths[0].rule,
    )


def _cap_height(glyphs: _Glyphs) -> float:
    """The height of a capital in quanta, from the letters that are known, or else estimated."""
    heights = [(_letter(glyph), glyph.path.box.height) for glyph in glyphs]
    capitals = [height for letter, height in heights if letter in _AS_CAPITALS]
    if capitals:
        return max(capitals)
    small = [height for letter, height in heights if letter in _SMALL]
    if small:
        return max(small) / _X_HEIGHT
    usual = _TALL * median(height for _, height in heights)
    return max(height for _, height in heights if height <= usual)


def _letter(glyph: PathItem) -> str | None:
    return glyph.tag.glyph.letter if glyph.tag and glyph.tag.glyph else None
