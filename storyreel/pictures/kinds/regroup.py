"""Pieces of text that are split and merged: which tile becomes which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from storyreel.pictures.choreography import lanes_of, on_arcs, part_among, phased
from storyreel.pictures.elements import Element, Picture, renamed
from storyreel.pictures.forms import Rect, Words
from storyreel.pictures.kinds.entry import numbered

PARTS = ("tile", "word", "id")
ARCS = (0.0, 1.15, -1.15, 2.3)
"""How far above the straight way the tiles of a lane pass others, in heights of the tile."""

MARKS = "#▁Ġ"
"""Characters by which tokenizers mark the beginnings and continuations of words."""


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Pieces that together are the same text in two rows, by their places."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def regrouped(
    old: Sequence[str], new: Sequence[str], before: Picture, after: Picture
) -> tuple[Picture, Picture]:
    """The ends of a change of tiles, in which every tile has a place in both rows.

    A piece that is split is cut at its place before; pieces that are merged are joined at the place
    of the merged one. A piece that another one replaces leaves it its tile.
    """
    was, now = numbered(old), numbered(new)
    names = {f"{part}/{key}": f"{part}/gone/{key}" for part in PARTS for key in was}
    groups = list(regroupings(old, new))
    for group in groups:
        if len(group.old) == len(group.new) == 1:
            first, second = was[group.old[0]], now[group.new[0]]
            names |= {f"{part}/{first}": f"{part}/{second}" for part in PARTS}
    for place, other in _replaced(old, new, groups):
        names[f"tile/{was[place]}"] = f"tile/{now[other]}"
    before = renamed(before, names)
    for group in groups:
        if len(group.old) == 1 < len(group.new):
            keys = [(now[at], new[at]) for at in group.new]
            before = _cut(before, f"gone/{was[group.old[0]]}", keys)
        elif len(group.new) == 1 < len(group.old):
            keys = [(f"gone/{was[at]}", old[at]) for at in group.old]
            after = _cut(after, now[group.new[0]], keys)
    return before, after


def exchanged(before: Picture, after: Picture) -> tuple[Picture, Picture]:
    """The ends of a change of tiles with times: old tiles leave before new ones come, and those
    that pass others do so on arcs above and below them, which are flatter where the room is low."""
    old, new = _tiles(before), _tiles(after)
    lanes = lanes_of(list(old), list(new))
    before, after = phased(before, after, part_among((*old, *new)))
    arcs = {
        key: _height(new[key]) * ARCS[min(lane, len(ARCS) - 1)]
        for key, lane in lanes.items()
        if lane
    }
    for upward in (True, False):
        aside = {key: arc for key, arc in arcs.items() if (arc > 0) == upward}
        free = (_reach((old[key], new[key]), upward) / abs(arc) for key, arc in aside.items())
        share = min(free, default=1.0)
        arcs |= {key: arc * min(share, 1.0) for key, arc in aside.items()}
    return before, on_arcs(after, arcs, part_among(new))


def _tiles(picture: Picture) -> dict[str, Element]:
    """The tiles by their keys, in reading order."""
    return {
        element.key.removeprefix("tile/"): element
        for element in picture
        if element.key.startswith("tile/")
    }


def _height(tile: Element) -> float:
    assert isinstance(tile.form, Rect)
    return tile.form.frame.height


def _reach(tiles: Iterable[Element], upward: bool) -> float:
    """How far all of these tiles may swing above their places, or below."""
    return min(tile.reach[upward] for tile in tiles if tile.reach is not None)


def regroupings(old: Sequence[str], new: Sequence[str]) -> Iterator[Regrouping]:
    """Pieces that stay, that move, that are split and that are merged."""
    left, right = dict(enumerate(old)), dict(enumerate(new))
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag == "equal":
            found = [Regrouping((a + k,), (b + k,)) for k in range(a_end - a)]
        else:
            found = list(_aligned(old, new, range(a, a_end), range(b, b_end)))
        for group in found:
            for place in group.old:
                del left[place]
            for place in group.new:
                del right[place]
            yield group
    for place, piece in left.items():
        other = next((at for at, text in right.items() if text == piece), None)
        if other is not None:
            del right[other]
            yield Regrouping((place,), (other,))


def _replaced(
    old: Sequence[str], new: Sequence[str], groups: Sequence[Regrouping]
) -> Iterator[tuple[int, int]]:
    """Places of single pieces between the same neighbours that have no text in common."""
    kept = {place for group in groups for place in group.old}
    known = {place for group in groups for place in group.new}
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        single = a_end - a == b_end - b == 1
        if tag == "replace" and single and a not in kept and b not in known:
            yield a, b


def _aligned(old: Sequence[str], new: Sequence[str], a: range, b: range) -> Iterator[Regrouping]:
    """Pieces between two places at which both rows have come equally far in the same text."""
    bare = [_bare(old[at]) for at in a], [_bare(new[at]) for at in b]
    if "".join(bare[0]) != "".join(bare[1]):
        return
    ends = [list(accumulate(map(len, row))) for row in bare]
    common = [0, *(end for end in ends[0] if end in ends[1])]
    for start, stop in pairwise(common):
        first, second = (
            tuple(at for at, end in zip(part, own, strict=True) if start < end <= stop)
            for part, own in ((a, ends[0]), (b, ends[1]))
        )
        if 1 in (len(first), len(second)):
            yield Regrouping(first, second)


def _bare(piece: str) -> str:
    return piece.lstrip(MARKS) or piece


def _cut(picture: Picture, key: str, pieces: Sequence[tuple[str, str]]) -> Picture:
    """The picture with one tile cut into tiles for some keys and texts, side by side."""
    found = {element.key: element for element in picture}
    tile, word = found.get(f"tile/{key}"), found.get(f"word/{key}")
    if tile is None or not isinstance(tile.form, Rect):
        return picture
    kept = [element for element in picture if element.key not in (f"tile/{key}", f"word/{key}")]
    return (*kept, *_parts(tile, word, pieces))


def _parts(
    tile: Element, word: Element | None, pieces: Sequence[tuple[str, str]]
) -> Iterator[Element]:
    """The tiles of some pieces within one tile, with their letters where the word has them."""
    assert isinstance(tile.form, Rect)
    frame = tile.form.frame
    form = word.form if word is not None and isinstance(word.form, Words) else None
    length = sum(len(_bare(text)) for _, text in pieces)
    start, advance = (form.left, form.advance) if form else (frame.left, frame.width)
    places = [0, *accumulate(len(_bare(text)) for _, text in pieces)]
    for (key, text), (first, last) in zip(pieces, pairwise(places), strict=True):
        left = start + advance * first / length if first else frame.left
        right = start + advance * last / length if last < length else frame.right
        part = Rect(replace(frame, left=left, right=right), tile.form.radius)
        yield tile._replace(key=f"tile/{key}", form=part)
        if word is not None and form is not None:
            place = (start + advance * first / length, form.at[1])
            yield word._replace(key=f"word/{key}", form=Words(text, form.style, place))
