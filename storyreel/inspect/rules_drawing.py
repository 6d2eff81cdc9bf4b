"""Rules about the drawings: exact, on every frame, with no picture analysis.

What is seen is judged where it can be seen: opaque, and standing still for a moment. A word that
is on its way in or out, or turns over, may be small or outside meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from storyreel.film.drawing import (
    FRAME_HEIGHT,
    FRAME_WIDTH,
    QUANTA_PER_UNIT,
    Box,
    Drawing,
    Item,
    PathItem,
    Tag,
)
from storyreel.inspect.finding import Fault, Rule, Severity
from storyreel.timebase import FrameRange
from storyreel.timeline import Timeline

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
OPAQUE = 0.95
STANDING_S = Fraction(1, 5)
"""What stands still for less is still on its way: an eye fixes a place for about as long."""


@dataclass(frozen=True, slots=True)
class Run:
    """Equal drawings in a row."""

    drawing: Drawing
    frames: FrameRange


@dataclass(frozen=True)
class DrawingCase:
    """A clip as drawn: one drawing a frame, and what the storyboard wants of it.

    `placement` is the width of the video on its slide, as a share of the slide's. `aspect` is the
    frame's width over its height; it is that of the stage, as no finding may depend on a size.
    """

    timeline: Timeline
    drawings: Sequence[Drawing]
    title: str
    placement: float
    aspect: float = FRAME_WIDTH / FRAME_HEIGHT

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The clip as runs of equal drawings: what stands still is looked at once."""
        runs, start = [], 0
        for drawing, group in groupby(self.drawings):
            stop = start + sum(1 for _ in group)
            runs.append(Run(drawing, FrameRange(start, stop)))
            start = stop
        return tuple(runs)

    @cached_property
    def standing(self) -> tuple[tuple[int, Item, Tag], ...]:
        """Every tagged item that stands still and opaque, once, and the frame since when."""
        least = self.timeline.fps.first_frame_at_or_after(STANDING_S)
        found: dict[bytes, tuple[int, Item, Tag]] = {}
        since: dict[bytes, int] = {}
        for run in self.runs:
            keys = {item.key: item for item in run.drawing.items}
            since = {key: since.get(key, run.frames.start) for key in keys}
            for key, item in keys.items():
                still = run.frames.stop - since[key] >= least
                if still and item.tag and key not in found and opacity(item) >= OPAQUE:
                    found[key] = (since[key], item, item.tag)
        return tuple(found.values())


def opacity(item: Item) -> float:
    """From 0 to 1: of the most opaque paint of a path, 1 for an image."""
    if not isinstance(item, PathItem):
        return 1.0
    paints = [item.fill, *(s.paint for s in (item.stroke, item.back_stroke) if s)]
    alphas = [color[3] for paint in paints if paint for color in paint.colors]
    return max(alphas, default=0) / 65535


def shape_box(item: Item) -> Box | None:
    """What an item shows without its shadow; None where its clip leaves nothing."""
    if not isinstance(item, PathItem):
        return item.box if item.box.width and item.box.height else None
    reach = max((s.width // 2 for s in (item.stroke, item.back_stroke) if s), default=0)
    box = item.path.box.grown(reach)
    return box.intersection(item.clip.box) if item.clip else box


def cap_height(item: Item, tag: Tag) -> float | None:
    """Height of a capital as a share of the frame's, None where the tag does not tell."""
    if tag.cap_share is None or not isinstance(item, PathItem):
        return None
    return tag.cap_share * item.path.box.height / (FRAME_HEIGHT * QUANTA_PER_UNIT)


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
        )


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
