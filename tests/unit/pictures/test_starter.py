"""New projects: written whole, or not at all."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from storyreel.base.project import Project
from storyreel.cli.clips import ALL
from storyreel.cli.registry import COMMANDS
from storyreel.pictures import starter
from tests.processes import ROOT

FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("name", ["new", "new/below", "."])
@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()], ids=repr)
def test_a_project_that_cannot_be_written_leaves_nothing(
    error: BaseException, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(project: Project) -> None:
        raise error

    monkeypatch.setattr(starter, "write_schemas", fail)
    with pytest.raises(type(error)):
        starter.create_project(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_clip_that_is_interrupted_can_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its schema takes longest, for which all kinds are imported."""
    project, _ = starter.create_project(tmp_path / "lesson")

    def stop(project: Project) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(starter, "write_picture_schema", stop)
        with pytest.raises(KeyboardInterrupt):
            starter.create_clip(project, "zebra")
    assert starter.create_clip(project, "zebra").storyboard.is_file()


def test_a_clip_that_cannot_be_written_leaves_no_storyboard(tmp_path: Path) -> None:
    project, _ = starter.create_project(tmp_path / "lesson")
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from storyreel.base.project import Project\n"
        "from storyreel.pictures import starter\n"
        "starter.write_picture_schema = lambda project: None\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        f"starter.create_clip(Project.at(Path({str(project.root)!r})), 'zebra')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "File too large" in done.stderr
    assert not list(project.storyboards.glob("zebra*"))


def test_no_clip_has_the_name_of_a_command() -> None:
    assert {ALL, *COMMANDS} == starter.RESERVED
