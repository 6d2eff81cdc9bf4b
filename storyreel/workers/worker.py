"""One worker: a process that renders segments, and a report of how it died."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import DupFd
from typing import Any

from storyreel.base.gc_tuning import freeze_imports, tuned_gc
from storyreel.encode.framebuffer import Framebuffer
from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment, render_and_check
from storyreel.workers.child_signals import leave_signals_to_parent, signals_held
from storyreel.workers.parent_death import die_with_parent
from storyreel.workers.portable_errors import portable
from storyreel.workers.stall import CHECK_S, IDLE_CHECKS, killed_if_stalled

_STDERR = 2
_FRAME_DIGITS = 20
"""Width of the frame number in its file, padded with blanks."""

_STDERR_MAX_BYTES = 2**20
_STDERR_LINES = 3
_CRASH_HEADER = "Fatal Python error"
"""The first line of faulthandler's report; the traceback follows, innermost frame first."""


@dataclass(frozen=True, slots=True)
class WorkerDeath:
    """How a worker ended: by which signal or exit code, over which frame, with what output."""

    pid: int | None
    cause: str
    frame: int | None
    """Number in the clip; None before the first frame."""

    stderr: str


def stderr_excerpt(text: str) -> str:
    """The start of the last crash report in a worker's output, or its last lines, on one line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    crashes = [number for number, line in enumerate(lines) if line.startswith(_CRASH_HEADER)]
    chosen = lines[crashes[-1] :][: _STDERR_LINES + 1] if crashes else lines[-_STDERR_LINES:]
    return " / ".join(chosen)


class WorkerDiedError(Exception):
    """The worker process has ended and renders nothing more."""

    def __init__(self, death: WorkerDeath) -> None:
        super().__init__(death.cause)
        self.death = death


def can_fork() -> bool:
    """Whether a new worker is forked, which is instant; otherwise it is a new interpreter.

    Forks are safe on Linux only, and only while this process has a single thread.
    """
    return sys.platform == "linux" and threading.active_count() == 1


class Worker:
    """A process that renders one segment after another.

    It ends with the thread that created it, and ignores Ctrl-C. Its standard error and the current
    frame number go to anonymous files, which outlive the process. Raises OSError if the process
    cannot be started.
    """

    def __init__(self) -> None:
        self._stderr_file, self._frame_file = _anonymous_file(), _anonymous_file()
        context: Any = multiprocessing.get_context("fork" if can_fork() else "spawn")
        self._pipe, worker_end = multiprocessing.Pipe()
        with worker_end:
            main = _WorkerMain(worker_end, self._stderr_file, self._frame_file, os.getpid())
            self.process: BaseProcess = context.Process(target=main, daemon=True)
            with signals_held():
                self.process.start()

    def render(self, job: SegmentJob) -> CheckedSegment:
        """Render and check a segment in the worker, and wait for the result.

        Raises what rendering raised, or WorkerDiedError if the process ended; one that is stopped
        or blocked is killed.
        """
        os.ftruncate(self._frame_file, 0)
        with killed_if_stalled(self.process) as stalled:
            try:
                self._pipe.send(job)
                answer = self._pipe.recv()
            except (EOFError, OSError, pickle.UnpicklingError):
                answer = None
        if answer is None:
            self.process.join()
            death = self._death(stalled.is_set())
            self.close()
            raise WorkerDiedError(death)
        if isinstance(answer, BaseException):
            raise answer
        checked: CheckedSegment = answer
        return checked

    def close(self) -> None:
        """Let the process end, and wait for it."""
        with suppress(OSError):  # the process has ended already
            self._pipe.send(None)
        self._pipe.close()
        self.process.join()
        os.close(self._stderr_file)
        os.close(self._frame_file)

    def _death(self, stalled: bool) -> WorkerDeath:
        code = self.process.exitcode
        if stalled:
            cause = f"ended because it had used no processor time for {CHECK_S * IDLE_CHECKS:g} s"
        elif code is not None and code < 0:
            cause = f"by signal {signal.Signals(-code).name}"
        else:
            cause = f"with exit code {code}"
        frame = os.pread(self._frame_file, _FRAME_DIGITS, 0)
        stderr = os.pread(self._stderr_file, _STDERR_MAX_BYTES, 0).decode(errors="replace")
        return WorkerDeath(
            self.process.pid, cause, int(frame) if frame else None, stderr_excerpt(stderr)
        )


class _WorkerMain:
    """The main function of the worker process, with what it needs.

    It is pickled when the process is spawned: open files travel as duplicated descriptors.
    """

    def __init__(
        self, pipe: Connection[Any, Any], stderr_file: int, frame_file: int, parent: int
    ) -> None:
        self.pipe, self.parent = pipe, parent
        self.stderr_file, self.frame_file = stderr_file, frame_file

    def __getstate__(self) -> dict[str, Any]:
        return {
            **vars(self),
            "stderr_file": DupFd(self.stderr_file),
            "frame_file": DupFd(self.frame_file),
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(
            state,
            stderr_file=state["stderr_file"].detach(),
            frame_file=state["frame_file"].detach(),
        )

    def __call__(self) -> None:
        os.dup2(self.stderr_file, _STDERR)
        sys.stderr = sys.__stderr__
        faulthandler.enable(_STDERR)
        leave_signals_to_parent()
        die_with_parent(self.parent)
        with tuned_gc():
            freeze_imports()
            self._serve()

    def _serve(self) -> None:
        framebuffer = Framebuffer()
        with suppress(EOFError):
            while job := self.pipe.recv():
                self.pipe.send(self._answer(job, framebuffer))

    def _answer(self, job: SegmentJob, framebuffer: Framebuffer) -> CheckedSegment | BaseException:
        try:
            return render_and_check(job, self._record_frame, framebuffer)
        except Exception as error:
            return portable(error)

    def _record_frame(self, frame: int) -> None:
        os.pwrite(self.frame_file, b"%*d" % (_FRAME_DIGITS, frame), 0)


def _anonymous_file() -> int:
    """The descriptor of a file without a name, removed with the last process that has it open."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("worker")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
