"""Code of users, run in this process: it may raise, but neither end the process nor double it, nor
close its streams."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


@contextmanager
def contained() -> Iterator[None]:
    """Run a block of user code.

    `os._exit` raises SystemExit in it, as `sys.exit` does, and standard output and standard error
    cannot be closed; what replaces them is dropped at the end of the block. A process that the code
    has forked ends there, if it comes so far.
    """
    owner, end_now = os.getpid(), os._exit

    def leave(status: int) -> NoReturn:
        if os.getpid() != owner:
            end_now(status)
        raise SystemExit(status)

    os._exit = leave
    try:
        with _kept_streams():
            yield
    finally:
        end_if_forked_from(owner)
        os._exit = end_now


@contextmanager
def _kept_streams() -> Iterator[None]:
    """Let `close` raise RuntimeError on standard output and error, and put them back at the end."""
    output, errors = sys.stdout, sys.stderr
    own = [(stream, vars(stream).get("close")) for stream in (output, errors)]
    for stream, _ in own:
        setattr(stream, "close", _refuse_to_close)  # noqa: B010 - mypy knows it as a method
    try:
        yield
    finally:
        sys.stdout, sys.stderr = output, errors
        for stream, before in own:
            vars(stream).pop("close", None)
            if before is not None:
                vars(stream)["close"] = before


def _refuse_to_close() -> NoReturn:
    raise RuntimeError("the program needs this stream, which cannot be closed")


def text_of(value: object) -> str:
    """The text of an error or another object of user code, whose `__str__` may raise itself."""
    try:
        return str(value)
    except (Exception, SystemExit) as error:
        return f"its __str__ raises {type(error).__name__}"


def end_if_forked_from(owner: int) -> None:
    """End this process at once if it is not the owner, given by process id, but a fork of it."""
    if os.getpid() != owner:
        os._exit(0)
