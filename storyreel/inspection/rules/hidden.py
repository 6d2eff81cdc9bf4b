"""Rules about what is hidden: texts that are never visible, and what is left behind at the end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from storyreel.drawing.drawing import Item
from storyreel.drawing.opacity import solid_box
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT, Box
from storyreel.inspection.drawing_case import UNTAGGED, DrawingCase
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.known_items import KnownItems
from storyreel.inspection.visible_items import OpaqueTexts, opacity, shape_box

FAINT = 0.5
"""Opacity below which a text is only a shade."""

_UNSEEN = 0.05
"""Share of its ink below which a covered text is not seen at all."""

_LEFT = 0.3
"""Share of a graphic that a later card covers, from which on it looks left behind."""

_CARD = 0.02
"""Share of the frame's height squared from which on a surface is a card."""

_SETTING = frozenset({"background", "decor"})


def _hidden(case: DrawingCase) -> Iterator[Violation]:
    yield from _faint(case)
    yield from _always_covered(case)


def _faint(case: DrawingCase) -> Iterator[Violation]:
    """Texts that never have half of their opacity."""
    strongest: defaultdict[str, float] = defaultdict(float)
    frames: Counter[str] = Counter()
    first: dict[str, tuple[int, Item]] = {}
    texts, opacities = OpaqueTexts(0), KnownItems(opacity)
    for sample in case.text_samples:
        for text in texts.of(sample.drawing):
            if text.tag.role in _SETTING:
                continue
            strongest[text.words] = max(strongest[text.words], opacities[text.item])
            frames[text.words] += sample.frames
            first.setdefault(text.words, (sample.frame, text.item))
    for words, share in strongest.items():
        if share < FAINT and frames[words] > case.transition_frames:
            frame, item = first[words]
            message = f"'{words}' is never more than {share:.0%} opaque."
            yield _of_text(message, words, frame, item, share, FAINT)


def _always_covered(case: DrawingCase) -> Iterator[Violation]:
    """Texts below something opaque whenever they are on stage."""
    frames: Counter[str] = Counter()
    first: dict[str, tuple[int, Item]] = {}
    seen: set[str] = set()
    for sample in case.text_samples:
        for view in sample.views:
            words = view.text.words
            if words in seen:
                continue
            if case.cover.visible_share(view, sample.drawing.background) >= _UNSEEN:
                seen.add(words)
            frames[words] += sample.frames
            first.setdefault(words, (sample.frame, view.text.item))
    for words, (frame, item) in first.items():
        if words not in seen and frames[words] > case.transition_frames:
            message = f"'{words}' is on stage and never visible: something always covers it."
            yield _of_text(message, words, frame, item, 0, _UNSEEN)


def _of_text(
    message: str, words: str, frame: int, item: Item, measured: float, limit: float
) -> Violation:
    return Violation(
        message,
        frame,
        line=item.tag.line if item.tag else None,
        text=words,
        measured=round(measured, 2),
        limit=limit,
        box=shape_box(item),
    )


def _leftover(case: DrawingCase) -> Iterator[Violation]:
    """What is below a card in the last picture, all of it or much of it."""
    last = case.static_runs[-1]
    since = {static.item.key: static.frame for static in case.static_items}
    items = last.drawing.items
    surfaces = list(map(solid_box, items))
    for index, item in enumerate(items):
        tag, box = item.tag or UNTAGGED, shape_box(item)
        if tag.role in _SETTING or box is None:
            continue
        above = zip(items[index + 1 :], surfaces[index + 1 :], strict=True)
        later = [surface for other, surface in above if _appeared_later(other, item, since)]
        share = _covered_share(box, surfaces[index + 1 :], later)
        if share:
            name = f"'{tag.text}'" if tag.text else f"A graphic of {tag.owner or 'the scene'}"
            yield Violation(
                f"{name} is still on stage in the last picture, where a card covers {share:.0%} "
                "of it.",
                last.frames.start,
                line=tag.line,
                text=tag.text,
                measured=round(share, 2),
                limit=_LEFT,
                box=box,
            )


def _appeared_later(one: Item, other: Item, since: dict[bytes, int]) -> bool:
    return since.get(one.key, 0) > since.get(other.key, 0)


def _covered_share(box: Box, above: Sequence[Box | None], later: Sequence[Box | None]) -> float:
    """The share of a box that an item above hides; 0 where that is how the picture is made.

    The items above, and those of them that came later, are given by the boxes that they hide. An
    item that hides all of it counts. One that hides a part of it counts if it came later, is a
    card, and does not belong on the item, as a label on a plate does.
    """
    for surface in filter(None, above):
        if surface.intersection(box) == box:
            return 1.0
    largest = 0.0
    for surface in filter(None, later):
        common = surface.intersection(box)
        is_card = surface.width * surface.height >= _CARD * (FRAME_HEIGHT * QUANTA_PER_UNIT) ** 2
        if common and is_card and common != surface:
            largest = max(largest, common.width * common.height / (box.width * box.height))
    return largest if largest >= _LEFT else 0.0


HIDDEN_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "hidden",
        Severity.WARN,
        f"every text is visible at some time, at least {FAINT:.0%} opaque",
        "a text that is on stage and never visible is a mistake of the scene",
        "Show it, move it in front of what covers it, or remove it.",
        _hidden,
    ),
    Rule(
        "leftover",
        Severity.WARN,
        "nothing is below a card in the last picture",
        "what stays behind the closing card was not removed; the last picture stays on the slide",
        "Remove it before the card appears, or tag it as decor.",
        _leftover,
    ),
)
