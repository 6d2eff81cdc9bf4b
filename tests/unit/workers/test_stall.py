"""A process that uses no processor time is stalled; one that cannot be measured is not."""

from __future__ import annotations

import errno
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import psutil
import pytest

from storyreel.workers import stall
from storyreel.workers.stall import killed_if_stalled


def works(pipe: Connection[Any, Any]) -> None:
    end = time.process_time() + 0.5
    while time.process_time() < end:
        pass
    pipe.send("done")


def sleeps(pipe: Connection[Any, Any]) -> None:
    pipe.send("begun")
    time.sleep(60)


@contextmanager
def process(doing: Callable[[Connection[Any, Any]], None]) -> Iterator[tuple[BaseProcess, Any]]:
    """A process that does something, and the pipe that it sends to."""
    context = get_context("fork")
    pipe, its_end = context.Pipe()
    child = context.Process(target=doing, args=(its_end,), daemon=True)
    child.start()
    its_end.close()
    with pipe:
        yield child, pipe
    child.kill()
    child.join()


def test_a_process_that_works_is_not_stalled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stall, "CHECK_S", 0.2)
    with process(works) as (busy, pipe), killed_if_stalled(busy) as stalled:
        assert pipe.recv() == "done"
    assert not stalled.is_set()


def test_a_process_that_sleeps_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stall, "CHECK_S", 0.02)
    with process(sleeps) as (idle, pipe):
        assert pipe.recv() == "begun"
        with killed_if_stalled(idle) as stalled, pytest.raises(EOFError):
            pipe.recv()
        assert stalled.is_set()
        idle.join()
        assert idle.exitcode == -signal.SIGKILL


def test_a_process_is_watched_in_the_block_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stall, "CHECK_S", 0.02)
    with process(sleeps) as (idle, pipe):
        with killed_if_stalled(idle) as stalled:
            assert pipe.recv() == "begun"
        time.sleep(2 * stall.IDLE_CHECKS * stall.CHECK_S)
        assert idle.is_alive() and not stalled.is_set()


@pytest.mark.parametrize("error", [OSError(errno.EMFILE, "too many open files"), psutil.Error()])
def test_a_process_that_cannot_be_measured_is_waited_for(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(pid: int | None) -> None:
        raise error

    monkeypatch.setattr(stall, "CHECK_S", 0.005)
    monkeypatch.setattr(psutil, "Process", refuse)
    with process(sleeps) as (idle, _), killed_if_stalled(idle) as stalled:
        time.sleep(5 * stall.IDLE_CHECKS * stall.CHECK_S)
        assert idle.is_alive() and not stalled.is_set()
