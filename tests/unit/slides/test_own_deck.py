"""A lesson that is made again: ours is replaced, and what its owner did to it stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from storyreel.base.errors import RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.deck import new_deck
from storyreel.slides.existing import Showing
from storyreel.slides.lesson import full_lesson
from storyreel.slides.lint import lint_deck
from storyreel.slides.opc import Package
from storyreel.slides.own_deck import LessonChanges, open_own_deck, update_deck
from tests.unit.slides.decks import contents


@pytest.fixture(scope="module")
def two_clips(clip: SlideClip, other_clip: SlideClip) -> Package:
    return new_deck(full_lesson("Lesson", [[clip], [other_clip]]), Showing())


@pytest.fixture
def lesson(two_clips: Package, tmp_path: Path) -> Path:
    """A lesson of two clips on disk."""
    path = tmp_path / "lesson.pptx"
    two_clips.write(path)
    return path


def again(path: Path, *parts: Sequence[SlideClip]) -> LessonChanges:
    """Make the lesson in a file again."""
    package = open_own_deck(path)
    changes = update_deck(package, full_lesson("Lesson", parts), Showing())
    package.write(path)
    assert lint_deck(package) == ()
    return changes


def words(path: Path) -> list[str]:
    """The first words of each slide."""
    slides = Presentation(str(path)).slides
    return [
        next((s.text_frame.text for s in each.shapes if s.has_text_frame), "") for each in slides
    ]


def edit(path: Path, change: Any) -> None:
    """What the owner of a lesson does to it."""
    deck = Presentation(str(path))
    change(deck)
    deck.save(str(path))


LESSON = [
    "Lesson", "Agenda", "Reproducibility gates", "Insight", "Why is this a mistake?",
    "Another clip", "Insight", "Why is this a mistake?", "Sources",
]  # fmt: skip


def test_a_lesson_is_native_text_in_layouts_of_its_own(lesson: Path) -> None:
    assert words(lesson) == LESSON
    assert lint_deck(Package.read(lesson.read_bytes())) == ()
    slides = Presentation(str(lesson)).slides
    names = ["Title Slide", "Agenda", "Clip", "Insight", "Question"]
    assert [each.slide_layout.name for each in slides][:5] == names
    assert slides[1].placeholders[1].text_frame.text == "Reproducibility gates\nAnother clip"
    assert all(shape.is_placeholder for shape in slides[3].shapes)


def test_the_same_lesson_again_changes_nothing(
    lesson: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    before = contents(lesson.read_bytes())
    changes = again(lesson, [clip], [other_clip])
    assert contents(lesson.read_bytes()) == before
    assert (changes.kept, changes.warnings) == ((), ())


def test_slides_of_the_owner_and_their_order_stay(
    lesson: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    def change(deck: Any) -> None:
        mine = deck.slides.add_slide(deck.slide_layouts[1])
        mine.shapes.title.text = "My own slide"
        listed = deck.slides._sldIdLst
        listed.insert(3, listed[-1])
        listed.insert(0, listed[6])

    edit(lesson, change)
    before = words(lesson)
    assert "My own slide" in before
    again(lesson, [clip], [other_clip])
    assert words(lesson) == before


def test_words_that_were_edited_stay_and_others_are_written_again(
    lesson: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    def change(deck: Any) -> None:
        deck.slides[3].placeholders[1].text_frame.text = "My own insight"

    edit(lesson, change)
    said = replace(clip.words.lesson, insight="Another insight.", mistake="Another mistake.")
    newer = replace(clip, words=replace(clip.words, title="A newer title", lesson=said))
    changes = again(lesson, [newer], [other_clip])
    assert changes.kept == (4,)
    slides = Presentation(str(lesson)).slides
    assert slides[3].placeholders[1].text_frame.text == "My own insight"
    assert slides[4].placeholders[1].text_frame.text == "Another mistake."
    assert slides[1].placeholders[1].text_frame.text == "A newer title\nAnother clip"
    assert slides[2].shapes.title.text == "A newer title"


def test_a_slide_that_was_deleted_stays_away_but_a_clip_comes_back(
    lesson: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    def change(deck: Any) -> None:
        for number in (5, 4, 2, 1):  # second clip, question, first clip, agenda
            deck.slides._sldIdLst.remove(deck.slides._sldIdLst[number])

    edit(lesson, change)
    again(lesson, [clip], [other_clip])
    expected = [each for n, each in enumerate(LESSON) if n not in (1, 4)]
    assert sorted(words(lesson)) == sorted(expected)


def test_a_new_clip_comes_with_its_slides_after_the_one_before_it(
    lesson: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    third = replace(other_clip, words=replace(other_clip.words, name="third", title="Third"))
    again(lesson, [clip], [third], [other_clip])
    assert words(lesson)[5:9] == ["Third", "Insight", "Why is this a mistake?", "Another clip"]
    agenda = Presentation(str(lesson)).slides[1].placeholders[1].text_frame.text
    assert agenda == "Reproducibility gates\nThird\nAnother clip"


def test_clips_that_are_not_named_stay_with_the_agenda(lesson: Path, clip: SlideClip) -> None:
    before = words(lesson)
    changes = again(lesson, [clip])
    assert words(lesson) == before
    assert "clips that the command does not name" in changes.warnings[0]


def test_pages_of_sources_stay_where_other_clips_have_theirs(lesson: Path, clip: SlideClip) -> None:
    """Planted: a second page of sources, which a lesson of fewer clips would not have."""

    def change(deck: Any) -> None:
        shape = deck.slides[8].shapes[0]
        shape.name = shape.name.replace("sources", "sources-2")
        deck.slides[8].shapes[1].name = "Storyreel lesson sources-2"

    edit(lesson, change)
    again(lesson, [clip])
    assert words(lesson)[-1] == "Sources"


def beats(clip: SlideClip) -> list[SlideClip]:
    """A clip as two parts of it."""
    return [
        replace(clip, role=f"beat-{name}", words=replace(clip.words, title=name, alt=name))
        for name in ("one", "two")
    ]


def test_beats_take_the_place_of_the_clip_and_back(
    lesson: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    again(lesson, beats(clip), [other_clip])
    assert words(lesson) == [*LESSON[:2], "one", "two", *LESSON[3:]]
    again(lesson, [clip], [other_clip])
    assert words(lesson) == LESSON


def test_a_slide_with_content_of_the_owner_is_not_removed(
    lesson: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    def change(deck: Any) -> None:
        deck.slides[2].shapes.add_textbox(0, 0, 100, 100).text_frame.text = "My remark"

    edit(lesson, change)
    changes = again(lesson, beats(clip), [other_clip])
    assert words(lesson)[2:5] == ["one", "two", "Reproducibility gates"]
    assert changes.warnings == (
        "Slide 5 has content of yours, and stays. Delete it if you do not need it.",
    )


def test_removed_slides_leave_no_files(
    lesson: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    count = len(contents(lesson.read_bytes()))
    again(lesson, beats(clip), [other_clip])
    again(lesson, [clip], [other_clip])
    assert len(contents(lesson.read_bytes())) == count


def test_other_files_are_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.pptx"
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Mine"
    deck.save(str(path))
    with pytest.raises(RequestError, match=r"has no slide by Storyreel\..*--into .* --after N"):
        open_own_deck(path)
    path.write_text("not a deck")
    with pytest.raises(RequestError, match="not a complete zip file"):
        open_own_deck(path)
