"""What the speaker says: the storyboard's own words, beat by beat with their times."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Note:
    """One paragraph, and what it is about: a beat, the insight, a source."""

    label: str
    text: str
    time: str = ""
    """From when to when the beat lasts; nothing where it is about the whole clip."""

    @property
    def heading(self) -> str:
        return f"{self.time} {self.label}".strip()

    def __str__(self) -> str:
        return f"{self.heading}: {self.text}"


def speaker_notes(loaded: Loaded, timeline: Timeline) -> tuple[Note, ...]:
    """One paragraph for each beat, then the insight, the common mistake and the sources."""
    board = loaded.storyboard
    notes = []
    for written, timed in zip(board.beats, timeline.beats, strict=True):
        start, stop = map(timeline.fps.seconds, (timed.frames.start, timed.frames.stop))
        words = _one_line(f"{timed.sentence} {written.notes or ''}")
        notes.append(Note(beat_name(timed.id), words, f"{clock(start)}–{clock(stop)}"))
    if board.insight:
        notes.append(Note("Insight", _one_line(board.insight)))
    if board.mistake:
        notes.append(Note("Common mistake", _one_line(board.mistake)))
    notes += [Note("Source", _one_line(source)) for source in board.sources]
    return tuple(notes)


def clock(seconds: Fraction) -> str:
    """`0:02.4`, as a player shows it."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def beat_name(identifier: str) -> str:
    """`seed_lock` as people write it."""
    return identifier.replace("_", " ").capitalize()


def _one_line(text: str) -> str:
    return " ".join(text.split())
