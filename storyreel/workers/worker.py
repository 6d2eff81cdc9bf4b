"""A worker: one process that renders segments, and what is known of it when it dies."""

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
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import DupFd
from typing import Any

from storyreel.base.gc_tuning import resting, settled
from storyreel.encode.framebuffer import Framebuffer
from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment, render_and_check
from storyreel.workers.parent_death import die_with
from storyreel.workers.portable_errors import portable

_STANDARD_ERROR = 2
_NUMBER = 20
"""Digits of a frame's number, with blanks before them."""

_MOST_WORDS = 2**20
_LAST_LINES = 3
_CRASH = "Fatal Python error"
"""How the report of a crash begins, which goes on with where it was, the innermost first."""


@dataclass(frozen=True, slots=True)
class Death:
    """How a worker ended, over which frame of the clip, None before the first, and what it said."""

    process: int | None
    how: str
    frame: int | None
    words: str


def last_words(text: str) -> str:
    """What is worth repeating of all that a worker wrote to standard error, on one line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    crashes = [number for number, line in enumerate(lines) if line.startswith(_CRASH)]
    said = lines[crashes[-1] :][: _LAST_LINES + 1] if crashes else lines[-_LAST_LINES:]
    return " / ".join(said)


class WorkerDiedError(Exception):
    """The worker will render nothing more."""

    def __init__(self, death: Death) -> None:
        super().__init__(death.how)
        self.death = death


def can_fork() -> bool:
    """Whether a worker would be a fork: it is there at once, with all that it needs imported.

    It is a new interpreter on systems where forks are not to be trusted, and wherever another
    thread may be at anything while this one forks.
    """
    return sys.platform == "linux" and threading.active_count() == 1


class Worker:
    """A process of its own that renders one segment after another.

    It ends with the thread that made it, and hears no Ctrl-C if that thread hears none. Its
    standard error and the number of the frame at hand go to files without a name, which need no
    reading while all is well and outlive it. Raises OSError where it can't be started.
    """

    def __init__(self) -> None:
        self._words, self._frame = _nameless_file(), _nameless_file()
        context: Any = multiprocessing.get_context("fork" if can_fork() else "spawn")
        self._pipe, theirs = multiprocessing.Pipe()
        with theirs:
            work = _Work(theirs, self._words, self._frame, os.getpid())
            self.process: BaseProcess = context.Process(target=work, daemon=True)
            self.process.start()

    def render(self, job: SegmentJob) -> CheckedSegment:
        """Have a segment rendered and looked at, and wait for it.

        Raises what rendering it raised, and WorkerDiedError where the process has ended.
        """
        os.ftruncate(self._frame, 0)
        try:
            self._pipe.send(job)
            wait([self._pipe, self.process.sentinel])
            answer = self._pipe.recv() if self._pipe.poll() else None
        except (EOFError, OSError, pickle.UnpicklingError):
            answer = None
        if answer is None:
            self.process.join()
            death = self._death()
            self.dismiss()
            raise WorkerDiedError(death)
        if isinstance(answer, BaseException):
            raise answer
        take: CheckedSegment = answer
        return take

    def dismiss(self) -> None:
        """Let the process end, which may take a moment, and wait for it."""
        with suppress(OSError):  # it has ended by itself
            self._pipe.send(None)
        self._pipe.close()
        self.process.join()
        os.close(self._words)
        os.close(self._frame)

    def _death(self) -> Death:
        code = self.process.exitcode
        if code is not None and code < 0:
            how = f"by signal {signal.Signals(-code).name}"
        else:
            how = f"with exit code {code}"
        frame = os.pread(self._frame, _NUMBER, 0)
        words = os.pread(self._words, _MOST_WORDS, 0).decode(errors="replace")
        last = int(frame) if frame else None
        return Death(self.process.pid, how, last, last_words(words))


class _Work:
    """What the process does, and what it needs for that; open files travel as it is spawned."""

    def __init__(self, pipe: Connection[Any, Any], words: int, frame: int, parent: int) -> None:
        self.pipe, self.words, self.frame, self.parent = pipe, words, frame, parent

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "words": DupFd(self.words), "frame": DupFd(self.frame)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, words=state["words"].detach(), frame=state["frame"].detach())

    def __call__(self) -> None:
        os.dup2(self.words, _STANDARD_ERROR)
        sys.stderr = sys.__stderr__
        faulthandler.enable(_STANDARD_ERROR)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with(self.parent)
        with resting():
            settled()
            self._work()

    def _work(self) -> None:
        framebuffer = Framebuffer()
        with suppress(EOFError):
            while job := self.pipe.recv():
                self.pipe.send(self._answer(job, framebuffer))

    def _answer(self, job: SegmentJob, framebuffer: Framebuffer) -> CheckedSegment | BaseException:
        try:
            return render_and_check(job, self._note, framebuffer)
        except Exception as error:
            return portable(error)

    def _note(self, frame: int) -> None:
        os.pwrite(self.frame, b"%*d" % (_NUMBER, frame), 0)


def _nameless_file() -> int:
    """An open file that goes away with the last process that has it open."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("worker")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
