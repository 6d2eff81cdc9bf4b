"""Two runs at once: on the same clip one waits; on different ones both share the store."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.faults.world import NewWorld, Undisturbed, World
from tests.processes import wait_until

pytestmark = pytest.mark.faults
ROOT = Path(__file__).parents[2]


def test_the_same_clip_in_the_same_place(world: World, undisturbed: Undisturbed) -> None:
    first = world.start()
    assert wait_until(world.kept)
    second = world.start()
    (_, err_first), (out, err) = first.wait(), second.wait()
    assert (first.process.returncode, second.process.returncode) == (0, 0), err_first + err
    assert f"is being rendered by process {first.process.pid}; waiting" in err
    clip = json.loads(out)["clips"][0]
    assert clip["segments_reused"] == clip["segments_total"], "the second run reuses all segments"
    assert world.digest() == undisturbed.sha256
    assert world.debris() == []


def test_the_same_clip_in_two_places_shares_the_store(
    new_world: NewWorld, undisturbed: Undisturbed
) -> None:
    """Both make the same segments under the same names at the same time."""
    one = new_world("one")
    two = new_world("two", store_folder=one.store_folder)
    runs = [one.start(), two.start()]
    for run in runs:
        _, err = run.wait()
        assert run.process.returncode == 0, err
    assert one.digest() == two.digest() == undisturbed.sha256
    assert one.debris() == two.debris() == []
    assert one.kept()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a second clip, which differs from hour29 in one caption."""
    root = tmp_path / "project"
    for folder in ("scenes", "storyboards", "assets"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copytree(root / "scenes" / "hour29", root / "scenes" / "hour39")
    (path,) = (root / "storyboards").glob("hour29-*.yaml")
    text = path.read_text("utf-8").replace("clip: hour29", "clip: hour39")
    text = re.sub("(?m)^    caption: .*$", "    caption: Another sentence.", text, count=1)
    path.with_name(path.name.replace("hour29", "hour39")).write_text(text, "utf-8")
    return root


def test_different_clips_share_the_store(
    new_world: NewWorld, undisturbed: Undisturbed, project: Path
) -> None:
    one = new_world("one")
    two = new_world("two", store_folder=one.store_folder, clip="hour39")
    runs = [one.start(), two.start("--project", project)]
    for run in runs:
        _, err = run.wait()
        assert run.process.returncode == 0, err
        assert "waiting" not in err
    assert one.digest() == undisturbed.sha256 != two.digest()
    assert one.debris() == two.debris() == []
    for clip in (one.render(), two.render("--project", project)):
        assert clip["segments_reused"] == clip["segments_total"]


def test_killing_one_does_not_disturb_the_other(
    new_world: NewWorld,
    undisturbed: Undisturbed,
    project: Path,
) -> None:
    one = new_world("one")
    two = new_world("two", store_folder=one.store_folder, clip="hour39")
    other, run = two.start("--project", project), one.start()
    assert wait_until(lambda: len(one.kept()) >= 4)
    other.process.kill()
    assert other.is_gone()
    _, err = run.wait()
    assert run.process.returncode == 0, err
    assert one.digest() == undisturbed.sha256
    assert one.debris() == []
    two.render("--project", project)
    assert two.debris() == []
