"""A clip's folder as a package: relative imports, two projects, edits, and lines of errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import Location
from storyreel.base.project import Project
from storyreel.storyboard.catalog import ClipFiles
from storyreel.storyboard.clip_package import (
    execute_clip_module,
    load_clip_module,
    location_in,
)

SCENE = "from .parts.road import WIDTH, cross\nvisits = []\n"
ROAD = "WIDTH = {width}\ndef cross():\n    return 1 / 0\n"


def make_clip(root: Path, width: int = 3, scene: str = SCENE) -> ClipFiles:
    clip = ClipFiles.named(Project.at(root), "play-demo")
    (clip.folder / "parts").mkdir(parents=True, exist_ok=True)
    (clip.folder / "scene.py").write_text(scene)
    (clip.folder / "parts" / "road.py").write_text(ROAD.format(width=width))
    return clip


@pytest.fixture
def clip(tmp_path: Path) -> ClipFiles:
    return make_clip(tmp_path)


def failure(clip: ClipFiles) -> Exception:
    """What the scene raises while it is imported, or else what its `cross()` raises."""
    try:
        load_clip_module(clip, "scene").cross()
    except Exception as error:
        return error
    raise AssertionError("it does not fail")


def test_modules_import_each_other_relatively(clip: ClipFiles) -> None:
    assert load_clip_module(clip, "scene").WIDTH == 3


def test_clips_of_two_projects_do_not_mix(tmp_path: Path) -> None:
    one, two = make_clip(tmp_path / "one", width=1), make_clip(tmp_path / "two", width=2)
    assert [load_clip_module(clip, "scene").WIDTH for clip in (one, two, one)] == [1, 2, 1]


def test_equal_clips_of_two_projects_are_two_packages(tmp_path: Path) -> None:
    one, two = make_clip(tmp_path / "one"), make_clip(tmp_path / "two")
    assert load_clip_module(one, "scene") is not load_clip_module(two, "scene")


def test_an_unchanged_module_is_loaded_once(clip: ClipFiles) -> None:
    assert load_clip_module(clip, "scene") is load_clip_module(clip, "scene")


def test_a_changed_part_is_loaded_anew(clip: ClipFiles, tmp_path: Path) -> None:
    assert load_clip_module(clip, "scene").WIDTH == 3
    make_clip(tmp_path, width=44)
    assert load_clip_module(clip, "scene").WIDTH == 44


def test_a_module_that_is_executed_keeps_no_state(clip: ClipFiles) -> None:
    first = execute_clip_module(clip, "scene")
    first.visits.append("a performance")
    again = execute_clip_module(clip, "scene")
    assert again.visits == []
    assert again.cross is first.cross, "parts are loaded once"


def test_the_init_file_of_a_clip_is_not_executed(clip: ClipFiles) -> None:
    (clip.folder / "__init__.py").write_text("raise SystemExit")
    assert load_clip_module(clip, "scene").WIDTH == 3


def test_a_failing_part_is_located(clip: ClipFiles) -> None:
    where = location_in(clip, failure(clip))
    assert where == Location("scenes/play/parts/road.py", 3)


def test_a_part_that_is_not_python_is_located_with_its_column(clip: ClipFiles) -> None:
    (clip.folder / "parts" / "road.py").write_text("WIDTH = 3\ndef = 4\n")
    where = location_in(clip, failure(clip))
    assert where == Location("scenes/play/parts/road.py", 2, 5)


def test_a_missing_part_is_located_where_it_is_imported(tmp_path: Path) -> None:
    clip = make_clip(tmp_path, scene="\n\nfrom .parts.bridge import WIDTH\n")
    assert location_in(clip, failure(clip)) == Location("scenes/play/scene.py", 3)


def test_an_error_elsewhere_has_no_line(clip: ClipFiles) -> None:
    with pytest.raises(ValueError) as caught:
        int("three")
    assert location_in(clip, caught.value) is None


def test_the_modules_of_a_clip_are_all_its_python_files(clip: ClipFiles) -> None:
    (clip.folder / "notes.txt").write_text("")
    assert clip.modules == (clip.folder / "parts" / "road.py", clip.folder / "scene.py")
