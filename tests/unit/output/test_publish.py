"""Publishing: by rename, with the old clip untouched until the new one is whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from storyreel.base.errors import MachineError
from storyreel.output import publish
from storyreel.output.publish import Draft, Place, require_room, require_writable
from storyreel.output.staging import staged_output

FILES = ("clip.mp4", "clip.png", "clip.vtt", "clip.report.json")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.of(tmp_path / "media", "hour29", "smoke")


def fill(draft: Draft, words: str) -> None:
    for path in (draft.video, draft.poster, draft.captions, draft.report):
        path.write_text(f"{words} {path.suffix}")


def silent(line: str) -> None:
    raise AssertionError(f"nothing to wait for, but: {line}")


def test_published_files_carry_clip_and_quality(place: Place) -> None:
    with staged_output(place, silent) as draft:
        fill(draft, "new")
        draft.publish()
    assert {p.name for p in place.folder.iterdir()} == {
        "hour29-smoke.mp4",
        "hour29-smoke.png",
        "hour29-smoke.vtt",
        "hour29-smoke.report.json",
    }
    assert place.video.read_text() == "new .mp4"


def test_forgotten_draft_leaves_the_old_clip_and_no_debris(place: Place) -> None:
    with staged_output(place, silent) as draft:
        fill(draft, "old")
        draft.publish()
    with pytest.raises(KeyboardInterrupt), staged_output(place, silent) as draft:
        fill(draft, "half")
        raise KeyboardInterrupt
    assert place.video.read_text() == "old .mp4"
    assert not [p for p in place.folder.iterdir() if p.is_dir()]


def test_failed_clip_stands_beside_the_old_one_until_one_passes(place: Place) -> None:
    with staged_output(place, silent) as draft:
        fill(draft, "old")
        draft.publish()
    with staged_output(place, silent) as draft:
        fill(draft, "bad")
        draft.keep_failed()
    assert place.video.read_text() == "old .mp4"
    assert place.failed_video.read_text() == "bad .mp4"
    assert place.failed_report.exists()
    with staged_output(place, silent) as draft:
        fill(draft, "good")
        draft.publish()
    assert place.video.read_text() == "good .mp4"
    assert not place.failed_video.exists()
    assert not place.failed_report.exists()


def test_report_is_moved_last(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash at any move must never leave a new report beside an old video."""
    moved: list[str] = []
    real = publish._move_in

    def crash_at_report(source: Path, target: Path) -> None:
        if target == place.report:
            raise OSError(errno.EIO, "power cut")
        moved.append(target.name)
        real(source, target)

    monkeypatch.setattr(publish, "_move_in", crash_at_report)
    with pytest.raises(MachineError, match="power cut"), staged_output(place, silent) as draft:
        fill(draft, "new")
        draft.publish()
    assert moved == ["hour29-smoke.png", "hour29-smoke.vtt", "hour29-smoke.mp4"]


def test_each_file_and_the_folder_are_synced(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def note(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        real(handle)

    monkeypatch.setattr(os, "fsync", note)
    with staged_output(place, silent) as draft:
        fill(draft, "new")
        draft.publish()
    made = ["poster.png", "captions.vtt", "clip.mp4", "report.json"]
    assert synced == [name for file in made for name in (file, "hour29")]


@pytest.mark.parametrize("kind", ["file", "dangling link"])
@pytest.mark.parametrize("above", [False, True])
def test_what_is_no_folder_in_place_of_one_is_told(place: Place, kind: str, above: bool) -> None:
    path = place.folder.parent if above else place.folder
    path.parent.mkdir(exist_ok=True)
    if kind == "file":
        path.write_text("a file")
    else:
        path.symlink_to("nowhere")
    with pytest.raises(MachineError, match="can't be written"), staged_output(place, silent):
        pass


@pytest.mark.parametrize("check", ["require_writable", "drafting"])
def test_file_in_place_of_the_folder_is_told(tmp_path: Path, check: str) -> None:
    blocked = tmp_path / "media"
    blocked.write_text("a file")
    with pytest.raises(MachineError, match=r"media/hour29: can't be written .*--out DIR"):
        if check == "drafting":
            with staged_output(Place(blocked / "hour29", "hour29-smoke"), silent):
                pass
        else:
            require_writable(blocked / "hour29")


def test_writable_folder_is_not_made_by_asking(tmp_path: Path) -> None:
    require_writable(tmp_path / "media" / "hour29")
    assert not list(tmp_path.iterdir())


def test_disk_without_room_names_both_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish.shutil, "disk_usage", lambda _: SimpleNamespace(free=3 << 20))
    require_room({tmp_path: 3 << 20})
    with pytest.raises(MachineError, match=r"may need 4 MiB and the disk has 3 MiB free"):
        require_room({tmp_path / "not" / "there": 4 << 20})


def test_folders_on_one_disk_share_its_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish.shutil, "disk_usage", lambda _: SimpleNamespace(free=3 << 20))
    with pytest.raises(MachineError, match=r"may need 4 MiB .* try this, or publish elsewhere"):
        require_room({tmp_path: 2 << 20, tmp_path / "store": 2 << 20}, "try this, ")


def test_full_disk_while_publishing_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(publish, "_move_in", full)
    with pytest.raises(MachineError, match="ran full"), staged_output(place, silent) as draft:
        draft.publish()
