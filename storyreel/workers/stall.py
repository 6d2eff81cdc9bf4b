"""Stalled processes: stopped or blocked, they use no processor time and would never answer."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing.connection import wait
from typing import Any

import psutil

CHECK_S = 10.0
IDLE_CHECKS = 6
"""A process is stalled when it has used no processor time between so many checks in a row.

Time on the clock alone proves nothing: a machine may be overloaded, and a suspended program, or a
suspended machine, wakes up long after any deadline.
"""


def answered(waitables: Sequence[Any], pid: int | None) -> bool:
    """Wait for one of `waitables` while a process works; False once the process is stalled."""
    idle, used = 0, _processor_seconds(pid)
    while not wait(waitables, CHECK_S):
        before, used = used, _processor_seconds(pid)
        idle = idle + 1 if used is not None and used == before else 0
        if idle == IDLE_CHECKS:
            return False
    return True


def _processor_seconds(pid: int | None) -> float | None:
    """The processor time of a process.

    None if it has ended, which its sentinel reports, or if too many files are open to look.
    """
    try:
        times = psutil.Process(pid).cpu_times()
    except (OSError, psutil.Error):
        return None
    return float(times.user + times.system)
