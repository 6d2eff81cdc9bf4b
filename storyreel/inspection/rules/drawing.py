"""Rules about the drawings of every frame: title, final hold, text size and safe area."""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.drawing.drawing import Item
from storyreel.drawing.quanta import Box
from storyreel.inspection.drawing_case import DrawingCase, StaticItem
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.visible_items import OPAQUE, cap_height, opacity, shape_box

MIN_HOLD_S = 3
MIN_CAP = 0.03
GOOD_CAP = 0.04
WISDOM_CAP = 0.035
"""Height of capitals as a share of the slide's height; the wisdom stays, on one line."""

_ROUNDING = 0.995
"""A size that is exactly right may be measured up to half a per cent too small."""

_GOOD_CAPS = {"title": GOOD_CAP, "caption": GOOD_CAP, "wisdom": WISDOM_CAP}
"""The height below which a text that must be read gets a warning, by role. Rails, labels, tokens,
code and numbers belong to a picture that conveys the same; they may be as small as MIN_CAP."""

TEXT_AREA = 0.90
GRAPHIC_AREA = 0.93
"""The middle of the frame that texts and graphics must stay in, as a share of its width and
height."""


def _opening(case: DrawingCase) -> Iterator[Violation]:
    titles = [item for item in case.drawings[0].items if item.tag and item.tag.role == "title"]
    shown = " ".join(item.tag.text or "" for item in titles if item.tag).split()
    if shown != case.title.split():
        message = f"The first frame does not show the title '{case.title}'."
        yield Violation(message, frame=0, text=" ".join(shown) or None)
        return
    for item in titles:
        fault = _title_fault(case, item)
        if fault:
            yield Violation(f"The title {fault} in the first frame.", frame=0, text=case.title)


def _title_fault(case: DrawingCase, item: Item) -> str | None:
    height = cap_height(item, item.tag) if item.tag else None
    if opacity(item) < OPAQUE:
        return "is not fully opaque"
    if not _inside(item, case.middle(TEXT_AREA)):
        return "is cut off or outside the safe area"
    if height is not None and height * case.placement < MIN_CAP * _ROUNDING:
        return "is too small"
    return None


def _hold(case: DrawingCase) -> Iterator[Violation]:
    last = case.static_runs[-1].frames
    if len(last) < MIN_HOLD_S * case.timeline.fps.rate:
        seconds = case.seconds(len(last))
        yield Violation(
            f"The clip is static for only the last {seconds} s and needs {MIN_HOLD_S} s.",
            frame=max(0, last.start - 1),
            measured=seconds,
            limit=MIN_HOLD_S,
        )


def _text_size(case: DrawingCase) -> Iterator[Violation]:
    for static in case.static_items:
        if not (static.tag.text or "").strip():
            continue
        height = cap_height(static.item, static.tag)
        if height is None:
            yield _unknown_size(static)
        else:
            yield from _too_small(static, height, case.placement)


def _unknown_size(static: StaticItem) -> Violation:
    return Violation(
        f"The size of '{static.tag.text}' is unknown.",
        static.frame,
        line=static.tag.line,
        text=static.tag.text,
        severity=Severity.WARN,
        remedy="Create the text with one of the parts for text, which record the cap height.",
    )


def _too_small(static: StaticItem, height: float, placement: float) -> Iterator[Violation]:
    """A text whose capitals are `height` of the frame, on a slide with the video at `placement`."""
    tag, share = static.tag, height * placement
    good = _GOOD_CAPS.get(tag.role, MIN_CAP)
    if share >= good * _ROUNDING:
        return
    fails = share < MIN_CAP * _ROUNDING
    limit = MIN_CAP if fails else good
    yield Violation(
        f"The capitals of '{tag.text}' ({tag.role}) are {share:.1%} of the slide's height; "
        f"the minimum is {100 * limit:g}%.",
        static.frame,
        line=tag.line,
        text=tag.text,
        measured=round(share, 4),
        limit=limit,
        severity=Severity.FAIL if fails else Severity.WARN,
        remedy=_larger(height, limit, placement),
        box=shape_box(static.item),
    )


def _larger(height: float, limit: float, placement: float) -> str:
    """How to make a text large enough: with a larger type size, or a larger video on the slide."""
    wanted, video = limit / placement, limit / height
    remedy = (
        f"Its capitals are {height:.1%} of the frame and must be {wanted:.1%}: "
        f"make it {wanted / height:.2f} times as large, with fewer words if necessary"
    )
    if placement < video <= 1:
        remedy += f", or make the video at least {video:.0%} of the slide's width (placement)"
    return remedy + "."


def _safe_area(case: DrawingCase) -> Iterator[Violation]:
    for frame, item, tag in case.static_items:
        if tag.text is not None:
            share, name = TEXT_AREA, f"'{tag.text}'"
        elif tag.role == "graphic":
            share, name = GRAPHIC_AREA, f"A graphic of {tag.owner or 'the scene'}"
        else:
            continue
        box = shape_box(item)
        if tag.text is not None and box and not box.intersection(case.middle(1.0)):
            continue  # on its way in or out, or a matter of the rule `outside`
        if not _inside(item, case.middle(share)):
            yield Violation(
                f"{name} extends beyond the middle {share:.0%} of the frame.",
                frame,
                line=tag.line,
                text=tag.text,
                limit=share,
                box=box,
            )


def _inside(item: Item, area: Box) -> bool:
    box = shape_box(item)
    return box is None or box.union(area) == area


DRAWING_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "opening",
        Severity.FAIL,
        "the first frame shows the title",
        "posters, thumbnails and paused clips show the first frame",
        "Show the title from the first frame of the first beat, fully opaque.",
        _opening,
    ),
    Rule(
        "hold",
        Severity.FAIL,
        f"nothing moves in the last {MIN_HOLD_S} s",
        "the last frame stays on the slide and must be readable",
        "End the animations of the last beat earlier, or lengthen the beat.",
        _hold,
    ),
    Rule(
        "text-size",
        Severity.FAIL,
        f"capitals of {MIN_CAP:.0%} of the slide's height, {GOOD_CAP:.0%} for sentences",
        "a slide is read from the back of a room",
        "Use fewer words and a larger size, or make the video larger on its slide.",
        _text_size,
    ),
    Rule(
        "safe-area",
        Severity.FAIL,
        f"text in the middle {TEXT_AREA:.0%} of the frame, graphics in the middle "
        f"{GRAPHIC_AREA:.0%}",
        "projectors and players crop or cover the edges",
        "Move it inwards, or break the line.",
        _safe_area,
    ),
)
