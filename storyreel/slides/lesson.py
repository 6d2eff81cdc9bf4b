"""The plan of a lesson: which slides it has, in which order, and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import chain
from typing import TypeAlias, TypeVar

from storyreel.base.counted import counted
from storyreel.slides.clip import ClipWords, SlideClip
from storyreel.slides.marks import LESSON, SlideKey
from storyreel.slides.notes import SlideNotes, SpeakerNote

_AGENDA_ITEMS = 7
"""Clips on one slide of the agenda."""

_SOURCE_LINES = 13
"""Lines on one slide of sources."""

_LINE_CHARACTERS = 105
"""Characters of a source on one line, in the size of the layout."""

_WHY = "Why is this a mistake?"


class TextKind(Enum):
    """The kinds of slides with text; the value is the role in a mark."""

    TITLE = "title"
    AGENDA = "agenda"
    INSIGHT = "insight"
    QUESTION = "question"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A paragraph below a heading; a strong one heads those after it."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TextSlide:
    """A slide of text: a heading and the paragraphs below it, with notes for the speaker."""

    key: SlideKey
    kind: TextKind
    heading: str
    body: tuple[BodyLine, ...]
    language: str
    notes: SlideNotes | None = None


Page = TypeVar("Page")
LessonSlide: TypeAlias = TextSlide | SlideClip


@dataclass(frozen=True, slots=True)
class Lesson:
    """A title, and the slides in order."""

    title: str
    slides: tuple[LessonSlide, ...]

    @property
    def clips(self) -> tuple[SlideClip, ...]:
        """The clips, or the beats of clips that are shown one by one."""
        return tuple(slide for slide in self.slides if isinstance(slide, SlideClip))


def bare_lesson(parts: Sequence[Sequence[SlideClip]]) -> Lesson:
    """The clips alone, each as one slide or as one for each beat."""
    words = [each[0].words for each in parts]
    return Lesson(", ".join(one.clip_title for one in words), tuple(chain.from_iterable(parts)))


def full_lesson(title: str, parts: Sequence[Sequence[SlideClip]]) -> Lesson:
    """Title, agenda, each clip with its insight and a question, and the sources.

    A clip comes as one slide or as one for each beat. A lesson of one clip needs no agenda. What
    a clip's storyboard does not say has no slide.
    """
    words = [each[0].words for each in parts]
    slides: list[LessonSlide] = [_title(title, parts)]
    if len(words) > 1:
        slides += _agenda(words)
    for each in parts:
        slides += each
        slides += _after(each[0].words)
    slides += _sources(words)
    return Lesson(title, tuple(slides))


def _title(title: str, parts: Sequence[Sequence[SlideClip]]) -> TextSlide:
    duration = sum((part.timeline.duration for part in chain.from_iterable(parts)), Fraction(0))
    clips = counted(len(parts), "clip")
    language = parts[0][0].words.language
    body = (BodyLine(f"{clips}, {_in_words(duration)}"),)
    return TextSlide(SlideKey(LESSON, "title"), TextKind.TITLE, title, body, language)


def _in_words(duration: Fraction) -> str:
    seconds = round(duration)
    if seconds < 100:
        return f"{seconds} seconds"
    minutes = round(duration / 30) / 2
    return f"{minutes:g} minutes"


def _agenda(words: Sequence[ClipWords]) -> Iterator[TextSlide]:
    for role, chunk in _numbered("agenda", _chunks(words, _AGENDA_ITEMS)):
        body = tuple(BodyLine(each.clip_title) for each in chunk)
        yield TextSlide(SlideKey(LESSON, role), TextKind.AGENDA, "Agenda", body, words[0].language)


def _after(words: ClipWords) -> Iterator[TextSlide]:
    """The insight of a clip, and a question about it."""
    said = words.lesson
    if said.insight:
        yield _statement(words, TextKind.INSIGHT, "Insight", said.insight)
    if said.question:
        yield _statement(words, TextKind.QUESTION, "Question", said.question)
    elif said.mistake:
        yield _statement(words, TextKind.QUESTION, _WHY, said.mistake)


def _statement(words: ClipWords, kind: TextKind, heading: str, text: str) -> TextSlide:
    said = ("Insight", words.lesson.insight), ("Common mistake", words.lesson.mistake)
    others = [SpeakerNote(label, each) for label, each in said if each and each != text]
    notes = SlideNotes(words.clip_title, tuple(others), words.language) if others else None
    key = SlideKey(words.name, kind.value)
    return TextSlide(key, kind, heading, (BodyLine(text),), words.language, notes)


def _sources(words: Sequence[ClipWords]) -> Iterator[TextSlide]:
    blocks = [
        (BodyLine(each.clip_title, strong=True), *map(BodyLine, each.lesson.sources))
        for each in words
        if each.lesson.sources
    ]
    for role, chunk in _numbered("sources", _pages(blocks)):
        language = words[0].language
        yield TextSlide(SlideKey(LESSON, role), TextKind.SOURCES, "Sources", tuple(chunk), language)


def _pages(blocks: Sequence[tuple[BodyLine, ...]]) -> list[list[BodyLine]]:
    """The blocks on as few pages as they fit on; a block is not divided."""
    pages: list[list[BodyLine]] = []
    room = 0
    for block in blocks:
        height = sum(_height(line) for line in block)
        if height > room or not pages:
            pages.append([])
            room = _SOURCE_LINES
        pages[-1] += block
        room -= height
    return pages


def _height(line: BodyLine) -> int:
    return -(-len(line.text) // _LINE_CHARACTERS)


def _chunks(items: Sequence[ClipWords], size: int) -> list[Sequence[ClipWords]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _numbered(role: str, pages: Sequence[Page]) -> Iterator[tuple[str, Page]]:
    """Each page with its role: the first one has the plain role."""
    for number, page in enumerate(pages, start=1):
        yield (role if number == 1 else f"{role}-{number}"), page
