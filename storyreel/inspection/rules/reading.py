"""Rules about words: whether there is time to read them, and whether they are for the viewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from storyreel.drawing.drawing import Box
from storyreel.inspection.drawing_case import DrawingCase, Stand
from storyreel.inspection.findings import Fault, Rule, Severity
from storyreel.storyboard.text import CAPTION_LINES, CAPTION_WORDS, LINE_CHARACTERS

MOST_RATE, GOOD_RATE = 17, 13
"""Characters a second, with spaces: what adults read of subtitles, and what is comfortable."""

LEAST_READING_S = 0.83
"""Twenty frames at 24 a second: a shorter subtitle is a flicker."""

SENTENCES = frozenset({"caption", "wisdom"})
"""What must be read; it is judged line by line of the storyboard. Labels and code belong to a
picture that tells the same: too little time for them is a warning."""

GLANCED = frozenset({"token", "number"})
"""Read as a pattern or while it counts, and not word by word."""

LEAKS = {
    "a placeholder": r"\b(?:TODO|FIXME|TBD|XXX)\b|(?i:\blorem\b|\bipsum\b|\bplaceholder\b)",
    "a private folder": r"(?<![\w.])/(?:home|Users|root|work|mnt|private|tmp)/[\w.-]"
    r"|(?<!\w)~/\w|\b[A-Za-z]:\\\w",
    "a path": r"(?<![\w.:/])/(?:usr|etc|var|opt|srv|bin|dev)/[\w.-]|\bfile://",
    "a note of the production": r"(?i:\[(?:cue|pause|music|sfx|b-roll|fade|cut|zoom|voice)\b"
    r"|\bvoice-?over\b|\bcut to\b|\bnarrator\s*:|\b(?:editor|director)'?s? note\b"
    r"|\bdo not (?:show|publish)\b)",
}
"""What no viewer may be shown: regular expressions by name."""


def _reading_time(case: DrawingCase) -> Iterator[Fault]:
    yield from _sentences(case)
    yield from _labels(case)


def _sentences(case: DrawingCase) -> Iterator[Fault]:
    """Each beat's sentence, whole: all its lines readable in the same frame."""
    stands = [stand for stand in case.stands if stand.tag.role in SENTENCES]
    readable = {id(stand): case.readable(stand) for stand in stands}
    for beat in case.timeline.beats:
        wanted, shown = beat.sentence.split(), 0
        first, lines = beat.frames.start, list[Stand]()
        for frame in beat.frames:
            here = [stand for stand in stands if frame in readable[id(stand)]]
            here.sort(key=lambda stand: -stand.box.top)
            if " ".join(stand.text for stand in here).split() == wanted:
                shown += 1
                if shown == 1:
                    first, lines = frame, here
        # The last picture stays on the slide: its sentence can be read on after the clip.
        stays = shown > 0 and beat is case.timeline.beats[-1]
        box = reduce(Box.union, (stand.box for stand in lines)) if lines else None
        for fault in (
            *_too_fast(case, beat.sentence, shown, first, must=not stays),
            *_too_long(beat.sentence, [stand.text for stand in lines], first),
        ):
            yield replace(fault, box=box)


def _too_long(sentence: str, lines: list[str], frame: int) -> Iterator[Fault]:
    longest = max(lines, key=len, default="")
    if len(longest) > LINE_CHARACTERS:
        yield Fault(
            f"A line has {len(longest)} characters: '{longest}'.",
            frame,
            text=sentence,
            measured=len(longest),
            limit=LINE_CHARACTERS,
        )
    if len(lines) > CAPTION_LINES:
        yield Fault(
            f"'{sentence}' stands on {len(lines)} lines.",
            frame,
            text=sentence,
            measured=len(lines),
            limit=CAPTION_LINES,
        )


def _labels(case: DrawingCase) -> Iterator[Fault]:
    """Each other text once, over all the places and times at which it stands."""
    frames: dict[str, frozenset[int]] = {}
    first: dict[str, Stand] = {}
    before: dict[int, frozenset[int]] = {}
    for stand in case.stands:
        if stand.tag.role in SENTENCES | GLANCED:
            continue
        seen: frozenset[int] = case.readable(stand)
        typed = _typed_before(case, stand)
        if typed is not None:  # what was typed so far has been read on the way
            seen = seen | before.get(id(typed), frozenset())
            frames.pop(typed.text, None)
        before[id(stand)] = seen
        frames[stand.text] = frames.get(stand.text, frozenset()) | seen
        first.setdefault(stand.text, stand)
    for text, seen in frames.items():
        stand = first[text]
        for fault in _too_fast(case, text, len(seen), stand.frames.start, must=False):
            yield replace(fault, box=stand.box)


def _typed_before(case: DrawingCase, stand: Stand) -> Stand | None:
    """The stand that this one writes on: the same words at the same place, but fewer."""
    for other in reversed(case.stands):
        late = stand.frames.start - other.frames.stop
        if (
            stand.text != other.text
            and stand.text.startswith(other.text)
            and 0 <= late <= 2 * case.moment
            and abs(stand.box.left - other.box.left) < stand.box.height
            and abs(stand.box.top - other.box.top) < stand.box.height
        ):
            return other
    return None


def _too_fast(case: DrawingCase, text: str, frames: int, frame: int, must: bool) -> Iterator[Fault]:
    seconds = case.seconds(frames)
    worst = Severity.FAIL if must else Severity.WARN
    needed = max(len(text) / MOST_RATE, LEAST_READING_S)
    enough = f"It needs {needed:.2f} s opaque, still and uncovered, and has {seconds:.2f} s."
    remedy = f"{enough} Let it come earlier or stay longer, or say it in fewer words."
    if not frames:
        yield Fault(
            f"'{text}' can never be read as a whole.",
            frame,
            text=text,
            measured=0,
            limit=LEAST_READING_S,
            severity=worst,
            remedy=remedy,
        )
        return
    rate = len(text) / seconds
    if seconds < LEAST_READING_S - 0.5 / case.timeline.fps.rate:
        yield Fault(
            f"'{text}' can be read for {seconds:.2f} s only.",
            frame,
            text=text,
            measured=seconds,
            limit=LEAST_READING_S,
            severity=worst,
            remedy=remedy,
        )
    elif rate > (GOOD_RATE if must else MOST_RATE):
        yield Fault(
            f"'{text}' must be read at {rate:.1f} characters a second.",
            frame,
            text=text,
            measured=round(rate, 1),
            limit=MOST_RATE if rate > MOST_RATE else GOOD_RATE,
            severity=worst if rate > MOST_RATE else Severity.WARN,
            remedy=remedy,
        )


def _words(case: DrawingCase) -> Iterator[Fault]:
    for beat in case.timeline.beats:
        count = len(beat.sentence.split())
        if beat.caption and count > CAPTION_WORDS:
            yield Fault(
                f"The caption has {count} words.",
                beat.frames.start,
                text=beat.sentence,
                measured=count,
                limit=CAPTION_WORDS,
            )
    texts: dict[str, tuple[int | None, str]] = {}
    for run in case.runs:
        for item in run.drawing.items:
            if item.tag is not None and item.tag.text:
                texts.setdefault(item.tag.text, (run.frames.start, "shows"))
    for name, text in case.published.items():
        texts.setdefault(text, (None, f"has in its {name}"))
    for text, (frame, how) in texts.items():
        first: dict[str, str] = {}
        for leak, found in leaks(text):
            first.setdefault(leak, found)
        for leak, found in first.items():
            yield Fault(f"The clip {how} {leak}: '{found}'.", frame, text=text, measured=found)


def leaks(text: str) -> Iterator[tuple[str, str]]:
    """What a text gives away: the kind, and the words."""
    for name, pattern in LEAKS.items():
        for found in re.finditer(pattern, text):
            yield name, found[0]


READING_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "reading-time",
        Severity.FAIL,
        f"{MOST_RATE} characters a second ({GOOD_RATE} to be comfortable), {LEAST_READING_S} s, "
        f"{CAPTION_LINES} lines of {LINE_CHARACTERS}",
        "subtitle guides: Netflix 17 for adults and 20 frames at least, BBC 160-180 words a minute",
        "Let it stand longer, or say it in fewer words.",
        _reading_time,
    ),
    Rule(
        "words",
        Severity.FAIL,
        f"captions of {CAPTION_WORDS} words; nothing that was meant for the makers",
        "a caption is taken in at a glance; viewers must not see the workshop",
        "Shorten or replace it in the storyboard.",
        _words,
    ),
)
