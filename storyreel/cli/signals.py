"""Stopping on a signal: the first one unwinds and tidies up, the second ends at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import _exit, close, dup, getpid, write
from types import FrameType

from storyreel.base.errors import ExitCode

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_STDOUT = 1


class Stopped(KeyboardInterrupt):
    """The user wants the program to stop.

    A subclass, because a plain KeyboardInterrupt that has come out of an `exec` (libraries create
    classes that way) makes `python -m` end by a signal, regardless of its exit code.
    """


@contextmanager
def stopping_on_signals(last_words: str = "") -> Iterator[None]:
    """Raise Stopped at the first signal; at the second, exit without cleaning up.

    `last_words` go to standard output before that exit, from this process alone. A hang-up that is
    ignored, as under `nohup`, stays ignored.
    """
    stopping = [each for each in _STOPPING if not _ignored_hang_up(each)]

    owner, output = getpid(), dup(_STDOUT)  # which may be redirected while a command runs

    def end_at_once(number: int, frame: FrameType | None) -> None:
        if getpid() == owner:
            with suppress(OSError):
                write(output, last_words.encode())
        _exit(ExitCode.INTERRUPTED)

    def unwind(number: int, frame: FrameType | None) -> None:
        for each in stopping:
            signal.signal(each, end_at_once)
        raise Stopped

    before = {each: signal.signal(each, unwind) for each in stopping}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        close(output)


def let_ctrl_c_through() -> None:
    """End the block that `render.py` puts on Ctrl-C while the program starts."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def ignore_signals() -> None:
    """Let nothing interrupt the last lines of output, when all work is done."""
    for each in _STOPPING:
        signal.signal(each, signal.SIG_IGN)


def _ignored_hang_up(number: signal.Signals) -> bool:
    return number is signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN
