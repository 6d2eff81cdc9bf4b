"""Clips by their names on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.cli.clips import load_clips
from storyreel.pictures.starter import create_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the clip `search`, its copy under another name, and a clip of its own."""
    project, _ = create_project(tmp_path / "lesson")
    text = (project.storyboards / "search-binary-search.yaml").read_text("utf-8")
    (project.storyboards / "search-again.yaml").write_text(text, "utf-8")
    other = text.replace("clip: search", "clip: other")
    (project.storyboards / "other.yaml").write_text(other, "utf-8")
    return project


@pytest.mark.parametrize("name", ["all", "search", "search-again", "search-binary-search"])
def test_clips_that_would_be_published_under_one_name_are_refused(
    project: Project, name: str
) -> None:
    with pytest.raises(RequestError) as caught:
        load_clips(project, [name])
    (problem,) = caught.value.problems
    assert "storyboards/search-again.yaml" in str(problem)
    assert "id" in problem.what
    assert problem.remedy.startswith("Rename")


def test_other_clips_of_the_project_are_not(project: Project) -> None:
    (clip,) = load_clips(project, ["other"])
    assert clip.clip.id == "other"


def test_a_draft_in_place_of_the_clip_is_not(project: Project) -> None:
    (project.storyboards / "search-again.yaml").rename(project.root / "draft.yaml")
    (clip,) = load_clips(project, ["search"], project.root / "draft.yaml")
    assert clip.storyboard.clip == "search"


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("two words", "Rename the file: the id of a clip is lower-case letters and digits"),
        ("Other", "Rename the file: the id of a clip is lower-case letters and digits"),
        ("-other", "Rename the file: the id of a clip is lower-case letters and digits"),
        ("another", "Write `clip: another`, or rename the file."),
    ],
)
def test_a_file_of_another_name_than_its_clip_is_renamed_where_no_clip_can_have_its_name(
    project: Project, name: str, remedy: str
) -> None:
    (project.storyboards / "other.yaml").rename(project.storyboards / f"{name}.yaml")
    with pytest.raises(RequestError) as caught:
        load_clips(project, [name])
    (problem,) = caught.value.problems
    assert problem.remedy.startswith(remedy)
