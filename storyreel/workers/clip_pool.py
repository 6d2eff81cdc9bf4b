"""Whole clips side by side: each in a process of its own, as many at a time as there is room for.

What one process does alone, performing and inspecting, is then done for one clip while another is
painted. The processes are forks, so that Manim is imported once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeAlias

from storyreel.base.errors import MachineError, Problem
from storyreel.base.progress import ProgressListener
from storyreel.workers.parent_death import die_with
from storyreel.workers.portable_errors import portable

Task: TypeAlias = Callable[[ProgressListener], Any]
"""What is to be done, and whom it tells how it comes along; the result must be picklable."""


def can_fork() -> bool:
    """Whether this system can run clips side by side; elsewhere forks are not to be trusted."""
    return sys.platform == "linux"


def run_clips(
    tasks: Sequence[Task],
    at_once: int,
    progress_listeners: Sequence[ProgressListener],
    done: Callable[[int, Any], None] = lambda index, result: None,
) -> list[Any]:
    """The results of all tasks, in their order; `done` is told of each as it comes.

    The first error stops what is still running, which may tidy up, and comes out. An interruption
    comes out with what the stopped tasks had to say. Nothing may run in another thread when this
    begins.
    """
    results: dict[int, Any] = {}
    waiting = deque(range(len(tasks)))
    executor = [_Fork(tasks) for _ in range(min(at_once, len(tasks)))]
    try:
        for fork in executor:
            fork.begin(waiting)
        while len(results) < len(tasks):
            for fork in _talking(executor):
                kind, content = fork.heard()
                if kind == "watch":
                    name, arguments = content
                    getattr(progress_listeners[fork.task], name)(*arguments)
                elif kind == "error":
                    raise content
                else:
                    results[fork.task] = content
                    done(fork.task, content)
                    fork.begin(waiting)
    except BaseException as error:
        for fork in executor:
            fork.stop()
        for fork in executor:
            fork.last_words(error)
        raise
    for fork in executor:
        fork.dismiss()
    return [results[index] for index in range(len(tasks))]


class _Fork:
    """A process that does one task after another, told by its number."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        context = multiprocessing.get_context("fork")
        self.task = -1
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_work, args=(tasks, theirs, self.pipe, os.getpid())
        )
        self.process.start()
        theirs.close()

    def begin(self, waiting: deque[int]) -> None:
        """Do the next task, if there is one."""
        self.task = waiting.popleft() if waiting else -1
        if self.task >= 0:
            self.pipe.send(self.task)

    def heard(self) -> tuple[str, Any]:
        try:
            heard: tuple[str, Any] = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            what = f"A process that rendered a clip ended with code {self.process.exitcode}."
            remedy = "Where the memory did not suffice, render one clip at a time."
            return "error", MachineError(Problem(what, remedy))
        return heard

    def stop(self) -> None:
        """Ask the process to end, tidily."""
        with suppress(ProcessLookupError):
            os.kill(self.process.pid or 0, signal.SIGTERM)

    def last_words(self, error: BaseException) -> None:
        """Wait for the end, and add to an error what an interrupted task says is kept."""
        with suppress(EOFError, OSError):
            while True:
                kind, content = self.pipe.recv()
                if kind == "error":
                    for note in getattr(content, "__notes__", ()):
                        error.add_note(note)
        self.process.join()

    def dismiss(self) -> None:
        self.pipe.send(None)
        self.process.join()


class _Relay:
    """A watcher in another process: what it is told goes through a pipe."""

    def __init__(self, pipe: Connection[Any, Any]) -> None:
        self._pipe = pipe

    def begin(self, name: str, frames: int | None) -> None:
        self._send("begin", name, frames)

    def advance(self, frames: int, beat: str) -> None:
        self._send("advance", frames, beat)

    def doing(self, what: str) -> None:
        self._send("doing", what)

    def say(self, line: str) -> None:
        self._send("say", line)

    def end(self) -> None:
        self._send("end")

    def _send(self, name: str, *arguments: Any) -> None:
        self._pipe.send(("watch", (name, arguments)))


def _talking(executor: Sequence[_Fork]) -> list[_Fork]:
    """Those that have something to say, waiting until one has."""
    busy = {fork.pipe: fork for fork in executor if fork.task >= 0}
    return [busy[pipe] for pipe in wait(list(busy)) if isinstance(pipe, Connection)]


def _work(
    tasks: Sequence[Task], pipe: Connection[Any, Any], other: Connection[Any, Any], parent: int
) -> None:
    """What a fork does: one task after another, until there are no more or it is stopped."""
    other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and stops this one
    die_with(parent)
    try:
        while (index := pipe.recv()) is not None:
            pipe.send(("result", tasks[index](_Relay(pipe))))
    except EOFError:
        return
    except BaseException as error:
        pipe.send(("error", portable(error)))
