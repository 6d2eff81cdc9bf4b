"""Staging: one process at a time makes an output, and nothing is left of killed ones."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from storyreel.base.errors import MachineError, RequestError
from storyreel.output import lock
from storyreel.output.names import OutputPaths
from storyreel.output.staging import StagedOutput, staged_output, sweep_staging


@pytest.fixture
def place(tmp_path: Path) -> OutputPaths:
    return OutputPaths.of(tmp_path / "media", "hour29", "smoke")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "POLL_S", 0.01)


def fill(draft: StagedOutput, words: str) -> None:
    for path in (draft.video, draft.poster, draft.captions, draft.report):
        path.write_text(f"{words} {path.suffix}")


def silent(line: str) -> None:
    raise AssertionError(f"nothing to wait for, but: {line}")


def killed(place: OutputPaths) -> None:
    """A run that is killed in the midst of its work."""
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from storyreel.output.names import OutputPaths\n"
        "from storyreel.output.staging import staged_output\n"
        "with staged_output(OutputPaths(Path(sys.argv[1]), sys.argv[2]), print) as draft:\n"
        "    draft.video.write_bytes(bytes(1000))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    command = [sys.executable, "-c", code, str(place.folder), place.name]
    subprocess.run(command, check=False)
    assert [path for path in place.folder.iterdir() if path.is_dir()], "it left its draft"


@pytest.mark.parametrize("kind", ["file", "dangling link"])
@pytest.mark.parametrize("above", [False, True])
def test_what_blocks_the_folder_is_told(place: OutputPaths, kind: str, above: bool) -> None:
    path = place.folder.parent if above else place.folder
    path.parent.mkdir(exist_ok=True)
    if kind == "file":
        path.write_text("a file")
    else:
        path.symlink_to("nowhere")
    with pytest.raises(MachineError, match="can't be written"), staged_output(place, silent):
        pass


def test_a_run_that_publishes_nothing_leaves_no_folder(place: OutputPaths) -> None:
    with pytest.raises(ValueError), staged_output(place, silent):
        raise ValueError("this scene can't be drawn")
    assert not place.folder.exists()


def test_a_run_that_is_stopped_while_it_begins_leaves_no_folder(
    place: OutputPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdir = Path.mkdir

    def stopped(path: Path, *arguments: Any, **options: Any) -> None:
        mkdir(path, *arguments, **options)
        if path.name == "segments":
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "mkdir", stopped)
    with pytest.raises(KeyboardInterrupt), staged_output(place, silent):
        pass
    assert not place.folder.exists()


def test_what_others_published_stays(place: OutputPaths) -> None:
    place.folder.mkdir(parents=True)
    (place.folder / "hour29-4k.mp4").write_text("a film")
    with staged_output(place, silent):
        pass
    assert [path.name for path in place.folder.iterdir()] == ["hour29-4k.mp4"]


def test_a_video_without_a_report_is_not_replaced(place: OutputPaths) -> None:
    place.folder.mkdir(parents=True)
    place.video.write_text("a film of theirs")
    with pytest.raises(RequestError, match="no report"), staged_output(place, silent):
        pass
    assert [path.name for path in place.folder.iterdir()] == [place.video.name]
    place.report.write_text("unreadable")
    with staged_output(place, silent) as draft:
        fill(draft, "new")
        draft.publish()
    assert place.video.read_text() == "new .mp4"


def test_folder_and_lock_that_vanish_are_not_taken_from_the_next_run(place: OutputPaths) -> None:
    """Somebody removes the folder; another run begins there; the first one ends."""
    with staged_output(place, silent) as first:
        place.lock.unlink()
        with staged_output(place, silent):
            inode = place.lock.stat().st_ino
            assert not first.folder.exists(), "it took it for a leftover"
            assert place.lock.stat().st_ino == inode


def test_leftovers_of_a_killed_run_are_removed(place: OutputPaths) -> None:
    leftover = place.folder / ".hour29-smoke.abcdefgh"
    other = place.folder / ".hour29-smoke-60fps.abcdefgh"
    for folder in (leftover, other):
        folder.mkdir(parents=True)
        (folder / "clip.mp4").write_text("half")
    with staged_output(place, silent):
        assert not leftover.exists()
    assert other.exists(), "another variant's run may be alive"


def test_second_run_waits_and_says_for_whom(place: OutputPaths) -> None:
    told = threading.Event()
    lines: list[str] = []

    def waiting(line: str) -> None:
        lines.append(line)
        told.set()

    def second() -> None:
        with staged_output(place, waiting) as draft:
            fill(draft, "second")
            draft.publish()

    with staged_output(place, silent) as draft:
        thread = threading.Thread(target=second)
        thread.start()
        assert told.wait(5)
        fill(draft, "first")
        draft.publish()
        assert place.video.read_text() == "first .mp4"
    thread.join(5)
    assert place.video.read_text() == "second .mp4"
    assert f"process {os.getpid()}" in lines[0]


def test_killed_run_lets_go_of_the_lock(place: OutputPaths) -> None:
    killed(place)
    with staged_output(place, silent) as draft:
        assert [p for p in place.folder.iterdir() if p.is_dir()] == [draft.folder]


def test_many_runs_at_once_take_turns(place: OutputPaths) -> None:
    """Each removes the lock file as it ends, under the eyes of those that wait for it."""
    inside: list[int] = []

    def run(number: int) -> None:
        for _ in range(10):
            with staged_output(place, lambda line: None):
                inside.append(number)
                assert inside == [number], "two at once"
                inside.pop()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(6)]
    failures: list[object] = []
    hook = threading.excepthook
    threading.excepthook = failures.append
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    finally:
        threading.excepthook = hook
    assert not failures
    assert not any(thread.is_alive() for thread in threads)
    assert not place.folder.exists()


def test_sweeping_removes_what_killed_runs_left_and_nothing_else(place: OutputPaths) -> None:
    media = place.folder.parent
    other = OutputPaths.of(media, "Talk", "4k-hevc")
    for each in (place, other):
        killed(each)
    (place.folder / "hour29-smoke.mp4").write_text("a film")
    theirs = media / "holidays" / ".pictures.abcdefgh"
    theirs.mkdir(parents=True)
    busy = OutputPaths.of(media, "hour29", "4k")
    with staged_output(busy, silent) as draft:
        draft.video.write_text("half")
        assert sweep_staging(media) == (2, 2000)
        assert draft.video.exists(), "a living run is at work on it"
        assert sweep_staging(media) == (0, 0)
    assert not other.folder.exists(), "there was nothing but the draft and the lock"
    assert [path.name for path in place.folder.iterdir()] == ["hour29-smoke.mp4"]
    assert theirs.is_dir()


def test_sweeping_where_nothing_is(tmp_path: Path) -> None:
    assert sweep_staging(tmp_path / "none") == (0, 0)
