"""Drafts: one run at a time makes the next version at a place; what killed runs left is removed."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storyreel.output.publish import Draft, Place, clear_disk_errors

_POLL_S = 0.2
"""How often a run that waits for another one tries again."""

_TRACE = re.compile(r"\.(.+)\.(?:lock|\w{8})")
"""The lock file of a place, or the folder of a draft: the place's name is in it."""


@contextmanager
def staged_output(place: Place, on_wait: Callable[[str], None]) -> Iterator[Draft]:
    """Hold the place for one run: nobody else publishes there until the block ends.

    Waits for a run that holds it, after telling `on_wait` who that is. Removes what a killed run
    left, and at the end whatever was not moved in. Raises MachineError where the folder can't be
    written.
    """
    handle = _lock(place, on_wait)
    try:
        with clear_disk_errors(place.folder):
            for leftover in _leftovers(place):
                shutil.rmtree(leftover, ignore_errors=True)
            draft = Draft(place, Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.folder)))
            draft.segments.mkdir()
        try:
            yield draft
        finally:
            shutil.rmtree(draft.folder, ignore_errors=True)
    finally:
        _unlock(place, handle)


def sweep_staging(media: Path) -> tuple[int, int]:
    """Remove what killed runs left below `media`; returns the number of drafts and their bytes.

    What living runs are at work on stays.
    """
    count = size = 0
    traces = ((path.parent, _TRACE.fullmatch(path.name)) for path in media.glob("*/.*"))
    places = {Place(folder, trace[1]) for folder, trace in traces if trace}
    for place in sorted(places, key=lambda place: place.name):
        if not place.name.startswith(f"{place.folder.name}-"):
            continue  # it is none of ours
        try:
            handle = _lock_now(place)
        except _HeldError:
            continue
        try:
            for leftover in _leftovers(place):
                count += 1
                size += sum(path.stat().st_size for path in leftover.rglob("*") if path.is_file())
                shutil.rmtree(leftover, ignore_errors=True)
        finally:
            _unlock(place, handle)
    return count, size


def _leftovers(place: Place) -> list[Path]:
    """The folders of drafts at a place; whoever holds its lock may remove them."""
    found = place.folder.glob(f".{place.name}.*")
    return [path for path in found if path != place.lock and _TRACE.fullmatch(path.name)]


class _HeldError(Exception):
    """Another run holds the place; says which."""


def _lock(place: Place, on_wait: Callable[[str], None]) -> int:
    """The place's lock file, held; the system lets go of it when the process ends, however."""
    told = False
    while True:
        try:
            return _lock_now(place)
        except _HeldError as held:
            if not told:
                on_wait(f"{place.name} is being rendered by {held}; waiting for it to finish.")
            told = True
        time.sleep(_POLL_S)


def _lock_now(place: Place) -> int:
    with clear_disk_errors(place.folder):
        while True:
            try:
                place.folder.mkdir(parents=True, exist_ok=True)
                handle = os.open(place.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            except (FileNotFoundError, FileExistsError):
                if _is_no_folder(place.folder):
                    raise
                time.sleep(_POLL_S)  # it went with the run that held it last
                continue
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(handle, 100, 0).decode(errors="replace")
                os.close(handle)
                raise _HeldError(holder or "another process") from None
            if _is_at(handle, place.lock):
                os.ftruncate(handle, 0)
                os.pwrite(handle, f"process {os.getpid()}".encode(), 0)
                return handle
            os.close(handle)  # a file that the run before has removed binds nobody


def _unlock(place: Place, handle: int) -> None:
    """Let go of the place, and leave neither the file nor a folder that has nothing in it."""
    with suppress(OSError):
        if _is_at(handle, place.lock):
            place.lock.unlink()
            place.folder.rmdir()
    os.close(handle)


def _is_no_folder(path: Path) -> bool:
    """Whether something else stands in its place, or in that of a folder above it."""
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
