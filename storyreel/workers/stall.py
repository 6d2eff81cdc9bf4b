"""Stalled processes: stopped or blocked, they use no processor time and would never answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from threading import Event, Thread

import psutil

CHECK_S = 10.0
IDLE_CHECKS = 6
"""A process is stalled when it has used no processor time between so many checks in a row.

Time on the clock alone proves nothing: a machine may be overloaded, and a suspended program, or a
suspended machine, wakes up long after any deadline.
"""


@contextmanager
def killed_if_stalled(process: BaseProcess) -> Iterator[Event]:
    """Watch a process while the block waits for it, and kill it once it is stalled.

    So the block never waits for ever on a pipe to the process: neither to send a large message, nor
    for the rest of an answer. The event is set before the process is killed.
    """
    over, stalled = Event(), Event()
    watch = Thread(target=_watch, args=(process, over, stalled), name="stall", daemon=True)
    watch.start()
    try:
        yield stalled
    finally:
        over.set()
        watch.join()


def _watch(process: BaseProcess, over: Event, stalled: Event) -> None:
    idle, used = 0, _processor_seconds(process.pid)
    while not over.wait(CHECK_S):
        before, used = used, _processor_seconds(process.pid)
        idle = idle + 1 if used is not None and used == before else 0
        if idle == IDLE_CHECKS:
            stalled.set()
            process.kill()
            return


def _processor_seconds(pid: int | None) -> float | None:
    """The processor time of a process.

    None if it has ended, which its pipe reports, or if too many files are open to look.
    """
    try:
        times = psutil.Process(pid).cpu_times()
    except (OSError, psutil.Error):
        return None
    return float(times.user + times.system)
