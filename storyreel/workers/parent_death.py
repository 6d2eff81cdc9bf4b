"""Child processes that end when their parent does, however it ended."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent, given by process id, ends.

    Linux only. Elsewhere a child ends when it next uses the pipe to its parent.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # the parent ended before the call
        os._exit(1)


def adopt_orphans() -> None:
    """Make this process the parent of processes whose parents among its children end.

    A process that ignores SIGCHLD reaps them. Linux only; elsewhere the system's first process
    adopts them.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
