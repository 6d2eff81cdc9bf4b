"""The lock of an output: one process at a time renders and publishes it."""

from __future__ import annotations

import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storyreel.base.disk import explained_publish_errors
from storyreel.output.names import OutputPaths

POLL_S = 0.2
"""How often a process that waits for the lock tries again."""


class LockedError(Exception):
    """Another process holds the lock; the message names it."""


@contextmanager
def locked(paths: OutputPaths, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of an output, after waiting for the process that holds it.

    `on_wait` gets one line before the wait. The system releases the lock when the process ends,
    even if it is killed. Raises MachineError if the folder can't be written.
    """
    told = False
    while True:
        try:
            handle = _acquire(paths)
            break
        except LockedError as error:
            if not told:
                on_wait(f"{paths.name} is being rendered by {error}; waiting for it to finish.")
            told = True
        time.sleep(POLL_S)
    try:
        yield
    finally:
        _release(paths, handle)


@contextmanager
def locked_now(paths: OutputPaths) -> Iterator[None]:
    """Hold the lock of an output; raises LockedError if another process holds it."""
    handle = _acquire(paths)
    try:
        yield
    finally:
        _release(paths, handle)


def _acquire(paths: OutputPaths) -> int:
    with explained_publish_errors(paths.folder):
        while True:
            try:
                paths.folder.mkdir(parents=True, exist_ok=True)
                handle = os.open(paths.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            except (FileNotFoundError, FileExistsError):
                if _is_blocked(paths.folder):
                    raise
                time.sleep(POLL_S)  # the process that held the lock has removed the folder
                continue
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(handle, 100, 0).decode(errors="replace")
                os.close(handle)
                raise LockedError(holder or "another process") from None
            if _is_at(handle, paths.lock):
                os.ftruncate(handle, 0)
                os.pwrite(handle, f"process {os.getpid()}".encode(), 0)
                return handle
            os.close(handle)  # a lock on a file that has been removed excludes no process


def _release(paths: OutputPaths, handle: int) -> None:
    """Release the lock, and remove its file and a folder that is empty then."""
    with suppress(OSError):
        if _is_at(handle, paths.lock):
            paths.lock.unlink()
            paths.folder.rmdir()
    os.close(handle)


def _is_blocked(path: Path) -> bool:
    """Whether the folder, or one above it, is a file or a broken link."""
    for each in (path, *path.parents):
        try:
            mode = each.lstat().st_mode
        except OSError:
            continue
        return not (stat.S_ISDIR(mode) or (stat.S_ISLNK(mode) and each.is_dir()))
    return False


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
