"""New projects: written whole, or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from storyreel.base.project import Project
from storyreel.cli.clips import ALL
from storyreel.cli.registry import COMMANDS
from storyreel.pictures import starter


@pytest.mark.parametrize("name", ["new", "new/below", "."])
def test_a_project_that_cannot_be_written_leaves_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(project: Project) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(starter, "write_schemas", full)
    with pytest.raises(OSError, match="No space"):
        starter.create_project(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_no_clip_has_the_name_of_a_command() -> None:
    assert {ALL, *COMMANDS} == starter.RESERVED
