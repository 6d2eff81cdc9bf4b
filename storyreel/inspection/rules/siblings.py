"""The rule about siblings: equal dots, beads and cells that pile up and cannot be counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple, TypeAlias

from storyreel.drawing.drawing import Drawing, Item, PathItem
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT, Quanta
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.known_items import KnownItems
from storyreel.inspection.visible_items import OPAQUE, opacity

MAX_SHARE = 0.35
"""Share of a dot that the next one may cover, box over box."""

MIN_PAIRS = 3
"""Pairs that make a pile; two dots may meet for a reason."""

_MIN_SIDE, _MAX_SIDE = (share * FRAME_HEIGHT * QUANTA_PER_UNIT for share in (0.04, 0.1))
_ROUND = 1.25
"""Larger and longer shapes, such as cards and bars, may be fanned out on purpose; smaller ones are
the points of a plot, which are where the data are."""

_Kind: TypeAlias = tuple[str | None, Quanta, Quanta]
"""What siblings have in common: their owner and their size."""


class _Pile(NamedTuple):
    """Siblings of which so many pairs overlap, one of them."""

    kind: _Kind
    pairs: int
    one: PathItem


def _siblings(case: DrawingCase) -> Iterator[Violation]:
    """Each owner once, where its siblings overlap in two samples in a row."""
    reported: set[str | None] = set()
    before: dict[_Kind, _Pile] = {}
    known: dict[Drawing, dict[_Kind, _Pile]] = {}
    dots = KnownItems(_dot)
    for sample in case.text_samples:
        if sample.drawing not in known:
            found = filter(None, map(dots.__getitem__, sample.drawing.items))
            known = {sample.drawing: {pile.kind: pile for pile in _piles(found)}}
        piles = known[sample.drawing]
        for kind, pile in piles.items():
            owner = kind[0]
            if kind in before and before[kind].pairs == pile.pairs and owner not in reported:
                reported.add(owner)
                yield Violation(
                    f"{pile.pairs} pairs of equal graphics of {owner or 'the scene'} overlap.",
                    sample.frame,
                    line=pile.one.tag.line if pile.one.tag else None,
                    measured=pile.pairs,
                    limit=MIN_PAIRS - 1,
                    box=pile.one.path.box,
                )
        before = piles


def _piles(dots: Iterable[PathItem]) -> Iterator[_Pile]:
    groups: defaultdict[_Kind, list[PathItem]] = defaultdict(list)
    for item in dots:
        box = item.path.box
        groups[item.tag.owner if item.tag else None, box.width, box.height].append(item)
    for kind, items in groups.items():
        overlapping = [one for one, other in combinations(items, 2) if _overlap(one, other)]
        if len(overlapping) >= MIN_PAIRS:
            yield _Pile(kind, len(overlapping), overlapping[0])


def _dot(item: Item) -> PathItem | None:
    return item if isinstance(item, PathItem) and _is_dot(item) else None


def _is_dot(item: PathItem) -> bool:
    """Whether an item is a small opaque shape, about as wide as high, that stands for something."""
    box = item.path.box
    return (
        _MIN_SIDE <= max(box.width, box.height) <= _MAX_SIDE
        and max(box.width, box.height) <= _ROUND * min(box.width, box.height)
        and len(item.path.starts) == 1
        and (item.tag is None or (item.tag.role == "graphic" and item.tag.text is None))
        and item.fill is not None
        and not item.clips
        and opacity(item) >= OPAQUE
    )


def _overlap(one: PathItem, other: PathItem) -> bool:
    box = one.path.box
    common = box.intersection(other.path.box)
    if common is None or common == box:  # the same place: one dot in two parts
        return False
    return common.width * common.height > MAX_SHARE * box.width * box.height


SIBLING_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "siblings",
        Severity.WARN,
        f"equal dots cover at most {MAX_SHARE:.0%} of each other",
        "dots that pile up cannot be told apart or counted",
        "Make them smaller or fewer, or give them more room.",
        _siblings,
    ),
)
