"""The local pool: a few worker processes, each rendering one segment at a time."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing import resource_tracker
from threading import Event, Thread
from types import TracebackType
from typing import Self

from storyreel.base.errors import MachineError, Problem
from storyreel.base.system_errors import limit_remedy
from storyreel.encode.container import incomplete_path
from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment
from storyreel.workers.child_signals import signals_held
from storyreel.workers.waiting_segments import WaitingSegment, WaitingSegments
from storyreel.workers.worker import Worker, WorkerDeath, WorkerDiedError, can_fork

MAX_DEATHS = 3
"""After this many workers have died over one segment, the segment is given up."""


class LocalPool:
    """Renders segments in worker processes; results do not depend on the number of workers.

    A worker goes on with the segment that follows its last one, or with the heaviest that waits. A
    worker that dies is replaced and its segment rendered again.

    A context manager. Workers that can be forked are forked on entry; others are spawned with the
    first segment, or by `prestart`. A clean exit waits for everything submitted; any other exit
    kills the workers.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._wanted = Event()
        self._waiting = WaitingSegments(workers)
        self._aborting = Event()
        self._forked: list[Worker] = []
        self._started: list[Worker] = []
        # The kernel ends a worker with the thread that started it, so each has a thread that lasts.
        self._threads = [
            Thread(target=self._run_worker, name=f"worker {number}", daemon=True)
            for number in range(workers)
        ]

    @property
    def processes(self) -> list[multiprocessing.process.BaseProcess]:
        """The worker processes that are alive."""
        return [worker.process for worker in self._started if worker.process.is_alive()]

    def prestart(self) -> None:
        """Spawn the workers now instead of with the first segment, where they are not forked."""
        self._wanted.set()

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        """Queue a segment; its future raises what rendering raised.

        After MAX_DEATHS workers have died over the segment, that is a MachineError with the frame
        and the last output of the last worker.
        """
        future: Future[CheckedSegment] = Future()
        future.set_running_or_notify_cancel()
        self._waiting.put(WaitingSegment(job, future))
        self._wanted.set()
        return future

    def close(self) -> None:
        """Let each worker end once everything submitted is rendered; does not wait for that."""
        self._waiting.close()

    def _run_worker(self) -> None:
        """Keep one worker busy until the pool is closed or aborted; runs in its own thread."""
        worker = self._forked.pop() if self._forked else None
        self._wanted.wait()
        with suppress(MachineError):  # raised again for the first segment
            worker = worker or (None if self._aborting.is_set() else self._start_worker())
        frame = None
        while (segment := self._waiting.take(frame)) and not self._aborting.is_set():
            worker = self._render(*segment, worker)
            frame = segment.stop
        if worker:
            worker.close()

    def _render(
        self, job: SegmentJob, future: Future[CheckedSegment], worker: Worker | None
    ) -> Worker | None:
        """Settle the future of one segment; the worker to go on with, or None if it died."""
        deaths = 0
        while not (future.done() or self._aborting.is_set()):
            try:
                worker = worker or self._start_worker()
                future.set_result(worker.render(job))
            except WorkerDiedError as died:
                worker = None
                deaths += 1
                incomplete_path(job.target, died.death.pid).unlink(missing_ok=True)
                if deaths == MAX_DEATHS:
                    job.target.unlink(missing_ok=True)
                    future.set_exception(MachineError(gave_up(job.name, died.death)))
            except BaseException as error:
                future.set_exception(error)
        return worker

    def _start_worker(self) -> Worker:
        try:
            if not can_fork():
                resource_tracker.ensure_running()  # starting it unblocks Ctrl-C
            with signals_held():
                worker = Worker()
        except OSError as error:
            what = f"A worker process could not be started ({error.strerror})."
            remedy = limit_remedy(error) or "Close other programs, or try --workers 1."
            raise MachineError(Problem(what, remedy)) from error
        self._started.append(worker)
        if self._aborting.is_set():  # __exit__ may have missed this one
            worker.process.kill()
        return worker

    def __enter__(self) -> Self:
        with suppress(MachineError):  # raised again for the first segment
            while can_fork() and len(self._forked) < self.workers:
                self._forked.append(self._start_worker())
        with signals_held():
            for thread in self._threads:
                thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None or not self._wanted.is_set():
            self._aborting.set()
            self._wanted.set()
            for worker in list(self._started):
                worker.process.kill()
        self.close()
        for thread in self._threads:
            thread.join()


def gave_up(segment: str, death: WorkerDeath) -> Problem:
    """The problem of a segment that MAX_DEATHS workers died over, the last one as given."""
    at = f"at frame {death.frame}" if death.frame is not None else "before its first frame"
    output = f"Its last output: {death.stderr}" if death.stderr else "It printed nothing."
    return Problem(
        f"beat {segment}: {MAX_DEATHS} workers died while rendering this segment, the last one "
        f"{at}, {death.cause}. {output}",
        "If memory ran out, try --workers 1 or a smaller quality.",
    )
