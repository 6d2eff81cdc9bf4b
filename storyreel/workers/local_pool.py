"""The farm on this machine: a few processes, each of which renders one segment at a time."""

from __future__ import annotations

import math
import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from itertools import count
from multiprocessing import resource_tracker
from queue import PriorityQueue
from threading import Event, Thread
from types import TracebackType
from typing import Self

from storyreel.base.errors import MachineError, Problem
from storyreel.encode.container import partial
from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment
from storyreel.workers.worker import Death, Worker, WorkerDiedError, can_fork

MOST_DEATHS = 3
"""So many workers may die over one segment; the next would, too."""

_Task = tuple[SegmentJob, "Future[CheckedSegment]"]


class LocalPool:
    """Renders segments in processes of their own; results do not depend on how many there are.

    Of those that wait, the heaviest is rendered first, so that none of them is left to one worker
    when the others are done; of equal ones, the one that came first.

    A context manager. The workers start on entry, and those that have to get ready do so while the
    first drawings are made, or not before there is work where `at_once` is false. A worker that
    dies is replaced and its segment made again. A clean exit waits for all that was submitted; any
    other ends the workers at once.
    """

    def __init__(self, workers: int, *, at_once: bool = True) -> None:
        self.workers = workers
        self._needed = Event()
        if at_once:
            self._needed.set()
        self._tasks: PriorityQueue[tuple[float, int, _Task | None]] = PriorityQueue()
        """By what comes first, ties by number; None ends a worker."""

        self._numbers = count()
        self._closing = Event()
        self._forked: list[Worker] = []
        # A worker dies with the thread that started it: each has one that outlives its segments.
        self._threads = [
            Thread(target=self._tend, name=f"worker {number}", daemon=True)
            for number in range(workers)
        ]
        self._tended: list[Worker] = []

    @property
    def processes(self) -> list[multiprocessing.process.BaseProcess]:
        """The workers that live now."""
        return [worker.process for worker in self._tended if worker.process.is_alive()]

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        """Have a segment rendered; the future raises what rendering it raised.

        After the last of MOST_DEATHS workers that died over it, that is a MachineError which names
        the segment, the frame, and the worker's last words.
        """
        future: Future[CheckedSegment] = Future()
        future.set_running_or_notify_cancel()
        self._put(-job.weight, (job, future))
        self._needed.set()
        return future

    def _put(self, place: float, task: _Task | None) -> None:
        self._tasks.put((place, next(self._numbers), task))

    def _tend(self) -> None:
        """Keep one worker busy until there is no more to do, or everything ends."""
        worker = self._forked.pop() if self._forked else None
        self._needed.wait()
        with suppress(MachineError):  # told when there is something to do
            worker = worker or (None if self._closing.is_set() else self._hired())
        while (task := self._tasks.get()[-1]) is not None and not self._closing.is_set():
            job, future = task
            deaths = 0
            while not (future.done() or self._closing.is_set()):
                try:
                    worker = worker or self._hired()
                    future.set_result(worker.render(job))
                except WorkerDiedError as died:
                    deaths += 1
                    partial(job.target, died.death.process).unlink(missing_ok=True)
                    if deaths == MOST_DEATHS:
                        job.target.unlink(missing_ok=True)
                        future.set_exception(MachineError(_obituary(job, died.death)))
                    worker = None
                except BaseException as error:
                    future.set_exception(error)
        if worker:
            worker.dismiss()

    def _hired(self) -> Worker:
        try:
            if not can_fork():
                resource_tracker.ensure_running()  # which lets Ctrl-C through again when it starts
            with _ctrl_c_kept_back():
                worker = Worker()
        except OSError as error:
            what = f"A worker process could not be started ({error.strerror})."
            remedy = "Close other programs, or try with --workers 1."
            raise MachineError(Problem(what, remedy)) from error
        self._tended.append(worker)
        if self._closing.is_set():  # its end may have been missed
            worker.process.kill()
        return worker

    def __enter__(self) -> Self:
        with suppress(MachineError):  # told when there is something to do
            while can_fork() and len(self._forked) < self.workers:
                self._forked.append(self._hired())
        with _ctrl_c_kept_back():
            for thread in self._threads:
                thread.start()
        return self

    def dismiss(self) -> None:
        """Let the workers go, when all that was submitted is rendered, without waiting for it."""
        for _ in self._threads:
            self._put(math.inf, None)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None or not self._needed.is_set():
            self._closing.set()
            self._needed.set()
            for worker in list(self._tended):
                worker.process.kill()
        self.dismiss()
        for thread in self._threads:
            thread.join()


def _obituary(job: SegmentJob, death: Death) -> Problem:
    at = f" at frame {death.frame}" if death.frame is not None else " before its first frame"
    words = f"Its last words: {death.words}" if death.words else "It left no words."
    return Problem(
        f"beat {job.name}: {MOST_DEATHS} workers died over this segment, the last{at}, "
        f"{death.how}. {words}",
        "Where the memory did not suffice, try --workers 1 or a smaller quality.",
    )


@contextmanager
def _ctrl_c_kept_back() -> Iterator[None]:
    """Threads that start in the block, and processes that they start, hear no Ctrl-C.

    The signal is delivered here when the block ends.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
