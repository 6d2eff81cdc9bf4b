"""The farm on this machine: a few processes, each of which renders one segment at a time."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from storyreel.errors import MachineError, Problem
from storyreel.film.mux import partial
from storyreel.film.segment import SegmentJob, SegmentResult, render_segment

_PR_SET_PDEATHSIG = 1


class LocalFarm:
    """Renders segments in processes of their own; results do not depend on how many there are.

    A context manager. The workers start on entry, so that they get ready while the first drawings
    are made. A clean exit waits for all that was submitted; any other ends the workers at once,
    and what they were writing keeps its partial name. Enter and submit from one thread that
    outlives the farm: on Linux a worker dies with the thread that started it.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._unfinished: dict[Future[SegmentResult], SegmentJob] = {}
        self._processes: list[BaseProcess] = []

    def submit(self, job: SegmentJob) -> Future[SegmentResult]:
        """Have a segment rendered; the future raises what rendering it raised.

        Where a worker died, every open future raises a MachineError that names its segment.
        """
        outer: Future[SegmentResult] = Future()
        outer.set_running_or_notify_cancel()
        self._unfinished[outer] = job
        try:
            inner = self._pool.submit(render_segment, job)
        except BrokenProcessPool:
            self._fail(outer)
        else:
            inner.add_done_callback(lambda done: self._pass_on(done, outer))
        return outer

    def _pass_on(self, inner: Future[SegmentResult], outer: Future[SegmentResult]) -> None:
        try:
            result = inner.result()
        except (BrokenProcessPool, CancelledError):
            self._fail(outer)
        except BaseException as error:
            outer.set_exception(error)
        else:
            outer.set_result(result)
        self._unfinished.pop(outer, None)

    def _fail(self, outer: Future[SegmentResult]) -> None:
        outer.set_exception(MachineError(self._obituary()))

    def _obituary(self) -> Problem:
        """Which worker died, how, and over which segment; the others were ended by the pool."""
        dead = {p.pid: p.exitcode for p in self._processes if p.exitcode not in _NOT_DIED}
        names = [
            job.name
            for job in list(self._unfinished.values())
            if any(partial(job.target, pid).exists() for pid in dead)
        ]
        how = ", ".join(_how(code) for code in dead.values()) or "for no known reason"
        over = f" while it rendered {', '.join(names)}" if names else ""
        return Problem(
            f"A worker process ended {how}{over}.",
            "The memory may not have sufficed: try --workers 1, or a smaller quality.",
        )

    def __enter__(self) -> Self:
        before = multiprocessing.active_children()
        self._pool = ProcessPoolExecutor(
            self.workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin_worker,
            initargs=(os.getpid(),),
        )
        with _ctrl_c_kept_back():
            for _ in range(self.workers):  # a process is started for each task that finds none idle
                self._pool.submit(os.getpid)
        self._processes = [p for p in multiprocessing.active_children() if p not in before]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._pool.shutdown()
            return
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()


_NOT_DIED = (None, 0, -signal.SIGTERM)


def _how(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"by signal {signal.Signals(-exit_code).name}"
    return f"with exit code {exit_code}"


@contextmanager
def _ctrl_c_kept_back() -> Iterator[None]:
    """What is started in the block hears no Ctrl-C, not even before it can say that itself.

    The signal is delivered here when the block ends.
    """
    resource_tracker.ensure_running()  # which would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_worker(parent: int) -> None:
    """Runs first in each worker: it ends with its parent, which alone hears Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before it could be asked for
            os._exit(1)
