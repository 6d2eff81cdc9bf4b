"""Rules about the drawings: exact, on every frame, with no picture analysis.

What is seen is judged where it can be seen: opaque, and standing still for a moment. A word that
is on its way in or out, or turns over, may be small or outside meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.drawing.drawing import FRAME_HEIGHT, QUANTA_PER_UNIT, Box, Item
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.findings import Fault, Rule, Severity
from storyreel.inspection.visible_items import OPAQUE, cap_height, opacity, shape_box

LEAST_HOLD_S = 3
LEAST_CAP = 0.03
GOOD_CAP = 0.04
_MEASURE_ERROR = 0.005
"""Share by which a size that is exactly right may be measured too small."""

BODY_ROLES = frozenset({"title", "caption", "wisdom"})
"""Text that must be read: below GOOD_CAP is a warning. Rails, labels, tokens, code and numbers
belong to a picture that tells the same; they may be as small as LEAST_CAP."""

TEXT_SHARE = 0.90
MATTER_SHARE = 0.93
MATTER_ROLES = frozenset({"graphic"})


def _opening(case: DrawingCase) -> Iterator[Fault]:
    titles = [item for item in case.drawings[0].items if item.tag and item.tag.role == "title"]
    shown = " ".join(item.tag.text or "" for item in titles if item.tag).split()
    if shown != case.title.split():
        yield Fault(
            f"The first frame does not show the title '{case.title}'.",
            frame=0,
            text=" ".join(shown) or None,
        )
        return
    for item in titles:
        height = cap_height(item, item.tag) if item.tag else None
        if opacity(item) < OPAQUE:
            yield Fault("The title is not fully there in the first frame.", 0, text=case.title)
        elif not _inside(item, _middle(TEXT_SHARE, case.aspect)):
            yield Fault("The title is cut or outside in the first frame.", 0, text=case.title)
        elif height is not None and height * case.placement < LEAST_CAP * (1 - _MEASURE_ERROR):
            yield Fault("The title is too small in the first frame.", 0, text=case.title)


def _hold(case: DrawingCase) -> Iterator[Fault]:
    last = case.runs[-1].frames
    rate = case.timeline.fps.rate
    if len(last) < LEAST_HOLD_S * rate:
        seconds = round(len(last) / rate, 3)
        yield Fault(
            f"The clip stands still for its last {seconds} s only.",
            frame=max(0, last.start - 1),
            measured=seconds,
            limit=LEAST_HOLD_S,
        )


def _text_size(case: DrawingCase) -> Iterator[Fault]:
    for frame, item, tag in case.standing:
        if not (tag.text and tag.text.strip()):
            continue
        height = cap_height(item, tag)
        if height is None:
            yield Fault(
                f"The size of '{tag.text}' is not known.",
                frame,
                line=tag.line,
                text=tag.text,
                severity=Severity.WARN,
                remedy="Make the text with the parts for text, which say how high a capital is.",
            )
            continue
        share = height * case.placement
        good = GOOD_CAP if tag.role in BODY_ROLES else LEAST_CAP
        if share >= good * (1 - _MEASURE_ERROR):
            continue
        fails = share < LEAST_CAP * (1 - _MEASURE_ERROR)
        limit = LEAST_CAP if fails else GOOD_CAP
        yield Fault(
            f"'{tag.text}' ({tag.role}) is {share:.1%} of the slide's height, under {limit:.0%}.",
            frame,
            line=tag.line,
            text=tag.text,
            measured=round(share, 4),
            limit=limit,
            severity=Severity.FAIL if fails else Severity.WARN,
            remedy=_enough(height, limit, case.placement),
            box=shape_box(item),
        )


def _enough(height: float, limit: float, placement: float) -> str:
    """What would make a text large enough: a larger type, or a larger box on the slide."""
    wanted = limit / placement
    larger = f"Its capitals are {height:.1%} of the frame and must be {wanted:.1%}"
    remedy = f"{larger}: set it {wanted / height:.2f} times as large, with fewer words if need be"
    box = limit / height
    if placement < box <= 1:
        remedy += f", or make the video at least {box:.0%} of the slide wide (placement)"
    return remedy + "."


def _safe_area(case: DrawingCase) -> Iterator[Fault]:
    for frame, item, tag in case.standing:
        if tag.text is not None:
            share = TEXT_SHARE
        elif tag.role in MATTER_ROLES:
            share = MATTER_SHARE
        else:
            continue
        if not _inside(item, _middle(share, case.aspect)):
            name = f"'{tag.text}'" if tag.text else f"A {tag.role} of {tag.owner or 'the scene'}"
            yield Fault(
                f"{name} stands outside the middle {share:.0%} of the frame.",
                frame,
                line=tag.line,
                text=tag.text,
                limit=share,
                box=shape_box(item),
            )


def _middle(share: float, aspect: float) -> Box:
    """The middle of the frame; a 1024th of a unit more, for what lies on its edge."""
    half = FRAME_HEIGHT * QUANTA_PER_UNIT / 2 * share
    across, down = round(half * aspect), round(half)
    return Box(-across, -down, across, down).grown(QUANTA_PER_UNIT // 1024)


def _inside(item: Item, area: Box) -> bool:
    box = shape_box(item)
    if box is None:
        return True
    return (
        box.left >= area.left
        and box.right <= area.right
        and box.bottom >= area.bottom
        and box.top <= area.top
    )


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
        f"nothing moves in the last {LEAST_HOLD_S} s",
        "the last frame is what the slide keeps, and it must be read",
        "End the movements of the last beat earlier, or lengthen the beat.",
        _hold,
    ),
    Rule(
        "text-size",
        Severity.FAIL,
        f"capitals of {LEAST_CAP:.0%} of the slide's height, {GOOD_CAP:.0%} for sentences",
        "a slide is read from the back of a room",
        "Use fewer words and a larger size, or place the video larger on its slide.",
        _text_size,
    ),
    Rule(
        "safe-area",
        Severity.FAIL,
        f"text in the middle {TEXT_SHARE:.0%}, all that matters in the middle {MATTER_SHARE:.0%}",
        "projectors and players cut or cover the edges",
        "Move it inwards, or break the line.",
        _safe_area,
    ),
)
