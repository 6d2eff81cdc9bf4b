"""Files where users ask for them: complete, or not at all."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from storyreel.base.errors import MachineError, RequestError
from storyreel.slides.deliver import (
    LARGE,
    deliver,
    deliver_all,
    require_folder,
    require_own,
    require_target,
    size_warning,
    size_words,
)


def writing(text: str) -> Callable[[Path], None]:
    """A function that writes a text to a file."""

    def write(draft: Path) -> None:
        draft.write_text(text)

    return write


def test_a_file_is_moved_in_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.txt"
    assert deliver(target, writing("abc")) == 3
    assert [path.name for path in target.parent.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "Free some space"),
        (errno.EACCES, "Choose another folder"),
        (errno.EFBIG, "Raise the limit on the size of files"),
    ],
)
def test_an_existing_file_stays_when_writing_fails(
    tmp_path: Path, number: int, remedy: str
) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")

    def fail(draft: Path) -> None:
        draft.write_text("half")
        raise OSError(number, "no")

    with pytest.raises(MachineError, match=f"Nothing was changed. {remedy}"):
        deliver(target, fail)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_files_that_belong_together_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("old")

    def fail(_: Path) -> None:
        raise OSError(errno.ENOSPC, "no")

    def write(draft: Path) -> None:
        draft.write_text("new")

    late = tmp_path / "clips" / "deep" / "b"
    with pytest.raises(MachineError, match="the disk is full"):
        deliver_all({tmp_path / "index": write, tmp_path / "clips" / "a": write, late: fail})
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    assert (tmp_path / "index").read_text() == "old"
    assert deliver_all({tmp_path / "index": write, late: write}) == 6
    assert late.read_text() == "new"


def test_a_file_keeps_its_permissions_and_a_link_its_target(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    real.chmod(0o600)
    link.symlink_to(real)
    deliver(link, writing("new"))
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o600


def test_the_obstacle_is_named(tmp_path: Path) -> None:
    (tmp_path / "clips").write_text("a file")
    with pytest.raises(MachineError, match=r"clips/a: can't be written"):
        deliver(tmp_path / "clips" / "a", writing(""))
    (tmp_path / "folder").mkdir()
    with pytest.raises(MachineError, match="folder: can't be written"):
        deliver(tmp_path / "folder", writing(""))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clips", "folder"]


def test_unsuitable_targets_are_refused(tmp_path: Path) -> None:
    require_target("-o", tmp_path / "new" / "a.pptx", ".pptx")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(RequestError, match=r"does not end in \.pptx"):
        require_target("-o", tmp_path / "a.pdf", ".pptx")
    (tmp_path / "folder.pptx").mkdir()
    with pytest.raises(RequestError, match="is a folder"):
        require_target("-o", tmp_path / "folder.pptx", ".pptx")
    (tmp_path / "file").write_text("")
    with pytest.raises(RequestError, match="is a file"):
        require_folder("--html", tmp_path / "file" / "below")
    with pytest.raises(MachineError, match="can't be written"):
        require_folder("--html", Path("/proc/nowhere"))


def test_files_of_another_origin_are_not_replaced(tmp_path: Path) -> None:
    theirs, ours = tmp_path / "theirs.pdf", tmp_path / "ours.pdf"
    require_own("--pdf", theirs)
    theirs.write_bytes(b"%PDF-1.7 a thesis")
    ours.write_bytes(b"%PDF-1.7 /Creator (Storyreel)")
    require_own("--pdf", ours)
    with pytest.raises(RequestError, match="Storyreel did not make it"):
        require_own("--pdf", theirs)


def test_a_deleted_working_directory_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(MachineError, match="can't be written"):
        require_target("-o", Path("a.pptx"), ".pptx")
    monkeypatch.chdir(tmp_path)


def test_sizes_are_shown_and_large_ones_warned_about(tmp_path: Path) -> None:
    assert [size_words(n) for n in (900, 50_000, 8_322_789, 2 * 10**9)] == [
        "1 kB",
        "50 kB",
        "8.3 MB",
        "2,000.0 MB",
    ]
    assert size_warning(tmp_path / "a.pptx", LARGE, "Do this.") is None
    warning = size_warning(tmp_path / "a.pptx", LARGE + 1, "Do this.") or ""
    assert "100.0 MB" in warning
    assert warning.endswith("Do this.")
