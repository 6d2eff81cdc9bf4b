"""Folders that vanish or are read-only, an open clip, and files edited during a render."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.world import PROGRAM, Undisturbed, World
from tests.processes import wait_until

pytestmark = pytest.mark.faults
ROOT = Path(__file__).parents[2]
EditDuringRender = Callable[[Path, Callable[[str], str]], tuple[Any, str, Any]]


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Make a folder read-only, even for the superuser."""
    mounted: list[Path] = []

    def mount(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for options in (["--bind", str(folder)], ["-o", "remount,ro,bind"]):
            step = ["mount", *options, str(folder)]
            allowed = os.getuid() == 0
            if not allowed or subprocess.run(step, capture_output=True, check=False).returncode:
                pytest.skip("needs the right to mount a file system")
            mounted.append(folder)

    yield mount
    for folder in dict.fromkeys(mounted):
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_rendering_works_without_a_store_that_is_read_only(
    world: World, undisturbed: Undisturbed, read_only: Callable[[Path], None]
) -> None:
    read_only(world.store_folder)
    run = world.start()
    _, err = run.wait()
    assert run.process.returncode == 0, err
    assert "can't be used (Read-only file system); finished segments are not kept" in err
    assert world.digest() == undisturbed.sha256
    assert world.debris() == []


def test_a_read_only_media_folder_is_reported_before_rendering(
    world: World, read_only: Callable[[Path], None]
) -> None:
    read_only(world.media)
    run = world.start()
    _, err = run.wait()
    assert run.process.returncode == 3, err
    assert "can't be written (Read-only file system)" in err
    assert not world.kept()


def test_a_project_on_a_read_only_disk_can_be_rendered_elsewhere(
    world: World, undisturbed: Undisturbed, read_only: Callable[[Path], None], tmp_path: Path
) -> None:
    project = tmp_path / "project"
    for folder in ("scenes", "storyboards", "assets"):
        shutil.copytree(ROOT / folder, project / folder)
    read_only(project)
    run = world.start("--project", project, "--store", project / ".storyreel" / "store")
    _, err = run.wait()
    assert run.process.returncode == 0, err
    assert "finished segments are not kept this time" in err
    assert world.digest() == undisturbed.sha256


@pytest.mark.parametrize("which", ["media", "store_folder"])
def test_a_folder_vanishes_during_a_render(
    world: World, undisturbed: Undisturbed, which: str
) -> None:
    run = world.start()
    assert wait_until(lambda: len(world.kept()) >= 4)
    shutil.rmtree(getattr(world, which), ignore_errors=True)
    _, err = run.wait()
    assert run.process.returncode == 3, err
    assert "Traceback" not in err
    assert str(getattr(world, which)) in err
    assert not world.video.exists()
    assert run.is_gone()
    world.render()
    assert world.digest() == undisturbed.sha256
    assert world.debris() == []


def test_a_clip_that_is_open_keeps_playing(world: World) -> None:
    world.render()
    with world.video.open("rb") as player:
        before = player.read(1000)
        assert world.render("--force")["segments_reused"] == 0
        rest = player.read()
    assert before + rest == world.video.read_bytes()
    assert world.debris() == []


@pytest.fixture
def edited_during_render(world: World, tmp_path: Path) -> EditDuringRender:
    """Edit a file of a copy of the project during a render; then list and render again."""
    project = tmp_path / "project"
    for folder in ("scenes", "storyboards", "assets"):
        shutil.copytree(ROOT / folder, project / folder)

    def edit(path: Path, change: Callable[[str], str]) -> tuple[Any, str, Any]:
        run = world.start("--project", project)
        assert wait_until(lambda: len(world.kept()) >= 2)
        text = (project / path).read_text("utf-8")
        (project / path).write_text(change(text), "utf-8")
        out, err = run.wait()
        assert run.process.returncode == 0, err
        command = ("list", "--project", str(project), "--out", str(world.media))
        listed = subprocess.run(
            [*PROGRAM, *command],
            cwd=world.scratch,
            env=world.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(out)["clips"][0], listed.stdout, world.render("--project", project)

    return edit


def test_a_storyboard_is_edited_during_a_render(
    edited_during_render: EditDuringRender, undisturbed: Undisturbed
) -> None:
    """The render shows the storyboard as it was at its start; the next render shows the edit."""
    path = next((ROOT / "storyboards").glob("hour29*.yaml")).relative_to(ROOT)
    caption = r"(?m)^    caption: .*$"
    made, listed, after = edited_during_render(
        path, lambda text: re.sub(caption, "    caption: Another sentence.", text, count=1)
    )
    assert made["video_sha256"] == undisturbed.sha256
    assert "not current: the storyboard has changed" in listed
    assert after["video_sha256"] != undisturbed.sha256
    assert 0 < after["segments_total"] - after["segments_reused"] <= 3


def test_a_scene_is_edited_during_a_render(
    edited_during_render: EditDuringRender, undisturbed: Undisturbed
) -> None:
    made, listed, after = edited_during_render(
        Path("scenes/hour29/scene.py"), lambda text: text + "\n# another line\n"
    )
    assert made["video_sha256"] == undisturbed.sha256
    assert "not current: the scene has changed" in listed
    assert after["segments_reused"] == after["segments_total"]
