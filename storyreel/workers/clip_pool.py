"""The clip pool: whole clips rendered side by side, each in a forked process.

While one clip is painted, another is performed or inspected, which takes one process per clip.
Forks share the parent's import of Manim.
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
from storyreel.workers.parent_death import die_with_parent
from storyreel.workers.portable_errors import portable

ClipTask: TypeAlias = Callable[[ProgressListener], Any]
"""Renders one clip, reporting to the listener; its result is pickled."""


def can_run_side_by_side() -> bool:
    """Whether clips can be rendered side by side: forks are safe on Linux only."""
    return sys.platform == "linux"


def run_clips(
    tasks: Sequence[ClipTask],
    at_once: int,
    listeners: Sequence[ProgressListener],
    on_result: Callable[[int, Any], None] = lambda index, result: None,
) -> list[Any]:
    """The results of all tasks in order; `on_result` gets each with its index as it arrives.

    The first error stops the other tasks, lets them clean up, and is raised. An interruption is
    raised with the notes of the stopped tasks. No other thread may be running at the call.
    """
    results: dict[int, Any] = {}
    waiting = deque(range(len(tasks)))
    processes = [_ClipProcess(tasks) for _ in range(min(at_once, len(tasks)))]
    try:
        for process in processes:
            process.start_next(waiting)
        while len(results) < len(tasks):
            for process in _readable(processes):
                kind, content = process.receive()
                if kind == "progress":
                    method, arguments = content
                    getattr(listeners[process.task], method)(*arguments)
                elif kind == "error":
                    raise content
                else:
                    results[process.task] = content
                    on_result(process.task, content)
                    process.start_next(waiting)
    except BaseException as error:
        for process in processes:
            process.terminate()
        for process in processes:
            process.collect_notes(error)
        raise
    for process in processes:
        process.close()
    return [results[index] for index in range(len(tasks))]


class _ClipProcess:
    """A forked process that runs one task after another, each given by its index."""

    def __init__(self, tasks: Sequence[ClipTask]) -> None:
        context = multiprocessing.get_context("fork")
        self.task = -1
        self.pipe, child_end = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_run_tasks, args=(tasks, child_end, self.pipe, os.getpid())
        )
        self._process.start()
        child_end.close()

    def start_next(self, waiting: deque[int]) -> None:
        """Start the next waiting task, if any."""
        self.task = waiting.popleft() if waiting else -1
        if self.task >= 0:
            self.pipe.send(self.task)

    def receive(self) -> tuple[str, Any]:
        """The next message, or an error if the process has died."""
        try:
            message: tuple[str, Any] = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            what = f"A process that rendered a clip ended with code {self._process.exitcode}."
            remedy = "If memory ran out, render one clip at a time."
            return "error", MachineError(Problem(what, remedy))
        return message

    def terminate(self) -> None:
        """Ask the process to clean up and end."""
        with suppress(ProcessLookupError):
            os.kill(self._process.pid or 0, signal.SIGTERM)

    def collect_notes(self, error: BaseException) -> None:
        """Wait for the process to end, and add the notes of its own error to `error`."""
        with suppress(EOFError, OSError):
            while True:
                kind, content = self.pipe.recv()
                if kind == "error":
                    for note in getattr(content, "__notes__", ()):
                        error.add_note(note)
        self._process.join()

    def close(self) -> None:
        """Let the process end, and wait for it."""
        self.pipe.send(None)
        self._process.join()


class _PipeListener:
    """A ProgressListener that forwards every call through a pipe to the parent's listener."""

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

    def _send(self, method: str, *arguments: Any) -> None:
        self._pipe.send(("progress", (method, arguments)))


def _readable(processes: Sequence[_ClipProcess]) -> list[_ClipProcess]:
    """The busy processes that have sent something; waits until one has."""
    busy = {process.pipe: process for process in processes if process.task >= 0}
    return [busy[pipe] for pipe in wait(list(busy)) if isinstance(pipe, Connection)]


def _run_tasks(
    tasks: Sequence[ClipTask],
    pipe: Connection[Any, Any],
    parent_end: Connection[Any, Any],
    parent: int,
) -> None:
    """The main function of a forked process: runs tasks until told to end, or one fails."""
    parent_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C and stops this one
    die_with_parent(parent)
    try:
        while (index := pipe.recv()) is not None:
            pipe.send(("result", tasks[index](_PipeListener(pipe))))
    except EOFError:
        return
    except BaseException as error:
        pipe.send(("error", portable(error)))
