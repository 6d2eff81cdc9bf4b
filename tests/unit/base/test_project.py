"""A project's folders, and how it is found."""

from __future__ import annotations

from pathlib import Path

from storyreel.base.project import Project, project_root


def test_folders_are_absolute_and_can_be_elsewhere(tmp_path: Path) -> None:
    project = Project.at(tmp_path / "a" / "..", media=tmp_path / "m")
    assert project == Project(tmp_path, tmp_path / "m", tmp_path / ".storyreel" / "store")
    assert project.storyboards == tmp_path / "storyboards"


def test_paths_are_shown_relative_to_the_project_if_they_are_inside(tmp_path: Path) -> None:
    project = Project.at(tmp_path)
    assert project.shown(tmp_path / "media" / "a.mp4") == "media/a.mp4"
    assert project.shown(tmp_path.parent / "a.mp4") == str(tmp_path.parent / "a.mp4")


def test_links_that_lead_in_a_circle_are_kept(tmp_path: Path) -> None:
    loop = tmp_path / "media"
    loop.symlink_to("media")
    assert Project.at(tmp_path).media == loop


def test_the_project_is_found_from_any_folder_inside_it(tmp_path: Path) -> None:
    deep = tmp_path / "scenes" / "hour29"
    deep.mkdir(parents=True)
    (tmp_path / "storyboards").mkdir()
    assert project_root(deep) == project_root(tmp_path) == tmp_path
    assert project_root(tmp_path / "storyboards") == tmp_path


def test_the_nearest_project_counts(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "inner"):
        (root / "storyboards").mkdir(parents=True)
    assert project_root(tmp_path / "inner") == tmp_path / "inner"


def test_a_file_of_that_name_makes_no_project(tmp_path: Path) -> None:
    (tmp_path / "storyboards").touch()
    assert project_root(tmp_path) is None
