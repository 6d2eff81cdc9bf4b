"""The processes that render for one worker of a cluster.

The worker itself only talks to the scheduler, so it keeps answering while they render, and outlives
a crash.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from threading import Lock, Timer
from types import TracebackType
from typing import Self

from storyreel.cluster.deadline import deadline_s
from storyreel.encode.container import incomplete_path
from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment
from storyreel.workers.worker import Worker, WorkerDiedError, can_fork


class RenderProcesses:
    """Renders segments in processes, one for each call of `render` that runs at the same time.

    The process that was used last is used first, so that few of them keep large pictures. Up to
    `ready` are forked at once, where that is safe; others are started when they are needed.
    """

    def __init__(self, ready: int, deadline: Callable[[SegmentJob], float] = deadline_s) -> None:
        self._idle: list[Worker] = [Worker() for _ in range(ready)] if can_fork() else []
        self._deadline = deadline
        self._busy: dict[Worker, str] = {}
        """Each with the render that it works for."""

        self._lock = Lock()
        # The kernel ends a process with the thread that started it.
        blocked = partial(signal.pthread_sigmask, signal.SIG_BLOCK, {signal.SIGINT})
        self._starter = ThreadPoolExecutor(1, "start processes", initializer=blocked)

    def render(self, job: SegmentJob, render: str) -> CheckedSegment:
        """Render and check a segment for a render, and wait for it.

        Raises what rendering raised, or WorkerDiedError where the process ended, was stopped, or
        took longer than the segment's deadline.
        """
        with self._process(render) as process, _Deadline(process, self._deadline(job)) as deadline:
            try:
                return process.render(job)
            except WorkerDiedError as died:
                for path in (incomplete_path(job.target, died.death.pid), job.target):
                    path.unlink(missing_ok=True)
                if deadline.passed:
                    cause = f"stopped after {deadline.seconds:.0f} s, its deadline"
                    raise WorkerDiedError(replace(died.death, cause=cause)) from died
                raise

    def stop(self, render: str) -> None:
        """End the processes that work for a render."""
        with self._lock:
            for process in [each for each, name in self._busy.items() if name == render]:
                process.process.kill()

    def stop_all(self) -> None:
        """End the processes that render; those that are idle remain."""
        with self._lock:
            for process in self._busy:
                process.process.kill()

    def close(self) -> None:
        """End all processes."""
        self.stop_all()
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            process.close()
        self._starter.shutdown(wait=False)

    @contextmanager
    def _process(self, render: str) -> Iterator[Worker]:
        """An idle process, or a new one; it is kept unless it died."""
        process = self._taken() or self._starter.submit(Worker).result()
        with self._lock:
            self._busy[process] = render
        died = False
        try:
            yield process
        except WorkerDiedError:
            died = True
            raise
        finally:
            with self._lock:
                del self._busy[process]
                if not died:
                    self._idle.append(process)

    def _taken(self) -> Worker | None:
        """The idle process that was used last; those that were killed meanwhile are let go."""
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.process.is_alive():
                    return process
                with suppress(OSError):
                    process.close()
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Deadline:
    """Kills a process that still renders after so many seconds; `passed` says whether it did."""

    def __init__(self, process: Worker, seconds: float) -> None:
        self.seconds, self.passed = seconds, False
        self._process = process
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.passed = True
        self._process.process.kill()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
