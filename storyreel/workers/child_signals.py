"""Signals of child processes: a terminal stops the whole group, and the first process answers."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_ANSWERED_BY_PARENT = (signal.SIGINT, signal.SIGHUP)
STOPPING = (*_ANSWERED_BY_PARENT, signal.SIGTERM)


@contextmanager
def signals_held() -> Iterator[None]:
    """Hold back what stops the program while a process or a thread is started in the block.

    Otherwise a child that has no handlers of its own yet would tidy up as its parent does. This
    thread receives in the end what has come meanwhile; what the block starts holds it back still.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_signals_to_parent() -> None:
    """In a child: ignore Ctrl-C and hang-ups, which the parent answers; termination ends it."""
    for number in _ANSWERED_BY_PARENT:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
