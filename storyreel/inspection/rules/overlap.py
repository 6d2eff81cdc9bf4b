"""The rule about overlap: texts that run into each other, or out of what holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from storyreel.drawing.drawing import QUANTA_PER_UNIT, Box, Drawing, PathItem
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.findings import Fault, Rule, Severity
from storyreel.inspection.text_samples import Look, TextView
from storyreel.inspection.visible_items import is_plate, opacity, place_of, shape_box

FADE_S = Fraction(3, 5)
"""Longer than any fade of the family: what goes may meet what comes for so long."""

_VISIBLE = 0.1
_INK = 24
"""Change of a pixel, of 255, that makes it a letter's."""

_HOLDS = 0.3
"""A plate that lies under so much of a text is its card, and a text that stands on one is
not to stand across its edge."""

_SLACK = QUANTA_PER_UNIT // 64
_TAIL = 0.2
"""How far a text may reach over the edge: sideways in quanta, and above or below as a share of
its height, as the tail of a p may on the edge of its pill."""


@dataclass(slots=True)
class _Meeting:
    """Two texts that touch: since when, until when, and for how many frames both stood there."""

    since: int
    until: int
    steady: int
    told: bool = False


def _overlap(case: DrawingCase) -> Iterator[Fault]:
    yield from _touching(case)
    yield from _leaving(case)


def _touching(case: DrawingCase) -> Iterator[Fault]:
    fade = case.timeline.fps.first_frame_at_or_after(FADE_S)
    stood: dict[object, set[int]] = {}
    for stand in case.stands:
        stood.setdefault(stand.place, set()).update(stand.frames)
    meetings: dict[tuple[str, str], _Meeting] = {}
    touch = _Touch(case)
    for look in case.looks:
        for one, other in touch.pairs(look):
            texts = (_text(one), _text(other))
            met = meetings.get(texts)
            if met is None or met.until < look.frame:
                met = meetings[texts] = _Meeting(look.frame, 0, 0, bool(met and met.told))
            met.until = look.frame + look.frames
            if all(look.frame in stood.get(place_of(i, _text(i)), ()) for i in (one, other)):
                met.steady += look.frames
            lasting = met.steady >= case.moment or met.until - met.since > fade
            if lasting and not met.told:
                met.told = True
                yield Fault(
                    f"'{texts[0]}' and '{texts[1]}' touch.",
                    met.since,
                    text=texts[1],
                    box=_around(one, other),
                    measured=case.seconds(met.until - met.since),
                    limit=float(FADE_S),
                )


class _Touch:
    """Finds texts whose ink meets; boxes that meet are painted, once for each that is the same."""

    def __init__(self, case: DrawingCase) -> None:
        self._case = case
        self._known: dict[tuple[bytes, ...], bool] = {}
        self._last: tuple[Drawing | None, list[tuple[PathItem, PathItem]]] = (None, [])

    def pairs(self, look: Look) -> list[tuple[PathItem, PathItem]]:
        """Pairs of texts that can both be seen and touch, the left one first."""
        if self._last[0] is not look.drawing:
            self._last = look.drawing, list(self._pairs(look.drawing))
        return self._last[1]

    def _pairs(self, drawing: Drawing) -> Iterator[tuple[PathItem, PathItem]]:
        texts = [
            (item, box)
            for item in drawing.items
            if isinstance(item, PathItem)
            and item.tag
            and (item.tag.text or "").strip()
            and opacity(item) >= _VISIBLE
            and (box := shape_box(item))
        ]
        texts.sort(key=lambda pair: pair[1].left)
        for index, (one, box) in enumerate(texts):
            for other, other_box in texts[index + 1 :]:
                if other_box.left >= box.right:
                    break
                if other_box.bottom < box.top and other_box.top > box.bottom:
                    same = place_of(one, _text(one)) == place_of(other, _text(other))
                    if not same and self._touch(drawing, one, other, box, other_box):
                        yield one, other

    def _touch(
        self, drawing: Drawing, one: PathItem, other: PathItem, box: Box, other_box: Box
    ) -> bool:
        common = box.intersection(other_box)
        assert common is not None
        near = [item for item in drawing.items if item.box.intersection(common)]
        key = tuple(item.key for item in near)
        if key not in self._known:
            bare = [item for item in near if item is not one and item is not other]
            inks = []
            for text in (one, other):
                shown = [item for item in near if item in (text, *bare)]
                cuts = (
                    self._case.sketchbook.cut(items, drawing.background, common).astype(np.int16)
                    for items in (shown, bare)
                )
                inks.append(np.abs(next(cuts) - next(cuts)).max(axis=2) >= _INK)
            self._known[key] = bool((inks[0] & inks[1]).any())
        return self._known[key]


def _leaving(case: DrawingCase) -> Iterator[Fault]:
    """Texts that stand across the edge of the plate that they stand on."""
    sights = {(sight.place, look.frame): sight for look in case.looks for sight in look.sights}
    frames = [look.frame for look in case.looks]
    told: set[str] = set()
    for stand in case.stands:
        inside = [frame for frame in frames if frame in stand.frames]
        sight = sights.get((stand.place, inside[len(inside) // 2])) if inside else None
        card = _card_left(sight) if sight else None
        if sight is None or card is None or stand.text in told:
            continue
        told.add(stand.text)
        beyond = 1 - _share(sight.box, card)
        yield Fault(
            f"'{stand.text}' leaves its card: {beyond:.0%} of it is outside.",
            stand.frames.start,
            line=stand.tag.line,
            text=stand.text,
            box=sight.box.union(card),
            measured=round(beyond, 3),
            limit=0,
            remedy="Make the card larger or the text shorter.",
        )


def _card_left(sight: TextView) -> Box | None:
    """The uppermost plate that a text stands on, if the text is not wholly on it."""
    for item in reversed(sight.below):
        box = shape_box(item)
        if box is None or not is_plate(item):
            continue
        tail = round(_TAIL * sight.box.height)
        slack = Box(box.left - _SLACK, box.bottom - tail, box.right + _SLACK, box.top + tail)
        share = _share(sight.box, slack)
        if share == 1:
            return None
        if share >= _HOLDS:
            return box
    return None


def _share(text: Box, plate: Box) -> float:
    common = text.intersection(plate)
    area = text.width * text.height
    return common.width * common.height / area if common and area else 0.0


def _text(item: PathItem) -> str:
    return (item.tag.text or "") if item.tag else ""


def _around(one: PathItem, other: PathItem) -> Box:
    return one.path.box.union(other.path.box)


OVERLAP_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "overlap",
        Severity.FAIL,
        f"texts touch for no longer than a fade ({float(FADE_S):g} s) and stay on their cards",
        "what runs into something else cannot be read",
        "Move one of them, or let the first go before the second comes.",
        _overlap,
    ),
)
