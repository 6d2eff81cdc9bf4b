"""Disks: space and permissions checked in advance, and errors with a remedy."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from errno import EDQUOT, EEXIST, EISDIR, ELOOP, ENAMETOOLONG, ENOSPC, ENOTDIR
from pathlib import Path
from typing import TypeAlias

from storyreel.base.errors import MachineError, Problem
from storyreel.base.system_errors import limit_remedy

FULL_DISK = (ENOSPC, EDQUOT)
"""Errors of a disk, or of a user's share of it, that is full."""

Explained: TypeAlias = Callable[[Path], AbstractContextManager[None]]
"""Turns errors of writing to a folder into those of the user."""


def require_space(needed: Mapping[Path, int], remedy: Callable[[], str] = str) -> None:
    """Raise MachineError if a disk has fewer free bytes than the folders on it need.

    Folders on the same disk share its space. What `remedy` returns is put before the usual
    remedies; it is called for an error alone.
    """
    disks: dict[int, tuple[Path, int]] = {}
    for folder, size in needed.items():
        disk = nearest_existing(folder).stat().st_dev
        first, sum_before = disks.get(disk, (folder, 0))
        disks[disk] = first, sum_before + size
    for folder, size in disks.values():
        free = shutil.disk_usage(nearest_existing(folder)).free
        if free < size:
            raise MachineError(
                Problem(
                    f"{folder}: this render may need {megabytes(size)} and the disk has "
                    f"{megabytes(free)} free.",
                    f"Free some space, {remedy()}or use another disk with --out DIR and "
                    "--store DIR.",
                )
            )


@contextmanager
def explained_publish_errors(folder: Path) -> Iterator[None]:
    """Turn an OSError while a clip is published to a folder into a MachineError with a remedy."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL_DISK:
            problem = Problem(
                f"{folder}: the disk is full. The published clip was not changed.",
                "Free some space, or publish elsewhere with --out DIR; finished segments are kept.",
            )
            raise MachineError(problem) from error
        cure = f"{_cure(error, folder)}, or publish elsewhere with --out DIR."
        remedy = limit_remedy(error) or cure
        raise _unwritable(folder, error, remedy) from error


@contextmanager
def explained_write_errors(folder: Path) -> Iterator[None]:
    """The same while other files than those of clips are written."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL_DISK:
            problem = Problem(f"{folder}: the disk is full.", "Free some space.")
            raise MachineError(problem) from error
        remedy = limit_remedy(error) or f"{_cure(error, folder)}."
        raise _unwritable(folder, error, remedy) from error


def require_writable(folder: Path, explained: Explained = explained_publish_errors) -> None:
    """Raise MachineError, in the words of `explained`, if `folder` can't be made or written to.

    Changes nothing.
    """
    base = nearest_existing(folder)
    with explained(folder), tempfile.TemporaryFile(dir=base):
        pass


def _unwritable(folder: Path, error: OSError, remedy: str) -> MachineError:
    return MachineError(Problem(f"{folder}: can't be written ({error.strerror}).", remedy))


def _cure(error: OSError, folder: Path) -> str:
    """What helps where a folder can't be written to, without a full stop."""
    if error.errno in (ENOTDIR, EEXIST) and not nearest_existing(folder).is_dir():
        return f"{nearest_existing(folder)} is a file: rename it"
    if error.errno == ENAMETOOLONG:
        return "Shorten the name of the clip or of the scene's class"
    if error.errno == EISDIR:
        return f"{error.filename2 or error.filename or folder} is a folder: rename it"
    if error.errno == ELOOP:
        return "A link in this path leads back to itself: delete it"
    return "Check the folder's permissions"


def nearest_existing(folder: Path) -> Path:
    """The folder itself, or the nearest existing one above it."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def megabytes(count: int) -> str:
    """A number of bytes in MiB or KiB."""
    return f"{count / 2**20:,.0f} MiB" if count >= 2**20 else f"{count / 2**10:,.0f} KiB"
