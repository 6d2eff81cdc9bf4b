"""The rule about overlap: texts that touch each other or extend beyond their cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Drawing, Item
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.inspection.drawing_case import TRANSITION_S, DrawingCase, StaticText
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.sample_renderer import SampleRenderer
from storyreel.inspection.text_samples import TextSample, TextView
from storyreel.inspection.visible_items import (
    NOWHERE,
    OpaqueTexts,
    ShownText,
    is_plate,
    shape_box,
)

_VISIBLE = 0.1
"""Opacity from which on a text can collide with another."""

_INK = 24
"""Change of a pixel, of 255, from which on it belongs to a letter."""

_HOLDS = 0.3
"""Share of a text that a plate below it must hold to count as its card."""

_SLACK = QUANTA_PER_UNIT // 64
"""How far a text may extend beyond its card sideways, in quanta."""

_TAIL = 0.2
"""The same above or below, as a share of its height: as the tail of a p on the edge of its pill."""

_BRACKET_REMEDY = (
    "The words of a bracket are below what it spans: leave a row of the layout free there, as in "
    "`. .`, shorten them, or let what is below leave first."
)

Pair = tuple[ShownText, ShownText]


@dataclass(slots=True)
class _Contact:
    """How long two texts have touched, in frames, and for how many of them both were static."""

    since: int
    until: int
    static_frames: int = 0
    reported: bool = False


def _overlap(case: DrawingCase) -> Iterator[Violation]:
    yield from _touching(case)
    yield from _beyond_cards(case)


def _touching(case: DrawingCase) -> Iterator[Violation]:
    """Pairs of texts that touch while both are static, or for longer than a fade."""
    collisions = _Collisions(case.renderer)
    contacts: dict[tuple[str, str], _Contact] = {}
    for sample in case.text_samples:
        for one, other in collisions.pairs(sample):
            words = one.words, other.words
            contact = contacts.get(words)
            if contact is None or contact.until < sample.frame:
                reported = contact is not None and contact.reported
                contact = _Contact(sample.frame, sample.frame, reported=reported)
                contacts[words] = contact
            contact.until = sample.frame + sample.frames
            if all(sample.frame in case.static_frames.get(text.key, ()) for text in (one, other)):
                contact.static_frames += sample.frames
            lasts = (
                contact.static_frames >= case.min_static_frames
                or contact.until - contact.since > case.transition_frames
            )
            if lasts and not contact.reported:
                contact.reported = True
                yield _collision(case, one, other, contact)


def _collision(case: DrawingCase, one: ShownText, other: ShownText, contact: _Contact) -> Violation:
    return Violation(
        f"'{one.words}' and '{other.words}' overlap.",
        contact.since,
        text=other.words,
        box=one.item.path.box.union(other.item.path.box),
        measured=case.seconds(contact.until - contact.since),
        limit=float(TRANSITION_S),
        remedy=_BRACKET_REMEDY if any(map(_is_of_bracket, (one, other))) else None,
    )


def _is_of_bracket(text: ShownText) -> bool:
    """Whether it is the words below a bracket, which a layout gives no place."""
    return (text.tag.part or "").endswith("/bracket/label")


class _Collisions:
    """Finds texts whose ink overlaps; paints only where boxes do, and equal items once."""

    def __init__(self, renderer: SampleRenderer) -> None:
        self._renderer = renderer
        self._texts = OpaqueTexts(_VISIBLE)
        self._known: dict[tuple[bytes, ...], bool] = {}
        self._last: tuple[Drawing | None, list[Pair]] = (None, [])

    def pairs(self, sample: TextSample) -> list[Pair]:
        """Pairs of visible texts whose ink overlaps, the left one first."""
        if self._last[0] is not sample.drawing:
            texts = self._texts.of(sample.drawing)
            found = [pair for pair in _close_pairs(texts) if self._collide(sample, *pair)]
            self._last = sample.drawing, found
        return self._last[1]

    def _collide(self, sample: TextSample, one: ShownText, other: ShownText) -> bool:
        drawing = sample.drawing
        common = one.box.intersection(other.box)
        assert common is not None
        near = [item for item in drawing.items if item.box.intersection(common)]
        key = tuple(item.key for item in near)
        if key not in self._known:
            without = [item for item in near if item is not one.item and item is not other.item]
            bare = self._paint(without, drawing, common)
            inks = [
                np.abs(
                    self._paint(
                        [item for item in near if item is text.item or item in without],
                        drawing,
                        common,
                    )
                    - bare
                ).max(axis=2)
                >= _INK
                for text in (one, other)
            ]
            self._known[key] = bool((inks[0] & inks[1]).any())
        return self._known[key]

    def _paint(self, items: list[Item], drawing: Drawing, box: Box) -> npt.NDArray[np.int16]:
        return self._renderer.paint(items, drawing.background, box).astype(np.int16)


def _close_pairs(visible: Iterable[ShownText]) -> Iterator[Pair]:
    """Pairs of texts whose boxes overlap, the left one first."""
    texts = sorted(
        (text for text in visible if text.box != NOWHERE), key=lambda text: text.box.left
    )
    for index, one in enumerate(texts):
        for other in texts[index + 1 :]:
            if other.box.left >= one.box.right:
                break
            if one.key != other.key and one.box.intersection(other.box):
                yield one, other


_SHORTER_OR_LARGER = "Make the card larger or the text shorter."
_SHORTER_OR_ROOMIER = "Write the text shorter, or give its thing more cells of the `layout`."
"""What helps in a scene, and in a picture."""


def _beyond_cards(case: DrawingCase) -> Iterator[Violation]:
    """Static texts that cross the edge of the card that they are on."""
    views = {(view.text.key, s.frame): view for s in case.text_samples for view in s.views}
    frames = [sample.frame for sample in case.text_samples]
    reported: set[str] = set()
    for static in case.static_texts:
        sampled = [frame for frame in frames if frame in static.frames]
        view = views.get((static.key, sampled[len(sampled) // 2])) if sampled else None
        card = _crossed_card(view) if view else None
        if view and card and static.words not in reported:
            reported.add(static.words)
            yield _beyond_card(static, view, card)


def _beyond_card(static: StaticText, view: TextView, card: Box) -> Violation:
    beyond = 1 - _share_on(card, view.box)
    return Violation(
        f"'{static.words}' extends beyond its card: {beyond:.0%} of it is outside.",
        static.frames.start,
        line=static.tag.line,
        text=static.words,
        box=view.box.union(card),
        measured=round(beyond, 3),
        limit=0,
        remedy=_SHORTER_OR_ROOMIER if view.text.tag.part else _SHORTER_OR_LARGER,
    )


def _crossed_card(view: TextView) -> Box | None:
    """The topmost plate that holds a part of a text, unless it holds all of it."""
    for item in reversed(view.below):
        box = shape_box(item)
        if box is None or not is_plate(item):
            continue
        tail = round(_TAIL * view.box.height)
        slack = Box(box.left - _SLACK, box.bottom - tail, box.right + _SLACK, box.top + tail)
        share = _share_on(slack, view.box)
        if share == 1:
            return None
        if share >= _HOLDS:
            return box
    return None


def _share_on(plate: Box, text: Box) -> float:
    """The share of a text's box that is on a plate."""
    common = text.intersection(plate)
    area = text.width * text.height
    return common.width * common.height / area if common and area else 0.0


OVERLAP_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "overlap",
        Severity.FAIL,
        f"texts overlap for no longer than a fade ({float(TRANSITION_S):g} s) and stay on their "
        "cards",
        "overlapping text is unreadable",
        "Move one of them, or let the first disappear before the second appears.",
        _overlap,
    ),
)
