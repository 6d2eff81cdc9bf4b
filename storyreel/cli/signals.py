"""Stopping on a signal: the first one unwinds and tidies up, the second ends at once."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from os import _exit, close, dup, getpid, write
from time import monotonic
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from storyreel.base.errors import ExitCode
from storyreel.workers.child_signals import STOPPING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_STDOUT = 1

LONGEST_IMPORT_S = 5.0
"""How long a signal waits for modules: Manim takes 1 s, on a busy machine several."""

_WAIT_S = 0.05

AGAIN_S = 5.0
"""After how long Stopped is raised again; tidying up takes less, or goes on while it is handled."""

_AT_ONCE_S = 0.001

ONCE_S = 1.0
"""Terminations and hang-ups within this time are one: `timeout` sends two, and a clip's process
gets that of its group and that of its parent."""


class Stopped(KeyboardInterrupt):
    """The user wants the program to stop.

    A subclass, because a plain KeyboardInterrupt that has come out of an `exec` (libraries create
    classes that way) makes `python -m` end by a signal, regardless of its exit code.
    """


@contextmanager
def stopping_on_signals(last_words: str = "") -> Iterator[Callable[[], bool]]:
    """Raise Stopped at the first signal; at the second, exit without cleaning up.

    A fork counts its own signals, and a termination that follows within `ONCE_S` is the same one.
    Yields whether there has been a signal: a library may turn Stopped into an error of its own,
    without a trace of it. `last_words` go to standard output before that exit, from this process
    alone. A hang-up that is ignored, as under `nohup`, stays ignored. Modules are imported to their
    end first, for `LONGEST_IMPORT_S` at most: libraries in C raise errors of their own where they
    are interrupted, and a library that can do without them goes on. Where Stopped was lost it is
    raised again: at once behind a function that Python itself calls, such as `__del__`, otherwise
    after `AGAIN_S`.
    """
    stopping = [each for each in STOPPING if not _ignored_hang_up(each)]
    waits = round(LONGEST_IMPORT_S / _WAIT_S)
    asked, asked_at = 0, 0.0  # the process that has had a signal, and since when
    owner, output = getpid(), dup(_STDOUT)  # which may be redirected while a command runs

    def end_at_once(number: int, frame: FrameType | None) -> None:
        if asked != getpid():  # in a fork of it
            unwind(number, frame)
        elif number == signal.SIGINT or monotonic() - asked_at > ONCE_S:
            end()

    def end() -> None:
        if getpid() == owner:
            with suppress(OSError):
                write(output, last_words.encode())
        _exit(ExitCode.INTERRUPTED)

    def unwind(number: int, frame: FrameType | None) -> None:
        nonlocal waits, asked, asked_at
        if asked != getpid():
            asked, asked_at = getpid(), monotonic()
        for each in stopping:
            signal.signal(each, end_at_once)
        if waits and _imports(frame):
            waits -= 1
            _call_again(_WAIT_S)
            return
        if frame and frame.f_code is report.__code__:  # where it would be lost again
            _call_again(_AT_ONCE_S)
            return
        _call_again(AGAIN_S)
        if stop_behind(sys.exception()) is None:
            raise Stopped

    def report(lost: UnraisableHookArgs) -> None:
        if stop_behind(lost.exc_value) is None:
            reported(lost)
        else:
            _call_again(_AT_ONCE_S)

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if stop_behind(error) is None:
            shown(kind, error, trace)

    before = {each: signal.signal(each, unwind) for each in (*stopping, signal.SIGALRM)}
    reported, sys.unraisablehook = sys.unraisablehook, report
    shown, sys.excepthook = sys.excepthook, show  # for Cython, which calls both
    try:
        yield lambda: bool(asked)
    finally:
        sys.unraisablehook, sys.excepthook = reported, shown
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        close(output)


@contextmanager
def ending_by(end: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    """Call `end` at a hang-up or a late interruption, and raise Stopped when the block has ended.

    For servers, which handle Ctrl-C and termination themselves: Stopped in the midst of an event
    loop would make its tasks report errors.
    """
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        if not stopped:
            end(number, frame)
        stopped = True

    others = [each for each in (signal.SIGHUP, signal.SIGALRM) if not _ignored_hang_up(each)]
    before = {each: signal.signal(each, stop) for each in others}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if stopped:
        raise Stopped


def stop_behind(error: BaseException | None) -> KeyboardInterrupt | None:
    """The interruption that an error is or comes of; a library that is loaded may convert it."""
    while not (error is None or isinstance(error, KeyboardInterrupt)):
        error = error.__cause__ if error.__suppress_context__ else error.__context__
    return error


def let_signals_through() -> None:
    """End the block that is put on signals while the program starts."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


def ignore_signals() -> None:
    """Let nothing interrupt the last lines of output, when all work is done."""
    for each in (*STOPPING, signal.SIGALRM):
        signal.signal(each, signal.SIG_IGN)


def _call_again(after: float) -> None:
    """Send SIGALRM after so many seconds, and repeat it until the timer is set again.

    A single one may come between the last check of Python and a system call, which then blocks.
    """
    signal.setitimer(signal.ITIMER_REAL, after, max(after, _WAIT_S))


def _imports(frame: FrameType | None) -> bool:
    """Whether a frame belongs to the statement that imports a module."""
    while frame and frame.f_code.co_name != "_find_and_load":
        frame = frame.f_back
    return frame is not None


def _ignored_hang_up(number: signal.Signals) -> bool:
    return number is signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN
