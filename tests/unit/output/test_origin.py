"""The origin changes with what a picture depends on, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.output import origin
from storyreel.output.origin import Origin, origin_of
from storyreel.storyboard.catalog import ClipFiles


@pytest.fixture
def clip(tmp_path: Path) -> ClipFiles:
    files = ClipFiles("hour29", "hour29-gates", tmp_path / "board.yaml", tmp_path / "hour29")
    (files.folder / "parts").mkdir(parents=True)
    (files.folder / "parts" / "road.py").write_text("part")
    files.scene.write_text("scene")
    files.data_module.write_text("data")
    return files


def test_same_files_same_origin(clip: ClipFiles) -> None:
    before = origin_of(clip, "digest")
    assert origin_of(clip, "digest") == before
    assert origin_of(clip, "digest").changes_since(before.as_data()) == ()


def test_each_part_is_told_apart(clip: ClipFiles) -> None:
    before = origin_of(clip, "digest").as_data()
    assert origin_of(clip, "other").changes_since(before) == ("storyboard",)
    for path in clip.modules:
        text = path.read_text()
        path.write_text(text + "!")
        assert origin_of(clip, "digest").changes_since(before) == ("scene",), path
        path.write_text(text)
    assert origin_of(clip, "digest").changes_since(before) == ()


def test_engine_is_what_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in origin._DRAWING_SOURCES:
        if name.endswith(".py"):
            (tmp_path / name).write_text("code")
        else:
            (tmp_path / name).mkdir()
            (tmp_path / name / "module.py").write_text("code")
    monkeypatch.setattr(origin, "_PACKAGE", tmp_path)
    digests = set()
    for change in ("", "parts/module.py", "storyboard/timeline.py", "parts/new.py"):
        if change:
            (tmp_path / change).write_text("changed")
        origin.engine_digest.cache_clear()
        digests.add(origin.engine_digest())
    (tmp_path / "cli.py").write_text("how it is asked for")
    origin.engine_digest.cache_clear()
    digests.add(origin.engine_digest())
    assert len(digests) == 4
    monkeypatch.undo()
    origin.engine_digest.cache_clear()


@pytest.mark.parametrize("recorded", [None, [], "text", {}])
def test_report_without_an_origin(recorded: object) -> None:
    assert Origin("a", "b", "c").changes_since(recorded) == ("storyboard", "scene", "engine")
