"""The rule about texts outside the frame: on stage, and where viewers never see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from math import hypot
from typing import NamedTuple

from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.drawing.quanta import Box
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.visible_items import ShownText

_SAME_VIEW = 0.5
"""Share of the items that stay where they are while a text jumps; where fewer do, the camera cuts
to another view."""

_NO_FRAMES = FrameRange(0, 0)


class _Stretch(NamedTuple):
    """Frames with equal drawings and the same texts outside the frame."""

    drawing: Drawing
    frames: FrameRange
    texts: Sequence[ShownText]


@dataclass(slots=True)
class _Life:
    """What is known of a text from its first frame on stage to its last."""

    text: ShownText
    frames: FrameRange
    static: FrameRange = _NO_FRAMES
    """The last frames in which it is in one place."""

    seen: bool = False
    """Whether any of it was ever within the frame."""

    jumped_at: int | None = None
    """The frame from which on it is outside the frame without having moved there."""

    def extend(self, text: ShownText, frames: FrameRange) -> None:
        """The text is on stage for further frames."""
        rests = text.key == self.text.key and self.static.stop == frames.start
        self.static = FrameRange(self.static.start if rests else frames.start, frames.stop)
        self.text, self.frames = text, FrameRange(self.frames.start, frames.stop)

    def rests_until(self, frame: int, area: Box, least: int) -> bool:
        """Whether it is within an area and in one place for some frames before a frame."""
        inside = self.text.box.union(area) == area
        return inside and self.static.stop == frame and len(self.static) >= least


class _Lives:
    """Follows texts from one drawing to the next: what is equal, or else what is nearest."""

    def __init__(self) -> None:
        self._of: defaultdict[str, list[_Life]] = defaultdict(list)

    def __iter__(self) -> Iterator[_Life]:
        for lives in self._of.values():
            yield from lives

    def follow(self, stretch: _Stretch) -> Iterator[tuple[_Life, ShownText]]:
        """Each text of a drawing with its life up to there, a new one if it has none."""
        waiting: defaultdict[str, list[ShownText]] = defaultdict(list)
        for text in stretch.texts:
            waiting[text.words].append(text)
        for words, texts in waiting.items():
            free = list(self._of[words])
            while texts and free:
                pairs = ((life, text) for life in free for text in texts)
                life, text = min(pairs, key=partial(_distance, stretch.frames.start))
                free.remove(life)
                texts.remove(text)
                yield life, text
            for text in texts:
                life = _Life(text, stretch.frames)
                self._of[words].append(life)
                yield life, text


def _distance(frame: int, pair: tuple[_Life, ShownText]) -> tuple[bool, bool, float]:
    """How unlikely it is that a life goes on at a frame with a text."""
    life, text = pair
    one, other = life.text.box, text.box
    across, up = one.left + one.right - other.left - other.right, one.top - other.top
    return life.frames.stop != frame, life.text.key != text.key, hypot(across / 2, up)


def _outside(case: DrawingCase) -> Iterator[Violation]:
    long = case.transition_frames
    for life in _lives(case):
        first, stop = life.frames.start, life.frames.stop
        if not life.seen and stop - first > long:
            message = f"'{life.text.words}' is on stage and never within the frame."
            yield _violation(life.text, message, first, Severity.FAIL)
        elif life.jumped_at is not None and stop - life.jumped_at > long:
            message = f"'{life.text.words}' jumps out of the frame and stays on stage."
            yield _violation(life.text, message, life.jumped_at, Severity.WARN)


def _violation(text: ShownText, message: str, frame: int, severity: Severity) -> Violation:
    return Violation(message, frame, text.tag.line, text.words, severity=severity)


def _lives(case: DrawingCase) -> _Lives:
    """The lives of all texts whose words are ever outside the frame."""
    lives, area, before = _Lives(), case.middle(1.0), Drawing(())
    for stretch in _stretches(case):
        start = stretch.frames.start
        for life, text in lives.follow(stretch):
            if not _is_outside(text, area):
                life.seen, life.jumped_at = True, None
            elif life.rests_until(start, area, case.min_static_frames) and _same_view(
                before, stretch.drawing
            ):
                life.jumped_at = start
            life.extend(text, stretch.frames)
        before = stretch.drawing
    return lives


def _stretches(case: DrawingCase) -> Sequence[_Stretch]:
    """The clip, with the texts whose words are ever outside the frame."""
    stretches, start = [], 0
    for _, group in groupby(case.drawings, lambda drawing: (drawing.key, drawing.outside)):
        drawing, *rest = group
        frames = FrameRange(start, start + 1 + len(rest))
        stretches.append(_Stretch(drawing, frames, case.texts_on_stage(drawing)))
        start = frames.stop
    area = case.middle(1.0)
    texts = {id(text): text for stretch in stretches for text in stretch.texts}
    outside = {text.words for text in texts.values() if _is_outside(text, area)}
    return [
        stretch._replace(texts=[text for text in stretch.texts if text.words in outside])
        for stretch in stretches
    ]


def _is_outside(text: ShownText, area: Box) -> bool:
    """Whether all of a text is outside the frame; one that its clips hide is not."""
    box = text.box
    return bool(box.width) and box.intersection(area) is None


def _same_view(before: Drawing, after: Drawing) -> bool:
    """Whether most items of a drawing are in the next one, too."""
    kept = {item.key for item in before.items} & {item.key for item in after.items}
    return len(kept) >= _SAME_VIEW * (len(before.items) - 1)


OUTSIDE_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "outside",
        Severity.FAIL,
        "every text on stage is within the frame at some time, and leaves it only by moving",
        "a text outside the frame is never read; a wrong position is the usual cause",
        "Move it into the frame, or remove it.",
        _outside,
    ),
)
