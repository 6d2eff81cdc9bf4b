"""Clips rendered in processes: ordered results, live progress, and clean interruption."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from storyreel.base.errors import MachineError, Problem, RequestError
from storyreel.base.progress import ProgressListener, SilentProgress
from storyreel.workers.clip_pool import (
    ClipTask,
    can_run_side_by_side,
    run_clips,
    run_clips_in_turn,
)

pytestmark = [
    pytest.mark.skipif(not can_run_side_by_side(), reason="needs fork"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
LONG_S = 60.0


class RecordedProgress(SilentProgress):
    """Records `begin`, `advance` and `end`."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def begin(self, name: str, frames: int | None) -> None:
        self.calls.append(("begin", name, frames))

    def advance(self, frames: int, beat: str) -> None:
        self.calls.append(("advance", frames, beat))

    def end(self) -> None:
        self.calls.append(("end",))


def silent(count: int) -> list[ProgressListener]:
    return [SilentProgress() for _ in range(count)]


@pytest.fixture(autouse=True)
def sigterm_raises() -> Iterator[None]:
    """SIGTERM raises an exception, as it does in the program."""

    def unwind(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, unwind)
    yield
    signal.signal(signal.SIGTERM, before)


def number(index: int, progress: ProgressListener) -> tuple[int, int]:
    time.sleep(0.05 * (3 - index % 3))
    return index, os.getpid()


def test_results_come_in_the_order_of_the_tasks_from_a_few_processes() -> None:
    seen: list[int] = []
    tasks = [partial(number, index) for index in range(6)]
    results = run_clips(tasks, 2, silent(6), lambda index, result: seen.append(index))
    assert [index for index, _ in results] == list(range(6)) == sorted(seen)
    processes = {process for _, process in results}
    assert len(processes) == 2
    assert os.getpid() not in processes
    assert not any(Path(f"/proc/{process}").exists() for process in processes)


def test_each_listener_receives_the_progress_of_its_clip() -> None:
    def task(name: str, progress: ProgressListener) -> None:
        progress.begin(name, 9)
        progress.advance(9, "closing")
        progress.doing("joining")
        progress.say("said")
        progress.end()

    listeners = [RecordedProgress(), RecordedProgress(), RecordedProgress()]
    run_clips([partial(task, name) for name in "abc"], 2, listeners)
    for name, progress in zip("abc", listeners, strict=True):
        assert progress.calls == [("begin", name, 9), ("advance", 9, "closing"), ("end",)]


def waiting(tidied: Path, progress: ProgressListener) -> None:
    try:
        time.sleep(LONG_S)
    except KeyboardInterrupt as stop:
        tidied.touch()
        stop.add_note("3 of 20 segments are kept.")
        raise


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RequestError(Problem("planted")), RequestError),
        (MachineError(Problem("planted")), MachineError),
        (ValueError("planted"), ValueError),
        (type("Local", (Exception,), {})("planted"), RuntimeError),
    ],
)
def test_the_first_error_stops_the_other_clips_and_lets_them_clean_up(
    error: Exception, expected: type[Exception], tmp_path: Path
) -> None:
    def fail(progress: ProgressListener) -> None:
        time.sleep(0.3)
        raise error

    start = time.monotonic()
    with pytest.raises(expected, match="planted"):
        run_clips([partial(waiting, tmp_path / "tidied"), fail], 2, silent(2))
    assert time.monotonic() - start < LONG_S / 2
    assert (tmp_path / "tidied").exists()


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM])
def test_another_process_takes_over_from_a_killed_one(
    signal_number: signal.Signals, tmp_path: Path
) -> None:
    def killed_once(progress: ProgressListener) -> str:
        progress.begin("first", 9)
        if not (tmp_path / "killed").exists():
            (tmp_path / "killed").touch()
            os.kill(os.getpid(), signal_number)
            time.sleep(LONG_S)
        return "rendered"

    listener = RecordedProgress()
    tasks: list[ClipTask] = [killed_once, partial(number, 1), partial(number, 2)]
    results = run_clips(tasks, 2, [listener, *silent(2)])
    assert results[0] == "rendered"
    assert [index for index, _ in results[1:]] == [1, 2]
    assert listener.calls == [("begin", "first", 9), ("end",), ("begin", "first", 9)]


def test_an_error_of_a_task_is_not_taken_for_a_killed_process(tmp_path: Path) -> None:
    def disk_full(progress: ProgressListener) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        run_clips([disk_full, partial(waiting, tmp_path / "tidied")], 2, silent(2))


def test_a_clip_that_kills_every_process_is_an_error() -> None:
    def killed(progress: ProgressListener) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(MachineError, match="All processes that rendered clips were killed"):
        run_clips([killed, partial(number, 1)], 2, silent(2))


def test_an_interruption_stops_all_clips_and_collects_their_notes(tmp_path: Path) -> None:
    class Interrupting(SilentProgress):
        def say(self, line: str) -> None:
            raise KeyboardInterrupt

    def talking(progress: ProgressListener) -> None:
        time.sleep(0.3)
        progress.say("now")
        time.sleep(LONG_S)

    tasks: list[ClipTask] = [partial(waiting, tmp_path / "tidied"), talking]
    with pytest.raises(KeyboardInterrupt) as stopped:
        run_clips(tasks, 2, [SilentProgress(), Interrupting()])
    assert (tmp_path / "tidied").exists()
    assert "3 of 20 segments are kept." in stopped.value.__notes__


EARLY: dict[str, signal.Signals] = {}
"""What a process gets while it is forked."""


def get_early_signals() -> None:
    for each in EARLY.values():
        os.kill(os.getpid(), each)


os.register_at_fork(after_in_child=get_early_signals)


def test_a_process_that_is_terminated_while_it_is_forked_does_not_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(EARLY, "signal", signal.SIGTERM)
    with pytest.raises(MachineError, match="The process that rendered the clip was killed"):
        run_clips([partial(number, 0)], 1, silent(1))


class ReportedError(Exception):
    """Its process is terminated while it is reported, as the parent may do that reads quickly."""

    def __reduce__(self) -> tuple[type[ReportedError], tuple[()]]:
        os.kill(os.getpid(), signal.SIGTERM)
        return type(self), ()


def fail(progress: ProgressListener) -> None:
    raise ReportedError


def test_a_process_that_is_terminated_while_it_reports_an_error_is_silent(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ReportedError):
        run_clips([fail], 1, silent(1))
    assert "Traceback" not in capfd.readouterr().err


LEFT_BEHIND: list[int] = []
"""What tasks leave in the memory of their process."""


def leaving(index: int, progress: ProgressListener) -> tuple[int, int, list[int]]:
    LEFT_BEHIND.append(index)
    progress.say(f"clip {index}")
    return index, os.getpid(), list(LEFT_BEHIND)


class RecordedLines(SilentProgress):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(line)


def test_clips_in_turn_inherit_nothing_from_each_other() -> None:
    seen: list[tuple[int, Any]] = []
    listeners = [RecordedLines(), RecordedLines(), RecordedLines()]
    tasks = [partial(leaving, index) for index in range(3)]
    results = run_clips_in_turn(
        tasks, listeners, lambda index, result: seen.append((index, result))
    )
    assert [index for index, _, _ in results] == [0, 1, 2]
    assert [left for _, _, left in results] == [[0], [1], [2]]
    assert len({os.getpid(), *(process for _, process, _ in results)}) == 4
    assert seen == list(enumerate(results))
    assert [each.lines for each in listeners] == [["clip 0"], ["clip 1"], ["clip 2"]]


def test_a_clip_in_turn_begins_when_the_one_before_it_has_ended(tmp_path: Path) -> None:
    def alone(progress: ProgressListener) -> bool:
        with suppress(FileExistsError):
            (tmp_path / "busy").mkdir()
            time.sleep(0.05)
            (tmp_path / "busy").rmdir()
            return True
        return False

    tasks: list[ClipTask] = [alone] * 3
    assert run_clips_in_turn(tasks, silent(3), lambda index, result: None) == [True] * 3


def test_an_error_leaves_the_clips_behind_it_alone(tmp_path: Path) -> None:
    def failing(progress: ProgressListener) -> None:
        raise RequestError(Problem("planted"))

    def rendered(name: str, progress: ProgressListener) -> None:
        (tmp_path / name).touch()

    tasks: list[ClipTask] = [partial(rendered, "first"), failing, partial(rendered, "third")]
    with pytest.raises(RequestError, match="planted"):
        run_clips_in_turn(tasks, silent(3), lambda index, result: None)
    assert [path.name for path in tmp_path.iterdir()] == ["first"]


def test_a_killed_clip_in_turn_is_an_error() -> None:
    def killed(progress: ProgressListener) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(MachineError, match=r"The process that rendered the clip was killed\."):
        run_clips_in_turn([killed, partial(number, 1)], silent(2), lambda index, result: None)
