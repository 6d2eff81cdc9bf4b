"""The local farm: equal results for any number of workers, and what happens when one dies."""

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
from storyreel.workers import local_pool
from storyreel.workers.checked_segment import CheckedSegment
from storyreel.workers.local_pool import LocalPool

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
    """How workers start."""
    threads = {"forked": 1, "spawned": 2}
    if request.param == "forked" and sys.platform != "linux":
        pytest.skip("forks are not to be trusted here")
    monkeypatch.setattr(threading, "active_count", lambda: threads[request.param])
    return str(request.param)


def test_any_number_of_workers_gives_the_same_bytes(started: str, jobs: list[SegmentJob]) -> None:
    expected = [render_segment(job).sha256 for job in jobs]
    for workers in (1, 2, 4):
        with LocalPool(workers) as farm:
            futures = [farm.submit(job) for job in jobs]
            results = [future.result().segment for future in futures]
        assert [result.sha256 for result in results] == expected
        assert [result.path for result in results] == [job.target for job in jobs]


class Noting:
    """In place of a worker: notes what it is given, and fails over what has no drawings."""

    def __init__(self, given: list[str]) -> None:
        self.given = given

    def render(self, job: SegmentJob) -> Any:
        self.given.append(job.name)
        if not job.drawings:
            raise ValueError(job.name)
        return job.name

    def dismiss(self) -> None:
        self.given.append("dismissed")


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the farm gives its worker, which only notes it."""
    given: list[str] = []
    monkeypatch.setattr(local_pool, "Worker", lambda: Noting(given))
    return given


def test_the_heaviest_that_waits_is_rendered_first(
    jobs: list[SegmentJob], given: list[str]
) -> None:
    farm = LocalPool(1)
    for name, weight in {"a": 1.5, "b": 3, "c": 2, "d": 3, "e": 0, "f": 0}.items():
        farm.submit(replace(jobs[0], name=name, weight=weight))
    with farm:  # whose end comes after all of them
        pass
    assert given == ["b", "d", "c", "a", "e", "f", "dismissed"]


def test_a_heavy_failure_is_its_own_and_the_lighter_are_made(
    jobs: list[SegmentJob], given: list[str]
) -> None:
    farm = LocalPool(1)
    light = farm.submit(replace(jobs[0], name="light", weight=1))
    heavy = farm.submit(replace(jobs[0], name="heavy", weight=2, drawings=()))
    with farm:
        assert light.result(timeout=20)
    assert given == ["heavy", "light", "dismissed"]
    with pytest.raises(ValueError, match="heavy"):
        heavy.result()


def test_a_worker_is_forked_before_threads_and_spawned_beside_them(
    jobs: list[SegmentJob], started: str
) -> None:
    with LocalPool(1) as farm:
        farm.submit(jobs[0]).result(timeout=20)
        (worker,) = farm.processes
        command = psutil.Process(worker.pid).cmdline()
    assert (command == psutil.Process().cmdline()) is (started == "forked")
    assert worker.exitcode == 0


@pytest.mark.parametrize("started", ["spawned"], indirect=True)
def test_without_work_no_worker_is_spawned(
    jobs: list[SegmentJob], started: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalPool(2, at_once=False) as farm:
        assert farm.submit(jobs[0]).result(timeout=20).segment.frames == 20
    monkeypatch.setattr(local_pool, "Worker", pytest.fail)
    with LocalPool(2, at_once=False):
        pass


def test_a_mistake_in_a_segment_reaches_its_future_and_no_other(jobs: list[SegmentJob]) -> None:
    broken = replace(jobs[1], drawings=(*jobs[1].drawings, None))  # type: ignore[arg-type]
    with LocalPool(1) as farm:
        futures = [farm.submit(job) for job in (jobs[0], broken, jobs[2])]
        with pytest.raises(AttributeError):
            futures[1].result()
        assert futures[0].result().segment.frames and futures[2].result().segment.frames


def test_a_dead_worker_is_replaced_and_its_segment_made_again(
    jobs: list[SegmentJob], started: str
) -> None:
    long = replace(jobs[0], drawings=jobs[0].drawings * 100)
    expected = render_segment(replace(long, target=long.target.with_name("expected.mp4"))).sha256
    with LocalPool(1) as farm:
        farm.submit(jobs[1]).result(timeout=60)  # the worker has started
        (worker,) = farm.processes
        future = farm.submit(long)
        worker.kill()
        assert future.result(timeout=60).segment.sha256 == expected
        assert farm.processes[0].pid != worker.pid
        assert farm.submit(jobs[1]).result(timeout=20).segment.frames == 16
    assert not list(long.target.parent.glob(".*.part"))


def test_a_worker_that_dies_idle_is_replaced(jobs: list[SegmentJob], started: str) -> None:
    with LocalPool(1) as farm:
        farm.submit(jobs[0]).result(timeout=20)
        farm.processes[0].kill()
        assert farm.submit(jobs[1]).result(timeout=20).segment.frames == 16


class Deadly:
    """Becomes, in the worker, a drawing over which it dies; the last words are Python's."""

    def __reduce__(self) -> Any:
        code = "type('D', (), {'background': property(lambda d: __import__('os').abort())})()"
        return eval, (code,)


def test_three_deaths_over_one_segment_are_told_and_the_others_are_made(
    jobs: list[SegmentJob], started: str
) -> None:
    deadly: Any = Deadly()
    job = replace(
        jobs[0],
        name="preflight, frames 30-33",
        first_frame=30,
        drawings=(*jobs[0].drawings[:3], deadly),
    )
    with LocalPool(1) as farm:
        futures = [farm.submit(each) for each in (job, jobs[1])]
        with pytest.raises(MachineError) as told:
            futures[0].result(timeout=60)
        assert futures[1].result(timeout=20).segment.frames == 16
    message = str(told.value)
    assert "beat preflight, frames 30-33: 3 workers died over this segment" in message
    assert "the last at frame 33, by signal SIGABRT" in message
    assert "Its last words:" in message
    assert "Fatal Python error: Aborted" in message
    assert {path.name for path in job.target.parent.iterdir()} == {"1.mp4"}


def test_a_machine_that_starts_no_process_is_told(
    jobs: list[SegmentJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(local_pool, "Worker", refuse)
    with (
        LocalPool(1) as farm,
        pytest.raises(MachineError, match=r"could not be started \(Resource temp"),
    ):
        farm.submit(jobs[0]).result(timeout=20)


def test_leaving_by_an_error_ends_the_workers_at_once(jobs: list[SegmentJob], started: str) -> None:
    endless = replace(jobs[0], drawings=jobs[0].drawings * 5000)

    def interrupted() -> None:
        with LocalPool(2) as farm:
            children.append(_busy_child(endless, farm.submit(endless)))
            raise KeyboardInterrupt

    children: list[psutil.Process] = []
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - start < 10
    assert not children[0].is_running()
    assert not endless.target.exists()


def _busy_child(job: SegmentJob, future: Future[CheckedSegment]) -> psutil.Process:
    """The worker that has begun to write the job's file."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not future.done():
        for part in job.target.parent.glob(f".{job.target.name}.*.part"):
            return psutil.Process(int(part.name.split(".")[-2]))
        time.sleep(0.001)
    raise AssertionError(f"no worker was seen at work: {future}")


SCRIPT = """
    import sys, threading, time
    from storyreel.workers.local_pool import LocalPool

    if __name__ == "__main__":
        if "spawned" in sys.argv:
            threading.Thread(target=time.sleep, args=[60], daemon=True).start()
        with LocalPool(2) as farm:
            while len(farm.processes) < 2:
                time.sleep(0.05)
            print("ready", *[process.pid for process in farm.processes], flush=True)
            time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="others have no prctl")
@pytest.mark.parametrize("started", ["forked", "spawned"])
def test_workers_die_with_their_parent(tmp_path: Path, started: str) -> None:
    script = tmp_path / "farm.py"
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
    time.sleep(0.5)  # let them come to the line that asks for it
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert not [p for p in alive if p.status() != psutil.STATUS_ZOMBIE]


def test_workers_never_import_manim() -> None:
    """What a worker imports is what `storyreel.workers.local_pool` imports."""
    code = (
        "import sys, storyreel.workers.local_pool; "
        "print([m for m in sys.modules if m.split('.')[0] in ('manim', 'pydantic', 'yaml')])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert answer.stdout.strip() == "[]"
