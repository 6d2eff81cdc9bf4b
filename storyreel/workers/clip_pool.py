"""The clip pool: whole clips rendered in forked processes, side by side or one after another.

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
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any, TypeAlias

from storyreel.base.errors import MachineError, Problem
from storyreel.base.progress import ProgressListener
from storyreel.workers.child_signals import STOPPING, signals_held
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
    raised with the notes of the stopped tasks. If a process is killed, another one does its task;
    if none is left, that is a MachineError. No other thread may be running at the call.
    """
    at_once = min(at_once, len(tasks))
    processes = [_ClipProcess(tasks) for _ in range(at_once)]
    run = _ClipRun(at_once, processes, deque(range(len(tasks))), listeners, on_result)
    try:
        while len(run.results) < len(tasks):
            run.assign()
            for process in run.readable():
                run.handle(process)
    except BaseException as error:
        for note in run.stop():
            error.add_note(note)
        raise
    for process in run.processes:
        process.close()
    return [run.results[index] for index in range(len(tasks))]


def run_clips_in_turn(
    tasks: Sequence[ClipTask],
    listeners: Sequence[ProgressListener],
    on_result: Callable[[int, Any], None],
) -> list[Any]:
    """The results of all tasks in order, like `run_clips`; each has a process of its own.

    What one clip has left in memory ends with its process: neither the next clip nor its workers
    inherit it. No listener may keep a thread running once its clip is closed.
    """
    results: list[Any] = []
    for index, (task, listener) in enumerate(zip(tasks, listeners, strict=True)):

        def on_its_result(_: int, result: Any, index: int = index) -> None:
            on_result(index, result)

        results += run_clips([task], 1, [listener], on_its_result)
    return results


@dataclass
class _ClipRun:
    """The state of `run_clips`: living processes, tasks that wait, and results by index."""

    at_once: int
    """Processes at the start."""

    processes: list[_ClipProcess]
    waiting: deque[int]
    listeners: Sequence[ProgressListener]
    on_result: Callable[[int, Any], None]
    results: dict[int, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    """Of processes that were terminated from outside."""

    def assign(self) -> None:
        """Give waiting tasks to idle processes."""
        for process in self.processes:
            if process.task is None and self.waiting:
                process.start(self.waiting.popleft())

    def readable(self) -> list[_ClipProcess]:
        """The busy processes that have sent something; waits until one has."""
        busy = {process.pipe: process for process in self.processes if process.task is not None}
        return [busy[pipe] for pipe in wait(list(busy)) if isinstance(pipe, Connection)]

    def handle(self, process: _ClipProcess) -> None:
        """Act on the next message of a busy process."""
        assert process.task is not None
        kind, content = process.receive()
        if kind == "progress":
            method, arguments = content
            getattr(self.listeners[process.task], method)(*arguments)
        elif kind == "result":
            self.results[process.task] = content
            self.on_result(process.task, content)
            process.task = None
        elif kind == "died" or isinstance(content, KeyboardInterrupt):
            self.notes += getattr(content, "__notes__", ())
            self._hand_over(process, process.task)
        else:
            raise content

    def stop(self) -> list[str]:
        """Let all processes clean up and end; the notes of their interrupted tasks."""
        for process in self.processes:
            process.terminate()
        return self.notes + [note for process in self.processes for note in process.last_notes()]

    def _hand_over(self, process: _ClipProcess, task: int) -> None:
        """Leave the task of a process that was killed or terminated to the others."""
        self.processes.remove(process)
        process.join()
        if not self.processes:
            raise MachineError(_all_killed(self.at_once))
        self.listeners[task].say("A process was killed. Another one renders its clip again.")
        self.listeners[task].end()
        self.waiting.appendleft(task)


def _all_killed(at_once: int) -> Problem:
    if at_once == 1:
        what = "The process that rendered the clip was killed."
        return Problem(what, "If memory ran out, try --workers 1 or a smaller quality.")
    what = "All processes that rendered clips were killed."
    return Problem(what, "If memory ran out, render one clip at a time.")


class _ClipProcess:
    """A forked process that runs one task after another, each given by its index."""

    def __init__(self, tasks: Sequence[ClipTask]) -> None:
        context = multiprocessing.get_context("fork")
        self.task: int | None = None
        self.pipe, child_end = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_run_tasks, args=(tasks, child_end, self.pipe, os.getpid())
        )
        # Until it can answer: an error that a signal raises while Python forks is lost.
        with signals_held():
            self._process.start()
        child_end.close()

    def start(self, task: int) -> None:
        """Start a task."""
        self.task = task
        with suppress(OSError):  # the process was killed while idle: `receive` will say so
            self.pipe.send(task)

    def receive(self) -> tuple[str, Any]:
        """The next message: "progress", "result", "error" or "died", and its content."""
        try:
            message: tuple[str, Any] = self.pipe.recv()
        except (EOFError, OSError):
            return "died", None
        return message

    def terminate(self) -> None:
        """Ask the process to clean up and end."""
        with suppress(ProcessLookupError):
            os.kill(self._process.pid or 0, signal.SIGTERM)

    def last_notes(self) -> list[str]:
        """Wait for the process to end; the notes of the error that it ended with."""
        notes: list[str] = []
        with suppress(EOFError, OSError):
            while True:
                kind, content = self.pipe.recv()
                if kind == "error":
                    notes += getattr(content, "__notes__", ())
        self._process.join()
        return notes

    def join(self) -> None:
        """Wait for the process to end."""
        self._process.join()

    def close(self) -> None:
        """Let the process end, and wait for it."""
        with suppress(OSError):  # the process was killed while idle
            self.pipe.send(None)
        self._process.join()


class _PipeListener:
    """A ProgressListener that forwards every call through a pipe to the parent's listener.

    Threads may share it.
    """

    def __init__(self, pipe: Connection[Any, Any]) -> None:
        self._pipe, self._lock = pipe, Lock()

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
        with self._lock:
            self._pipe.send(("progress", (method, arguments)))


def _run_tasks(
    tasks: Sequence[ClipTask],
    pipe: Connection[Any, Any],
    parent_end: Connection[Any, Any],
    parent: int,
) -> None:
    """The main function of a forked process: runs tasks until told to end, or one fails."""
    parent_end.close()
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # the parent handles Ctrl-C and stops this one
    die_with_parent(parent)
    with suppress(KeyboardInterrupt):  # terminated when it has failed already
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
            while (index := pipe.recv()) is not None:
                pipe.send(("result", tasks[index](_PipeListener(pipe))))
        except EOFError:
            return
        except BaseException as error:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)  # nothing is left to clean up
            pipe.send(("error", portable(error)))
