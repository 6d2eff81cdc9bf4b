"""`check` warns about sentences with numbers from nowhere, and about a last picture that moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.project import Project
from storyreel.pictures.load import load_clip

CLIP = """\
clip: lesson
title: A lesson
alt: A lesson about chances.
facts:
  people: {{value: 23, source: "a class, of a school with 640 pupils"}}
beats:
  - id: first
    step: {step}
    duration: {first}
    caption: {caption}
    layout: class pairs
    picture:
      class: {{dots: {{count: 12, solid: 3}}}}
      pairs: {{formula: {{tex: '\\frac{{23 \\cdot 22}}{{2}} = 253'}}, at: 2}}
  - id: close
    step: Close
    duration: {last}
    layout: class rest
    picture:
      rest: {{figure: {{value: people}}, at: {at}}}
wisdom: {wisdom}
"""


def warnings(tmp_path: Path, **written: object) -> list[str]:
    usual = {"step": "First", "caption": "One.", "wisdom": "Pairs count.", "at": 1}
    usual |= {"first": 20, "last": 10}
    project = Project.at(tmp_path)
    project.storyboards.mkdir()
    path = project.storyboards / "lesson.yaml"
    path.write_text(CLIP.format_map({**usual, **written}), "utf-8")
    return [str(problem) for problem in load_clip(path, project).source.warnings]


@pytest.mark.parametrize(
    ("key", "text", "place"),
    [
        ("caption", "At 24 people the chance is one half.", "10:14: beat 'first', caption: 24"),
        ("caption", "[{text: At 24 people., to: 4}]", "10:22: beat 'first', caption item 1, text"),
        ("step", "At 24", "8:11: beat 'first', step: 24"),
        ("wisdom", "Two of 30 share a day.", "wisdom: 30"),
    ],
)
def test_a_number_from_nowhere_is_a_warning(
    tmp_path: Path, key: str, text: str, place: str
) -> None:
    (warning,) = warnings(tmp_path, **{key: text})
    assert place in warning
    assert "is neither a fact nor shown by a picture." in warning


@pytest.mark.parametrize(
    "caption",
    [
        "At 23 people the chance is one half.",
        "There are 253 pairs.",
        "12 of 640 pupils, 3 of them early.",
        "Nine are left.",
        "Step 4 is the last.",
    ],
    ids=["fact", "formula", "dots and a source", "in words", "ordinal"],
)
def test_a_number_that_is_a_fact_or_shown_is_not(tmp_path: Path, caption: str) -> None:
    assert warnings(tmp_path, caption=caption) == []


def test_a_last_picture_that_moves_too_long_is_a_warning(tmp_path: Path) -> None:
    (warning,) = warnings(tmp_path, at=6.4)
    assert "beat 'close', picture.rest: changes until 2.8 s before the end of the clip" in warning
    assert "which needs 3 s without a change." in warning


def test_one_that_ends_in_time_is_not(tmp_path: Path) -> None:
    assert warnings(tmp_path, at=6.2) == []


def test_a_last_beat_that_is_too_short_for_its_wisdom_is_a_warning(tmp_path: Path) -> None:
    (warning,) = warnings(tmp_path, first=26.6, last=3.4, at="0, over: 0.2")
    assert "Make the last beat at least 3.6 s long." in warning
