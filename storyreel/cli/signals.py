"""Stopping on a signal: the first one unwinds and tidies up, the second ends at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from storyreel.base.errors import ExitCode

_STOPPING = (signal.SIGINT, signal.SIGTERM)


class Stopped(KeyboardInterrupt):
    """The user wants the program to stop.

    A subclass, because a plain KeyboardInterrupt that has come out of an `exec` (libraries create
    classes that way) makes `python -m` end by a signal, regardless of its exit code.
    """


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Raise Stopped at the first signal; at the second, exit without cleaning up."""

    def end_at_once(number: int, frame: FrameType | None) -> None:
        os._exit(ExitCode.INTERRUPTED)

    def unwind(number: int, frame: FrameType | None) -> None:
        for each in _STOPPING:
            signal.signal(each, end_at_once)
        raise Stopped

    before = {each: signal.signal(each, unwind) for each in _STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def ignore_signals() -> None:
    """Let nothing interrupt the last lines of output, when all work is done."""
    for each in _STOPPING:
        signal.signal(each, signal.SIG_IGN)
