"""`new`: a project of one's own, ready to render, and found from any folder inside it."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.program import Run
from tests.small_clip import write_small_clip


@pytest.fixture(scope="module")
def lesson(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as `new` makes it; tests may render in it."""
    folder = tmp_path_factory.mktemp("courses") / "my-lesson"
    done = run("new", folder, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["clips"] == ["search"]
    return folder


def test_a_new_project_renders_without_a_finding(run: Run, lesson: Path) -> None:
    done = run("all", "--quality", "smoke", "--strict", "--json", cwd=lesson / "storyboards")
    assert done.returncode == 0, done.stderr
    (clip,) = json.loads(done.stdout)["clips"]
    assert clip["findings"] == []
    assert clip["frames"] == 450
    assert Path(clip["path"]) == lesson / "media" / "search" / "search-smoke.mp4"


def test_a_new_project_is_complete(run: Run, lesson: Path) -> None:
    assert {"README.md", ".gitignore", "storyboards"} <= {path.name for path in lesson.iterdir()}
    assert run("schema", "--check", cwd=lesson).returncode == 0
    ignored = (lesson / ".gitignore").read_text("utf-8").split()
    assert {"media/", ".storyreel/"} <= set(ignored)


def test_the_next_command_can_be_copied_into_a_shell(run: Run, tmp_path: Path) -> None:
    done = run("new", "Übung 1 & 'mehr'", cwd=tmp_path)
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("  cd "))
    assert shlex.split(line) == ["cd", "Übung 1 & 'mehr'"]


def test_a_change_of_the_storyboard_shows(run: Run, lesson: Path, tmp_path: Path) -> None:
    (board,) = (lesson / "storyboards").glob("*.yaml")
    draft = tmp_path / board.name
    draft.write_text(board.read_text("utf-8").replace("mark: [1]", "mark: [8]"), "utf-8")
    done = run("check", "search", "--storyboard", draft, "--project", lesson)
    assert done.returncode == 2
    assert "names piece 8. Write places from 1 to 7." in done.stderr


def test_in_a_project_it_writes_another_clip(run: Run, lesson: Path) -> None:
    done = run("new", "hour31-my-clip", "--json", cwd=lesson / "storyboards")
    assert done.returncode == 0, done.stderr
    board = lesson / "storyboards" / "hour31-my-clip.yaml"
    assert json.loads(done.stdout)["clips"] == ["hour31"]
    assert "clip: hour31\n" in board.read_text("utf-8")
    assert run("check", "hour31", cwd=lesson).returncode == 0
    again = run("new", "hour31-another", cwd=lesson)
    assert again.returncode == 2
    assert "The clip hour31 exists already: storyboards/hour31-my-clip.yaml." in again.stderr
    board.unlink()


def test_it_refers_to_nothing_that_a_project_lacks(run: Run, lesson: Path) -> None:
    done = run("new", "hour32-my-clip", cwd=lesson)
    (edit,) = (line for line in done.stdout.splitlines() if line.startswith("  edit "))
    board = lesson / edit.removeprefix("  edit ")
    assert board.is_file()
    assert "sheet --kinds" in done.stdout
    board.unlink()


def test_no_project_is_made_inside_a_project(run: Run, lesson: Path, tmp_path: Path) -> None:
    nested = run("new", "lessons/week-3", cwd=lesson)
    assert nested.returncode == 2
    assert "would be a project inside the project" in nested.stderr
    assert "Write `new week-3` for a clip of this project" in nested.stderr
    assert not (lesson / "lessons").exists()
    itself = run("new", ".", cwd=lesson)
    assert itself.returncode == 2
    assert "Write `new hour31-my-clip` for a clip of this project" in itself.stderr
    beside = run("new", tmp_path / "week-3", cwd=lesson)
    assert beside.returncode == 0, beside.stderr
    assert "studio search" in beside.stdout


def test_pictures_need_no_manim(tmp_path: Path) -> None:
    write_small_clip(tmp_path)
    words = ["all", "--quality", "smoke", "--force", "--quiet", "--out", str(tmp_path / "out")]
    program = (
        "import sys; sys.modules['manim'] = None\n"  # an import of it fails from here on
        "from storyreel.cli.program import main\n"
        f"sys.exit(main({words!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").rglob("*-smoke.mp4"))) == 1


def test_a_name_that_no_storyboard_can_have_is_refused(run: Run, lesson: Path) -> None:
    done = run("new", "My_Clip", cwd=lesson)
    assert done.returncode == 2
    assert "'My_Clip' cannot be the name of a storyboard." in done.stderr


@pytest.mark.parametrize("stem", ["all", "check-my-work", "render"])
def test_a_clip_with_the_name_of_a_command_is_refused(run: Run, lesson: Path, stem: str) -> None:
    before = sorted(lesson.rglob("*"))
    done = run("new", stem, cwd=lesson)
    assert done.returncode == 2
    assert f"A clip cannot be called '{stem.partition('-')[0]}'" in done.stderr
    assert sorted(lesson.rglob("*")) == before


def test_folders_that_the_path_leaves_are_not_made(run: Run, tmp_path: Path) -> None:
    done = run("new", "courses/../lesson", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["lesson"]
    assert "cd lesson" in done.stdout


@pytest.mark.parametrize("occupant", ["folder", "file", "link"])
def test_nothing_is_overwritten(run: Run, tmp_path: Path, occupant: str) -> None:
    target = tmp_path / "target"
    if occupant == "folder":
        target.mkdir()
        (target / "notes.txt").write_text("mine")
    elif occupant == "file":
        target.write_text("mine")
    else:
        target.symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.rglob("*"))
    done = run("new", target)
    assert done.returncode == 2
    assert "Name a new folder." in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_filled(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path, "--quiet").returncode == 0
    assert run("check", cwd=tmp_path).returncode == 0


def test_without_a_project_the_ways_to_one_are_named(run: Run, tmp_path: Path) -> None:
    for command in (["check"], ["list"], ["schema"], ["hour29"], ["bench"]):
        done = run(*command, "--project", tmp_path)
        assert done.returncode == 2, command
        assert f"{tmp_path} is not a project" in done.stderr
        assert "new my-lesson" in done.stderr


def test_a_project_that_does_not_exist_is_an_error(run: Run, tmp_path: Path) -> None:
    done = run("list", "--project", tmp_path / "gone", "--json")
    assert done.returncode == 2
    assert "does not exist" in done.stderr
    assert json.loads(done.stdout)["exit_code"] == 2


@pytest.mark.parametrize("option", ["--project", "--out", "--store"])
def test_an_empty_folder_name_is_refused(run: Run, tmp_path: Path, option: str) -> None:
    done = run("clean", option, "", cwd=tmp_path)
    assert done.returncode == 2
    assert f"Argument {option}: the name is empty." in done.stderr
