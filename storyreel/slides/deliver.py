"""Files for people, at places they name: written beside the target, then moved in whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from errno import EDQUOT, EISDIR, ENOSPC
from pathlib import Path

from storyreel.base.errors import MachineError, Problem, RequestError
from storyreel.output.publish import nearest_existing

LARGE = 100 * 10**6
"""Bytes beyond which mail, learning platforms and slow machines begin to refuse a file."""


def require_target(option: str, path: Path, suffix: str) -> None:
    """Before anything is made: the name fits what it will be, and its folder can be written.

    Raises RequestError or MachineError; leaves nothing behind.
    """
    if path.suffix.lower() != suffix:
        raise RequestError(
            Problem(f"{option} {path}: the file will be a {suffix[1:]}.", f"Name it {suffix}.")
        )
    if path.is_dir():
        raise RequestError(Problem(f"{option} {path} is a folder.", "Name a file in it."))
    require_folder(option, path.parent)


def require_folder(option: str, folder: Path) -> None:
    """Raise MachineError where a folder can't be made or written to; leaves nothing behind."""
    try:
        base = nearest_existing(folder.absolute())
        if not base.is_dir():
            raise RequestError(Problem(f"{option}: {base} is a file.", "Name a folder."))
        with tempfile.TemporaryFile(dir=base):
            pass
    except OSError as error:
        raise _unwritable(folder, error) from error


def deliver(path: Path, write: Callable[[Path], None]) -> int:
    """Have `write` make a file, then put it in its place; returns its size in bytes.

    What stood there before stays until then, whatever happens. Raises MachineError where the
    place can't be written.
    """
    return deliver_all({path: write})


def deliver_all(files: Mapping[Path, Callable[[Path], None]]) -> int:
    """Several files that belong together: none takes its place before all are made.

    A file that was there keeps its permissions, and a link goes on leading to it.
    """
    files = {path.resolve() if path.is_symlink() else path: files[path] for path in files}
    drafts = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in files}
    made: list[Path] = []
    size, path = 0, Path()
    try:
        for path, write in files.items():
            if path.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
            made += _make(path.parent)
            write(drafts[path])
            if path.exists():
                shutil.copymode(path, drafts[path])
            with drafts[path].open("rb") as file:
                os.fsync(file.fileno())
                size += os.fstat(file.fileno()).st_size
        for path, draft in drafts.items():
            draft.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:  # after a failure; of what was delivered nothing is left to be removed
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink()
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
    return size


def _make(folder: Path) -> list[Path]:
    """Make a folder; returns the ones that were not there, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def size_words(size: int) -> str:
    """A size as a file manager says it."""
    return f"{size / 1e6:,.1f} MB" if size >= 10**5 else f"{size / 1e3:,.0f} kB"


def size_warning(path: Path, size: int, way_out: str) -> str | None:
    """What to say of a file that is too large to be passed on, with what makes it smaller."""
    if size <= LARGE:
        return None
    return f"{path.name} has {size_words(size)}, more than mail and many platforms take. {way_out}"


def _unwritable(path: Path, error: OSError) -> MachineError:
    full = error.errno in (ENOSPC, EDQUOT)
    what = "the disk is full" if full else f"can't be written ({error.strerror})"
    return MachineError(
        Problem(f"{path}: {what}. Nothing was changed.", "Choose another place for it.")
    )
