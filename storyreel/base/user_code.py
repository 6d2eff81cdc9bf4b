"""Code of users, run in this process: it may raise, but neither end the process nor double it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


@contextmanager
def contained() -> Iterator[None]:
    """Run a block of user code.

    `os._exit` raises SystemExit in it, as `sys.exit` does. A process that the code has forked ends
    at the end of the block, if it comes so far.
    """
    owner, end_now = os.getpid(), os._exit

    def leave(status: int) -> NoReturn:
        if os.getpid() != owner:
            end_now(status)
        raise SystemExit(status)

    os._exit = leave
    try:
        yield
    finally:
        end_if_forked_from(owner)
        os._exit = end_now


def end_if_forked_from(owner: int) -> None:
    """End this process at once if it is not the owner, given by process id, but a fork of it."""
    if os.getpid() != owner:
        os._exit(0)
