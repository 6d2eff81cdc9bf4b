"""The clips of a project, found by their ids."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.storyboard.catalog import ClipFiles, all_clips, find_clip
from storyreel.storyboard.load import load_storyboard


def add(project: Project, stem: str) -> None:
    (project.storyboards / f"{stem}.yaml").write_text("clip: x\n")


def test_the_files_of_a_clip(project: Project) -> None:
    (clip,) = all_clips(project)
    assert clip == find_clip(project, "hour29") == find_clip(project, "hour29-demo")
    assert clip == ClipFiles(
        id="hour29",
        stem="hour29-demo",
        storyboard=project.root / "storyboards/hour29-demo.yaml",
        folder=project.root / "scenes/hour29",
    )


def test_clips_are_sorted_and_other_files_are_left_out(project: Project) -> None:
    for stem in ("hour30-b", "hour25-a", ".hour26-hidden"):
        add(project, stem)
    (project.storyboards / "notes.txt").write_text("")
    assert [clip.id for clip in all_clips(project)] == ["hour25", "hour29", "hour30"]


def test_an_unknown_clip_suggests_the_nearest(project: Project) -> None:
    add(project, "hour25-a")
    with pytest.raises(RequestError) as caught:
        find_clip(project, "huor29")
    assert str(caught.value) == (
        "The clip 'huor29' does not exist. Did you mean 'hour29'? The clips are hour25, hour29."
    )


@pytest.mark.parametrize(
    ("name", "remedy"), [("a/one.py", "--scene a/one.py."), ("b.yaml", "--storyboard b.yaml.")]
)
def test_a_file_in_place_of_a_clip_names_its_option(
    project: Project, name: str, remedy: str
) -> None:
    with pytest.raises(RequestError, match=rf"'{name}' is not the name of a clip\. .*{remedy}"):
        find_clip(project, name)


def test_the_file_of_a_clip_in_place_of_its_name_is_recognised(project: Project) -> None:
    name = "storyboards/hour29-demo.yaml"
    with pytest.raises(RequestError, match=r"is not the name of a clip\. Did you mean hour29\?"):
        find_clip(project, name)


def test_an_id_of_two_clips_is_not_guessed(project: Project) -> None:
    add(project, "hour29-other")
    with pytest.raises(RequestError, match=r"storyboards/hour29-demo\.yaml, .*/hour29-other\.yaml"):
        find_clip(project, "hour29")
    assert find_clip(project, "hour29-other").stem == "hour29-other"


def test_a_project_without_storyboards(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"storyboards/ contains no storyboards\. .* new NAME"):
        find_clip(Project.at(tmp_path), "hour29")


def test_a_folder_of_storyboards_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "storyboards").symlink_to("storyboards")
    with pytest.raises(RequestError, match=r"storyboards: the folder cannot be read: .* Check its"):
        all_clips(Project.at(tmp_path))


def test_modules_that_are_missing(project: Project) -> None:
    clip = find_clip(project, "hour29")
    clip.scene.unlink()
    clip.data_module.unlink()
    with pytest.raises(RequestError) as caught:
        load_storyboard(clip.storyboard, project)
    scene, data = map(str, caught.value.problems)
    assert "hour29-demo.yaml: the scene module scenes/hour29/scene.py does not exist." in scene
    assert "hour29-demo.yaml: the data module scenes/hour29/data.py does not exist." in data


def test_a_draft_elsewhere_is_for_the_clip_that_it_names(
    project: Project, tmp_path: Path, storyboard_text: str
) -> None:
    draft = tmp_path / "draft of mine.yaml"
    draft.write_text(storyboard_text.replace("A demonstration", "A draft"))
    loaded = load_storyboard(draft, project)
    assert loaded.storyboard.title == "A draft"
    assert loaded.clip.storyboard == draft
    assert loaded.clip.scene == project.scenes / "hour29/scene.py"


def test_a_draft_that_names_no_clip_is_for_the_clip_of_its_file_name(
    project: Project, tmp_path: Path, storyboard_text: str
) -> None:
    draft = tmp_path / "hour29-draft.yaml"
    draft.write_text(storyboard_text.replace("clip: hour29\n", ""))
    with pytest.raises(RequestError) as caught:
        load_storyboard(draft, project)
    (problem,) = caught.value.problems
    assert problem.what == "clip: this key is missing."


def test_a_draft_for_no_clip(project: Project, tmp_path: Path, storyboard_text: str) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(storyboard_text.replace("clip: hour29", "clip: hour92"))
    with pytest.raises(RequestError) as caught:
        load_storyboard(draft, project)
    assert "draft.yaml:2:7: clip: unknown clip 'hour92'. Did you mean 'hour29'?" in str(
        caught.value
    )


def test_a_new_clip_is_known_by_its_scene(
    project: Project, tmp_path: Path, storyboard_text: str
) -> None:
    shutil.copytree(project.scenes / "hour29", project.scenes / "hour31")
    draft = tmp_path / "hour31-new.yaml"
    draft.write_text(storyboard_text.replace("clip: hour29", "clip: hour31"))
    assert load_storyboard(draft, project).clip.id == "hour31"
