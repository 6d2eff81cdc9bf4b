"""Rules about words: enough time to read them, and nothing that was not meant for viewers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import NamedTuple

from storyreel.base.presets import RATES
from storyreel.base.timebase import Fps
from storyreel.drawing.quanta import Box
from storyreel.inspection.drawing_case import DrawingCase, StaticText
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.reading_speed import GOOD_RATE, MAX_RATE, MIN_READING_S
from storyreel.storyboard.text import CAPTION_LINES, CAPTION_WORDS, LINE_CHARACTERS
from storyreel.storyboard.timeline import TimedBeat

COARSEST_RATE = min(RATES)
"""Frames a second. Frame k at this rate has the drawing of frame 2k at twice the rate: the time to
read a text is counted in these frames alone, so that a clip passes at all of these rates or none.
"""

HALF_FRAME_S = 0.5 / COARSEST_RATE
"""How much too short a time counted in frames may be; only MAX_RATE makes no allowance for it."""

SENTENCE_ROLES = frozenset({"caption", "wisdom"})
"""Text that must be read; it is judged as the sentences of the storyboard. Labels and code belong
to a picture that conveys the same: too little time for them is a warning."""

_LINE_LIMITS = {"wisdom": 64}
"""Characters on a line of sentences that stay longer than captions do."""

GLANCE_ROLES = frozenset({"token", "number"})
"""Text that is taken in as a pattern, or while it counts, and not word by word."""

LEAKS = {
    "a placeholder": r"\b(?:TODO|FIXME|TBD|XXX)\b|(?i:\blorem\b|\bipsum\b|\bplaceholder\b)",
    "a private folder": r"(?<![\w.])/(?:home|Users|root|work|mnt|private|tmp)/[\w.-]"
    r"|(?<!\w)~/\w|\b[A-Za-z]:\\\w",
    "a path": r"(?<![\w.:/])/(?:usr|etc|var|opt|srv|bin|dev)/[\w.-]|\bfile://",
    "a note of the production": r"(?i:\[(?:cue|pause|music|sfx|b-roll|fade|cut|zoom|voice)\b"
    r"|\bvoice-?over\b|\bcut to\b|\bnarrator\s*:|\b(?:editor|director)'?s? note\b"
    r"|\bdo not (?:show|publish)\b)",
}
"""Regular expressions of what viewers must not see, by name."""


class _Demand(NamedTuple):
    """How fast a text may have to be read, and how bad it is if it cannot be read in time."""

    rate: int
    severity: Severity


_MUST_BE_READ = _Demand(GOOD_RATE, Severity.FAIL)
_SHOULD_BE_READ = _Demand(MAX_RATE, Severity.WARN)


def _reading_time(case: DrawingCase) -> Iterator[Violation]:
    for beat in case.timeline.beats:
        for sentence in beat.sentences:
            yield from _sentence(case, beat, sentence.text)
    yield from _labels(case)


def _sentence(case: DrawingCase, beat: TimedBeat, text: str) -> Iterator[Violation]:
    """A sentence of a beat: it counts as shown while all of its lines are readable."""
    shown = list(_shown_lines(case, beat, text))
    frame, lines = shown[0] if shown else (beat.frames.start, [])
    seconds = _seconds(case.timeline.fps, [frame for frame, _ in shown])
    # The last picture stays on the slide, where its sentence can be read after the clip.
    stays = shown and beat is case.timeline.beats[-1]
    violations = (
        *_reading_speed(text, seconds, _SHOULD_BE_READ if stays else _MUST_BE_READ),
        *_line_breaks(text, lines),
    )
    box = reduce(Box.union, (line.box for line in lines)) if lines else None
    for violation in violations:
        yield replace(violation, frame=frame, box=box)


def _seconds(fps: Fps, shown: Collection[int]) -> float:
    """For how long a text can be read that is shown in these frames.

    Counted in frames of the coarsest rate, so that every rate with these frames gives the same.
    """
    step = coarsest_step(fps)
    return round(float(fps.seconds(step * sum(frame % step == 0 for frame in shown))), 3)


def _shown_lines(
    case: DrawingCase, beat: TimedBeat, text: str
) -> Iterator[tuple[int, list[StaticText]]]:
    """Each frame of a beat in which a whole sentence is readable, with its lines from the top."""
    wanted = text.split()
    sentences = [static for static in case.static_texts if static.tag.role in SENTENCE_ROLES]
    readable = [(static, case.readable_frames(static)) for static in sentences]
    for frame in beat.frames:
        lines = [static for static, frames in readable if frame in frames]
        lines.sort(key=lambda static: -static.box.top)
        if " ".join(line.words for line in lines).split() == wanted:
            yield frame, lines


def _line_breaks(sentence: str, lines: Sequence[StaticText]) -> Iterator[Violation]:
    longest = max(lines, key=lambda line: len(line.words), default=None)
    if longest is not None:
        count, limit = len(longest.words), _LINE_LIMITS.get(longest.tag.role, LINE_CHARACTERS)
        if count > limit:
            yield Violation(
                f"The line '{longest.words}' has {count} characters; the maximum is {limit}.",
                text=sentence,
                measured=count,
                limit=limit,
            )
    if len(lines) > CAPTION_LINES:
        yield Violation(
            f"'{sentence}' takes {len(lines)} lines; the maximum is {CAPTION_LINES}.",
            text=sentence,
            measured=len(lines),
            limit=CAPTION_LINES,
        )


def _labels(case: DrawingCase) -> Iterator[Violation]:
    """Every other text once, over all the places and times at which it is readable."""
    frames: dict[str, frozenset[int]] = {}
    first: dict[str, StaticText] = {}
    seen_of: dict[int, frozenset[int]] = {}
    for static in case.static_texts:
        if static.tag.role in SENTENCE_ROLES | GLANCE_ROLES:
            continue
        seen = case.readable_frames(static)
        beginning = _typed_before(case, static)
        if beginning is not None:  # it has been read while it was typed
            seen = seen | seen_of.get(id(beginning), frozenset())
            frames.pop(beginning.words, None)
        seen_of[id(static)] = seen
        frames[static.words] = frames.get(static.words, frozenset()) | seen
        first.setdefault(static.words, static)
    for words, seen in frames.items():
        static = first[words]
        seconds = _seconds(case.timeline.fps, seen)
        for violation in _reading_speed(words, seconds, _SHOULD_BE_READ):
            yield replace(violation, frame=static.frames.start, box=static.box)


def _typed_before(case: DrawingCase, static: StaticText) -> StaticText | None:
    """The text that this one continues: the beginning of the same words in the same place."""
    for other in reversed(case.static_texts):
        gap = static.frames.start - other.frames.stop
        if (
            static.words != other.words
            and static.words.startswith(other.words)
            and 0 <= gap <= 2 * case.min_static_frames
            and abs(static.box.left - other.box.left) < static.box.height
            and abs(static.box.top - other.box.top) < static.box.height
        ):
            return other
    return None


def _reading_speed(text: str, seconds: float, demand: _Demand) -> Iterator[Violation]:
    """Whether a text that is readable for so many seconds leaves enough time to read it."""
    violation = _hurry(text, seconds, demand.rate)
    if violation is not None:
        rate = GOOD_RATE if violation.limit == GOOD_RATE else MAX_RATE
        needed = max(len(text) / rate, MIN_READING_S)
        yield replace(
            violation,
            text=text,
            severity=violation.severity or demand.severity,
            remedy=f"It needs {needed:.2f} s in full view (opaque, static and uncovered), and "
            f"gets {seconds:.2f} s. Let it appear earlier or stay longer, or use fewer words.",
        )


def _hurry(text: str, seconds: float, rate: int) -> Violation | None:
    """What is wrong with the time that a text is readable, if anything."""
    if not seconds:
        message = f"'{text}' is never readable as a whole."
        return Violation(message, measured=0, limit=MIN_READING_S)
    if seconds < MIN_READING_S - HALF_FRAME_S:
        message = f"'{text}' is readable for only {seconds:.2f} s."
        return Violation(message, measured=seconds, limit=MIN_READING_S)
    needed = len(text) / seconds
    if needed <= MAX_RATE and len(text) <= rate * (seconds + HALF_FRAME_S):
        return None
    limit, severity = (MAX_RATE, None) if needed > MAX_RATE else (GOOD_RATE, Severity.WARN)
    message = f"'{text}' must be read at {needed:.1f} characters a second; the limit is {limit}."
    return Violation(message, measured=round(needed, 1), limit=limit, severity=severity)


def coarsest_step(fps: Fps) -> int:
    """How many frames make one of the coarsest rate; 1 for a rate that is not a multiple."""
    return fps.rate // COARSEST_RATE if fps.rate % COARSEST_RATE == 0 else 1


def _words(case: DrawingCase) -> Iterator[Violation]:
    yield from _caption_lengths(case)
    yield from _leaked_words(case)


def _caption_lengths(case: DrawingCase) -> Iterator[Violation]:
    for beat in case.timeline.beats:
        for sentence in beat.sentences:
            count = len(sentence.text.split())
            if beat.caption and count > CAPTION_WORDS:
                yield Violation(
                    f"The caption has {count} words; the maximum is {CAPTION_WORDS}.",
                    sentence.frames.start,
                    text=sentence.text,
                    measured=count,
                    limit=CAPTION_WORDS,
                )


def _leaked_words(case: DrawingCase) -> Iterator[Violation]:
    places: dict[str, tuple[int | None, str]] = {}
    for run in case.static_runs:
        for item in run.drawing.items:
            if item.tag is not None and item.tag.text:
                places.setdefault(item.tag.text, (run.frames.start, "The clip shows"))
    for name, text in case.published.items():
        places.setdefault(text, (None, f"The storyboard's {name} contains"))
    for text, (frame, where) in places.items():
        first: dict[str, str] = {}
        for leak, found in leaks(text):
            first.setdefault(leak, found)
        for leak, found in first.items():
            yield Violation(f"{where} {leak}: '{found}'.", frame, text=text, measured=found)


def leaks(text: str) -> Iterator[tuple[str, str]]:
    """The kind and the words of each leak in a text."""
    for name, pattern in LEAKS.items():
        for found in re.finditer(pattern, text):
            yield name, found[0]


READING_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "reading-time",
        Severity.FAIL,
        f"{MAX_RATE} characters a second ({GOOD_RATE} to be comfortable), {MIN_READING_S} s, "
        f"{CAPTION_LINES} lines of {LINE_CHARACTERS}",
        "subtitle guides: Netflix 17 for adults and at least 20 frames, BBC 160-180 words a minute",
        "Show it for longer, or use fewer words.",
        _reading_time,
    ),
    Rule(
        "words",
        Severity.FAIL,
        f"captions of at most {CAPTION_WORDS} words; no placeholders, paths or production notes",
        "a caption is taken in at a glance; notes of the production are not for viewers",
        "Shorten or replace it in the storyboard.",
        _words,
    ),
)
