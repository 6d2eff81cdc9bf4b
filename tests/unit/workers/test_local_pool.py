"""The local pool: the same results for any number of workers, and recovery from dead workers."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from storyreel.base.errors import MachineError
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings
from storyreel.workers import local_pool, stall
from storyreel.workers.checked_segment import CheckedSegment
from storyreel.workers.local_pool import LocalPool
from storyreel.workers.waiting_segments import WaitingSegment, WaitingSegments
from tests.processes import printed_by

ROOT = Path(__file__).parents[3]


@pytest.fixture
def jobs(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> list[SegmentJob]:
    return [
        SegmentJob(
            f"beat {number}",
            moving_drawings[4 * number :],
            tiny_settings,
            tmp_path / f"{number}.mp4",
        )
        for number in range(4)
    ]


@pytest.fixture(params=["forked", "spawned"])
def started(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with forked and with spawned workers."""
    threads = {"forked": 1, "spawned": 2}
    if request.param == "forked" and sys.platform != "linux":
        pytest.skip("forks are safe on Linux only")
    monkeypatch.setattr(threading, "active_count", lambda: threads[request.param])
    return str(request.param)


def test_any_number_of_workers_gives_the_same_bytes(started: str, jobs: list[SegmentJob]) -> None:
    expected = [render_segment(job).sha256 for job in jobs]
    for workers in (1, 3):
        with LocalPool(workers) as pool:
            futures = [pool.submit(job) for job in jobs]
            results = [future.result().segment for future in futures]
        assert [result.sha256 for result in results] == expected
        assert [result.path for result in results] == [job.target for job in jobs]


class RecordingWorker:
    """A worker that records the names of its segments, and fails for one without drawings."""

    def __init__(self, given: list[str]) -> None:
        self.given = given

    def render(self, job: SegmentJob) -> Any:
        self.given.append(job.name)
        if not job.drawings:
            raise ValueError(job.name)
        return job.name

    def close(self) -> None:
        self.given.append("closed")


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls that a recording worker receives from its pool."""
    given: list[str] = []
    monkeypatch.setattr(local_pool, "Worker", lambda: RecordingWorker(given))
    return given


def test_the_heaviest_waiting_segment_is_rendered_first(
    jobs: list[SegmentJob], given: list[str]
) -> None:
    pool = LocalPool(1)
    for name, weight in {"a": 1.5, "b": 3, "c": 2, "d": 3, "e": 0, "f": 0}.items():
        pool.submit(replace(jobs[0], name=name, weight=weight))
    with pool:  # leaving waits for all segments
        pass
    assert given == ["b", "d", "c", "a", "e", "f", "closed"]


def test_a_worker_goes_on_with_the_segment_that_follows_its_last_one(
    jobs: list[SegmentJob], given: list[str]
) -> None:
    pool = LocalPool(1)
    length = len(jobs[0].drawings)
    for place, weight in enumerate((1, 2, 5, 1, 1, 2)):
        job = replace(jobs[0], name=str(place), weight=weight, first_frame=place * length)
        pool.submit(job)
    with pool:
        pass
    assert given == ["2", "3", "4", "5", "1", "0", "closed"]


def test_no_worker_is_left_with_a_segment_heavier_than_all_others(
    jobs: list[SegmentJob], moving_drawings: tuple[Drawing, ...]
) -> None:
    waiting = WaitingSegments(2)
    for place, weight in enumerate((1, 1, 9, 1, 6)):
        job = replace(jobs[0], name=str(place), weight=weight, first_frame=place)
        waiting.put(WaitingSegment(replace(job, drawings=moving_drawings[:1]), Future()))
    waiting.close()
    taken = [waiting.take(frame) for frame in (None, 3, 0, 1, 2, 4)]
    assert [each and each.job.name for each in taken] == ["2", "4", "0", "1", "3", None]
    assert [each.stop for each in taken if each] == [3, 5, 1, 2, 4]


def test_a_failed_segment_does_not_affect_the_next(
    jobs: list[SegmentJob], given: list[str]
) -> None:
    pool = LocalPool(1)
    light = pool.submit(replace(jobs[0], name="light", weight=1))
    heavy = pool.submit(replace(jobs[0], name="heavy", weight=2, drawings=()))
    with pool:
        assert light.result(timeout=20)
    assert given == ["heavy", "light", "closed"]
    with pytest.raises(ValueError, match="heavy"):
        heavy.result()


def test_a_worker_is_forked_if_there_are_no_threads_and_else_spawned(
    jobs: list[SegmentJob], started: str
) -> None:
    with LocalPool(1) as pool:
        pool.submit(jobs[0]).result(timeout=20)
        (worker,) = pool.processes
        command = psutil.Process(worker.pid).cmdline()
    assert (command == psutil.Process().cmdline()) is (started == "forked")
    assert worker.exitcode == 0


@pytest.mark.parametrize("started", ["spawned"], indirect=True)
def test_no_worker_is_spawned_without_work(
    jobs: list[SegmentJob], started: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalPool(2) as pool:
        assert pool.submit(jobs[0]).result(timeout=20).segment.frames == 20
    monkeypatch.setattr(local_pool, "Worker", pytest.fail)
    with LocalPool(2):
        pass


@pytest.mark.parametrize("started", ["spawned"], indirect=True)
def test_workers_can_be_spawned_before_there_is_work(started: str) -> None:
    with LocalPool(2) as pool:
        pool.prestart()
        deadline = time.monotonic() + 20
        while len(pool.processes) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(pool.processes) == 2


def test_an_error_in_a_segment_is_raised_by_its_future_alone(jobs: list[SegmentJob]) -> None:
    broken = replace(jobs[1], drawings=(*jobs[1].drawings, None))  # type: ignore[arg-type]
    with LocalPool(1) as pool:
        futures = [pool.submit(job) for job in (jobs[0], broken, jobs[2])]
        with pytest.raises(AttributeError):
            futures[1].result()
        assert futures[0].result().segment.frames and futures[2].result().segment.frames


def test_a_dead_worker_is_replaced_and_its_segment_rendered_again(
    jobs: list[SegmentJob], started: str
) -> None:
    long = replace(jobs[0], drawings=jobs[0].drawings * 25)
    expected = render_segment(replace(long, target=long.target.with_name("expected.mp4"))).sha256
    with LocalPool(1) as pool:
        pool.submit(jobs[1]).result(timeout=60)  # the worker has started
        (worker,) = pool.processes
        future = pool.submit(long)
        worker.kill()
        assert future.result(timeout=60).segment.sha256 == expected
        assert pool.processes[0].pid != worker.pid
        assert pool.submit(jobs[1]).result(timeout=20).segment.frames == 16
    assert not list(long.target.parent.glob(".*.part"))


def test_a_worker_that_dies_while_idle_is_replaced(jobs: list[SegmentJob], started: str) -> None:
    with LocalPool(1) as pool:
        pool.submit(jobs[0]).result(timeout=20)
        pool.processes[0].kill()
        assert pool.submit(jobs[1]).result(timeout=20).segment.frames == 16


def test_a_stopped_worker_is_replaced_and_its_segment_rendered_again(
    jobs: list[SegmentJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stall, "CHECK_S", 0.2)
    long = replace(jobs[0], drawings=jobs[0].drawings * 40)
    with LocalPool(1) as pool:
        future = pool.submit(long)
        worker = _busy_child(long, future)
        worker.suspend()
        assert future.result(timeout=60).segment.frames == len(long.drawings)
        assert not worker.is_running()


def test_a_worker_that_stops_before_it_has_read_its_segment_is_replaced(
    jobs: list[SegmentJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stall, "CHECK_S", 0.2)
    large = replace(jobs[0], name="n" * 2**20)  # more than the pipe holds
    with LocalPool(1) as pool:
        pool.submit(jobs[1]).result(timeout=60)
        worker = psutil.Process(pool.processes[0].pid)
        worker.suspend()
        assert pool.submit(large).result(timeout=60).segment.frames == 20
        assert not worker.is_running()


class HalfAnswer:
    """Unpickles, in the worker, so that the worker stops in the middle of its answer."""

    CODE = """if True:
        def send_half(pipe, message):
            import os, signal
            os.write(pipe.fileno(), len(message).to_bytes(4, "big") + message[:10])
            os.kill(os.getpid(), signal.SIGSTOP)

        __import__("multiprocessing.connection").connection.Connection._send_bytes = send_half
    """

    def __reduce__(self) -> Any:
        return exec, (self.CODE,)


def test_workers_that_stop_in_the_middle_of_their_answer_are_ended(
    jobs: list[SegmentJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stall, "CHECK_S", 0.1)
    half: Any = HalfAnswer()
    with LocalPool(1) as pool, pytest.raises(MachineError, match="used no processor time"):
        pool.submit(replace(jobs[0], drawings=(half,))).result(timeout=60)


class Deadly:
    """Unpickles, in the worker, into a drawing that aborts the process when it is painted."""

    def __reduce__(self) -> Any:
        code = "type('D', (), {'background': property(lambda d: __import__('os').abort())})()"
        return eval, (code,)


def test_a_segment_that_kills_three_workers_is_reported_and_the_others_are_rendered(
    jobs: list[SegmentJob], started: str
) -> None:
    deadly: Any = Deadly()
    job = replace(
        jobs[0],
        name="preflight, frames 30-33",
        first_frame=30,
        drawings=(*jobs[0].drawings[:3], deadly),
    )
    with LocalPool(1) as pool:
        futures = [pool.submit(each) for each in (job, jobs[1])]
        with pytest.raises(MachineError) as caught:
            futures[0].result(timeout=60)
        assert futures[1].result(timeout=20).segment.frames == 16
    message = str(caught.value)
    assert "beat preflight, frames 30-33: 3 workers died while rendering this segment" in message
    assert "the last one at frame 33, by signal SIGABRT" in message
    assert "Its last output:" in message
    assert "Fatal Python error: Aborted" in message
    assert {path.name for path in job.target.parent.iterdir()} == {"1.mp4"}


def test_a_process_that_cannot_be_started_is_an_error_of_the_machine(
    jobs: list[SegmentJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(local_pool, "Worker", refuse)
    with (
        LocalPool(1) as pool,
        pytest.raises(MachineError, match=r"could not be started \(Resource temp"),
    ):
        pool.submit(jobs[0]).result(timeout=20)


def test_an_error_kills_the_workers(jobs: list[SegmentJob], started: str) -> None:
    endless = replace(jobs[0], drawings=jobs[0].drawings * 500)

    def interrupted() -> None:
        with LocalPool(2) as pool:
            children.append(_busy_child(endless, pool.submit(endless)))
            raise KeyboardInterrupt

    children: list[psutil.Process] = []
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - start < 10
    assert not children[0].is_running()
    assert not endless.target.exists()


def _busy_child(job: SegmentJob, future: Future[CheckedSegment]) -> psutil.Process:
    """The worker that is writing the file of a job."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not future.done():
        for part in job.target.parent.glob(f".{job.target.name}.*.part"):
            return psutil.Process(int(part.name.split(".")[-2]))
        time.sleep(0.001)
    raise AssertionError(f"no worker started writing: {future}")


SCRIPT = """
    import sys, threading, time
    from storyreel.workers.local_pool import LocalPool

    if __name__ == "__main__":
        if "spawned" in sys.argv:
            threading.Thread(target=time.sleep, args=[60], daemon=True).start()
        with LocalPool(2) as pool:
            pool.prestart()
            while len(pool.processes) < 2:
                time.sleep(0.05)
            print("ready", *[process.pid for process in pool.processes], flush=True)
            time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl exists on Linux only")
@pytest.mark.parametrize("started", ["forked", "spawned"])
def test_workers_die_with_their_parent(tmp_path: Path, started: str) -> None:
    script = tmp_path / "pool.py"
    script.write_text(textwrap.dedent(SCRIPT))
    parent = subprocess.Popen(
        [sys.executable, str(script), started],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout is not None
    workers = [psutil.Process(int(pid)) for pid in parent.stdout.readline().split()[1:]]
    assert len(workers) == 2
    time.sleep(0.5)  # until they have called prctl
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert not [p for p in alive if p.status() != psutil.STATUS_ZOMBIE]


def test_workers_never_import_manim() -> None:
    """A worker imports what `storyreel.workers.local_pool` imports."""
    code = (
        "import sys, storyreel.workers.local_pool; "
        "print([m for m in sys.modules if m.split('.')[0] in ('manim', 'pydantic', 'yaml')])"
    )
    assert printed_by(code) == "[]\n"
