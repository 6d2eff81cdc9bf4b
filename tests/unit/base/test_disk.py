"""Disks: too little space and folders that can't be written are told before work begins."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from storyreel.base.disk import (
    explained_publish_errors,
    explained_write_errors,
    require_space,
    require_writable,
)
from storyreel.base.errors import MachineError


def test_writable_folder_is_not_made_by_asking(tmp_path: Path) -> None:
    require_writable(tmp_path / "media" / "hour29")
    assert not list(tmp_path.iterdir())


def test_disk_without_room_names_both_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=3 << 20))
    require_space({tmp_path: 3 << 20})
    with pytest.raises(MachineError, match=r"may need 4 MiB and the disk has 3 MiB free"):
        require_space({tmp_path / "not" / "there": 4 << 20})


def test_folders_on_one_disk_share_its_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=3 << 20))
    with pytest.raises(MachineError, match=r"may need 4 MiB .* try this, or use another disk"):
        require_space({tmp_path: 2 << 20, tmp_path / "store": 2 << 20}, lambda: "try this, ")


def test_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "media"
    blocked.write_text("a file")
    with pytest.raises(MachineError, match=r"media/hour29: can't .*/media is a file: .*--out DIR"):
        require_writable(blocked / "hour29")

    with pytest.raises(MachineError, match=r"/media is a file: rename it\.$"):
        require_writable(blocked / "hour29", explained_write_errors)
    with (
        pytest.raises(MachineError, match=r"File exists\)\. .*/media is a file: rename it"),
        explained_write_errors(blocked),
    ):
        blocked.mkdir(exist_ok=True)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EACCES, r"can't be written \(Permission denied\)\. Check the folder's permissions"),
        (errno.EFBIG, r"can't be written \(File too large\)\. Raise the limit .*ulimit -f"),
        (errno.EMFILE, r"\(Too many open files\)\. Raise the limit on open files"),
        (errno.ENAMETOOLONG, r"can't be written \(File name too long\)\. Shorten the name"),
        (errno.EISDIR, r"\(Is a directory\)\. .* is a folder: rename it"),
        (errno.ELOOP, r"\(Too many levels .*\)\. A link in this path leads back to itself"),
    ],
)
def test_refusals_of_the_file_system_are_explained(tmp_path: Path, code: int, words: str) -> None:
    with pytest.raises(MachineError, match=words), explained_publish_errors(tmp_path):
        raise OSError(code, os.strerror(code))
    with pytest.raises(MachineError, match=words) as elsewhere, explained_write_errors(tmp_path):
        raise OSError(code, os.strerror(code))
    assert "--out" not in str(elsewhere.value), "which is an option of commands that publish"


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "staged").write_text("a file")
    (tmp_path / "clip.mp4").mkdir()
    with (
        pytest.raises(MachineError, match=r"/clip\.mp4 is a folder: rename it, or .*--out DIR"),
        explained_publish_errors(tmp_path),
    ):
        (tmp_path / "staged").replace(tmp_path / "clip.mp4")
