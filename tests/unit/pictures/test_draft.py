"""Drafts: a clip that is still being written can be looked at, with what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.pictures.clips import Draft, PictureClip
from storyreel.pictures.draft import load_draft
from storyreel.pictures.load import load_clip

HEAD = "clip: lesson\ntitle: A lesson\nbeats:\n"
FIRST = "- {id: one, duration: 5, caption: One., picture: {a: {figure: {value: 3}}}}\n"
SECOND = "- {id: two, step: Two, duration: 6, caption: Two.}\n"


def written(folder: Path, text: str) -> tuple[Path, Project]:
    project = Project.at(folder)
    project.storyboards.mkdir()
    path = project.storyboards / "lesson.yaml"
    path.write_text(text, "utf-8")
    return path, project


def draft_of(folder: Path, text: str) -> Draft:
    return load_draft(*written(folder, text))


@pytest.mark.parametrize("beats", [FIRST, FIRST + SECOND])
def test_a_draft_is_drawn_with_what_it_lacks(tmp_path: Path, beats: str) -> None:
    draft = draft_of(tmp_path, HEAD + beats)
    lacks = " ".join(problem.what for problem in draft.unfinished)
    assert "alt" in lacks and "wisdom" in lacks and "28 to 32 s are allowed" in lacks
    assert isinstance(draft.loaded, PictureClip)
    shown = {element.key for element in draft.loaded.performance.picture(2.0)}
    assert {"a/number", "caption/0"} <= shown
    with pytest.raises(RequestError):
        load_clip(tmp_path / "storyboards" / "lesson.yaml", Project.at(tmp_path))


def test_a_finished_clip_lacks_nothing(tmp_path: Path) -> None:
    head = HEAD.replace("beats", "alt: A lesson.\nwisdom: It is.\nbeats")
    one = "- {id: one, step: One, duration: 15, caption: One.}\n"
    beats = one + "- {id: two, step: Two, duration: 15}\n"
    assert draft_of(tmp_path, head + beats).unfinished == ()


def test_a_draft_that_cannot_be_drawn_is_refused_with_all_its_problems(tmp_path: Path) -> None:
    path, project = written(tmp_path, HEAD + FIRST.replace("figure", "figur"))
    with pytest.raises(RequestError) as caught:
        load_draft(path, project)
    text = str(caught.value)
    assert "Did you mean 'figure'?" in text and "wisdom" in text


def test_what_is_too_long_is_not_drawn(tmp_path: Path) -> None:
    path, project = written(tmp_path, HEAD + FIRST.replace("duration: 5", "duration: 600"))
    with pytest.raises(RequestError, match="28 to 32 s are allowed"):
        load_draft(path, project)
