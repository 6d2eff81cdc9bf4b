"""Disks: space and permissions checked in advance, and errors with a remedy."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from errno import (
    EACCES,
    EDQUOT,
    EFBIG,
    EIO,
    EISDIR,
    ELOOP,
    EMFILE,
    ENAMETOOLONG,
    ENFILE,
    ENOMEM,
    ENOSPC,
    ENOTDIR,
    EPERM,
    EROFS,
    ESTALE,
)
from pathlib import Path

from storyreel.base.errors import MachineError, Problem

FULL_DISK = (ENOSPC, EDQUOT)
_OF_FILES = (EACCES, EPERM, EROFS, EISDIR, ENOTDIR, ELOOP, ENAMETOOLONG, EIO, ESTALE)
"""Errors that a file or folder of the user can cause anywhere."""

_OF_LIMITS = {
    EFBIG: "Raise the limit on the size of files (ulimit -f).",
    EMFILE: "Raise the limit on open files (ulimit -n).",
    ENFILE: "Close other programs.",
    ENOMEM: "Close other programs, or try --workers 1 or a smaller quality.",
    ENOSPC: "Free some space.",
    EDQUOT: "Free some space.",
}
"""Errors that limits of the machine can cause anywhere, with their remedies."""


def require_space(needed: Mapping[Path, int], remedy: str = "") -> None:
    """Raise MachineError if a disk has fewer free bytes than the folders on it need.

    Folders on the same disk share its space. `remedy` is put before the usual remedies.
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
                    f"Free some space, {remedy}or publish elsewhere with --out DIR.",
                )
            )


def require_writable(folder: Path) -> None:
    """Raise MachineError if `folder` can't be made or written to; changes nothing."""
    base = nearest_existing(folder)
    with explained_disk_errors(folder), tempfile.TemporaryFile(dir=base):
        pass


def disk_full(folder: Path) -> MachineError:
    """The error for a disk that ran full during a render."""
    return MachineError(
        Problem(
            f"{folder}: the disk is full. The published clip was not changed.",
            "Free some space, or publish elsewhere with --out DIR; finished segments are kept.",
        )
    )


def system_problem(error: OSError) -> Problem | None:
    """The problem that an error of the system is for the user; None if it may be a bug."""
    where = f"{error.filename}: " if error.filename else ""
    if error.errno in _OF_LIMITS:
        return Problem(f"{where}{error.strerror}.", _OF_LIMITS[error.errno])
    if error.errno in _OF_FILES and error.filename:
        what = f"{where}can't be read or written ({error.strerror})."
        return Problem(what, "Check the file and the permissions of its folder.")
    return None


@contextmanager
def explained_disk_errors(folder: Path) -> Iterator[None]:
    """Turn an OSError into a MachineError with a remedy."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL_DISK:
            raise disk_full(folder) from error
        raise MachineError(
            Problem(
                f"{folder}: can't be written ({error.strerror}).",
                "Check the folder's permissions, or publish elsewhere with --out DIR.",
            )
        ) from error


def nearest_existing(folder: Path) -> Path:
    """The folder itself, or the nearest existing one above it."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def megabytes(count: int) -> str:
    """A number of bytes in MiB or KiB."""
    return f"{count / 2**20:,.0f} MiB" if count >= 2**20 else f"{count / 2**10:,.0f} KiB"
