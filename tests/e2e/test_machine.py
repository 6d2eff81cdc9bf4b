"""A machine that cannot render is reported before rendering starts; no file changes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from storyreel import cli
from storyreel.encode import encoder
from tests.e2e.program import Run


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """A file takes its place: the superuser, who may run the tests, ignores permissions."""
    place = tmp_path / "media" / "hour29"
    place.parent.mkdir()
    place.write_text("a file")
    done = run("hour29", "--quality", "smoke", "--out", place.parent)
    assert done.returncode == 3
    assert "can't be written" in done.stderr
    assert "--out DIR" in done.stderr
    assert place.read_text() == "a file"


def test_system_folder_that_accepts_no_files(launched: Run) -> None:
    done = launched("hour29", "--quality", "smoke", "--out", "/proc/storyreel")
    assert done.returncode == 3, done.stderr
    assert "/proc/storyreel" in done.stderr


def test_disk_without_room(run: Run, tiny_disk: Path) -> None:
    done = run("hour29", "--quality", "4k", "--out", tiny_disk)
    assert done.returncode == 3, done.stderr
    assert "the disk has 1 MiB free" in done.stderr
    assert not list(tiny_disk.iterdir())


def test_a_missing_encoder_is_named_before_anything_is_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(encoder, "has_encoder", lambda name: False)
    code = cli.main(["hour29", "--quality", "smoke", "--out", str(tmp_path / "media")])
    assert code == 3
    assert "no encoder libx264" in capsys.readouterr().err
    assert not (tmp_path / "media").exists()
