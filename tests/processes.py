"""The processes of a program under test, and waiting for what they do."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import psutil

POLL_S = 0.02


def group_members(group: int) -> list[psutil.Process]:
    """The running processes of a process group."""
    found = []
    for process in psutil.process_iter():
        try:
            if os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue
    return found


def wait_until(condition: Callable[[], object], seconds: float = 60) -> bool:
    """Whether a condition becomes true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(POLL_S)
    return True
