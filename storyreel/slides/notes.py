"""Speaker notes: the words of a storyboard or of a scene's captions, part by part with times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from storyreel.output.webvtt import Cue
from storyreel.slides.text_flow import one_line
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import TimedBeat, Timeline, in_words


@dataclass(frozen=True, slots=True)
class SpeakerNote:
    """One paragraph: what it is about (a beat, the insight, a source), and its text.

    `time` is the beat's start and end, `beat` its index; empty and None where the note is about the
    whole clip.
    """

    label: str
    text: str
    time: str = ""
    beat: int | None = None

    @property
    def heading(self) -> str:
        return f"{self.time} {self.label}".strip()

    def __str__(self) -> str:
        return f"{self.heading}: {self.text}"


@dataclass(frozen=True, slots=True)
class SlideNotes:
    """The notes of one slide: a title, and paragraphs below it."""

    title: str
    paragraphs: tuple[SpeakerNote, ...]
    language: str


def speaker_notes(loaded: Loaded, timeline: Timeline) -> tuple[SpeakerNote, ...]:
    """A paragraph for each beat, then insight, common mistake, question and sources."""
    board = loaded.storyboard
    notes = [
        _beat_note(timed, timeline, f"{timed.sentence} {written.notes or ''}")
        for written, timed in zip(board.beats, timeline.beats, strict=True)
    ]
    if board.insight:
        notes.append(SpeakerNote("Insight", one_line(board.insight)))
    if board.mistake:
        notes.append(SpeakerNote("Common mistake", one_line(board.mistake)))
    if board.question:
        notes.append(SpeakerNote("Question", one_line(board.question)))
    notes += [SpeakerNote("Source", one_line(source)) for source in board.sources]
    return tuple(notes)


def caption_notes(cues: Iterable[Cue], timeline: Timeline) -> tuple[SpeakerNote, ...]:
    """A paragraph for each section of a plain scene that has captions."""
    words: dict[int, list[str]] = {}
    for cue in cues:
        frame = min(timeline.fps.nearest_frame(cue.start), timeline.frames - 1)
        words.setdefault(timeline.beat_at(frame).index, []).append(cue.text)
    return tuple(
        _beat_note(beat, timeline, " ".join(words[beat.index]))
        for beat in timeline.beats
        if beat.index in words
    )


def _beat_note(beat: TimedBeat, timeline: Timeline, text: str) -> SpeakerNote:
    start, stop = map(timeline.fps.seconds, (beat.frames.start, beat.frames.stop))
    time = f"{clock(start)}–{clock(stop)}"
    return SpeakerNote(beat_name(beat), one_line(text), time, beat.index)


def clock(seconds: Fraction) -> str:
    """A time as players show it, `0:02.4`."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def beat_name(beat: TimedBeat) -> str:
    """The name of a beat for readers: its own step, as on screen, or else its id in words."""
    return beat.own_step or in_words(beat.id)
