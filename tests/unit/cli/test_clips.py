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
