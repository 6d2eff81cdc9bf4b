"""The plan of a lesson: its slides and their words."""

from __future__ import annotations

from dataclasses import replace

from storyreel.slides.clip import LessonWords, SlideClip
from storyreel.slides.lesson import TextKind, TextSlide, bare_lesson, full_lesson


def kinds(clip: SlideClip, *others: SlideClip) -> list[str]:
    slides = full_lesson("A lesson", [[clip], *([other] for other in others)]).slides
    return [each.kind.value if isinstance(each, TextSlide) else each.words.name for each in slides]


def text(clip: SlideClip, kind: TextKind) -> TextSlide:
    """The slide of one kind in a lesson of one clip."""
    slides = full_lesson("A lesson", [[clip]]).slides
    (found,) = (each for each in slides if isinstance(each, TextSlide) and each.kind is kind)
    return found


def saying(clip: SlideClip, **words: object) -> SlideClip:
    lesson = replace(clip.words.lesson, **words)  # type: ignore[arg-type]
    return replace(clip, words=replace(clip.words, lesson=lesson))


def test_a_lesson_has_a_slide_for_what_the_storyboards_say(
    clip: SlideClip, other_clip: SlideClip
) -> None:
    after = ["insight", "question"]
    expected = ["title", "agenda", "hour29", *after, "other", *after, "sources"]
    assert kinds(clip, other_clip) == expected


def test_one_clip_needs_no_agenda_and_what_is_not_said_has_no_slide(clip: SlideClip) -> None:
    assert kinds(clip) == ["title", "hour29", "insight", "question", "sources"]
    silent = replace(clip, words=replace(clip.words, lesson=LessonWords()))
    assert kinds(silent) == ["title", "hour29"]


def test_the_words_are_those_of_the_storyboard(clip: SlideClip) -> None:
    said = clip.words.lesson
    assert [line.text for line in text(clip, TextKind.INSIGHT).body] == [said.insight]
    sources = text(clip, TextKind.SOURCES).body
    assert sources[0].text == clip.words.title and sources[0].strong
    assert tuple(line.text for line in sources[1:]) == said.sources
    assert text(clip, TextKind.TITLE).body[0].text == "1 clip, 30 seconds"


def test_the_question_is_that_of_the_storyboard_or_about_the_mistake(clip: SlideClip) -> None:
    about = text(clip, TextKind.QUESTION)
    assert (about.heading, about.body[0].text) == (
        "Why is this a mistake?",
        clip.words.lesson.mistake,
    )
    asked = text(saying(clip, question="What if both agree?"), TextKind.QUESTION)
    assert (asked.heading, asked.body[0].text) == ("Question", "What if both agree?")
    assert asked.notes is not None
    assert "Common mistake" in [note.label for note in asked.notes.paragraphs]


def test_many_clips_and_sources_take_several_slides(clip: SlideClip) -> None:
    many = [
        [replace(clip, words=replace(clip.words, name=f"clip{n}", title=f"Clip {n}"))]
        for n in range(9)
    ]
    roles = [
        each.key.role for each in full_lesson("Many", many).slides if isinstance(each, TextSlide)
    ]
    assert [role for role in roles if role.startswith("agenda")] == ["agenda", "agenda-2"]
    assert [role for role in roles if role.startswith("sources")] == [
        "sources", "sources-2", "sources-3",
    ]  # fmt: skip


def test_a_bare_lesson_has_clips_alone(clip: SlideClip, other_clip: SlideClip) -> None:
    lesson = bare_lesson([[clip], [other_clip]])
    assert lesson.slides == (clip, other_clip)
    assert lesson.title == "Reproducibility gates, Another clip"
