"""Writes files where users ask for them: beside the target first, then moved into place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from errno import EISDIR
from pathlib import Path

from storyreel.base.disk import FULL_DISK, nearest_existing
from storyreel.base.errors import MachineError, Problem, RequestError
from storyreel.base.system_errors import limit_remedy

MADE_BY = "Storyreel"
"""In every picture, loop and handout that is delivered; `require_own` looks for it."""

LARGE = 100 * 10**6
"""Bytes above which mail systems and learning platforms start to refuse a file."""


def require_target(option: str, path: Path, suffix: str) -> None:
    """Check that a file can be written under that name, before anything is made.

    Raises RequestError for an unsuitable name, MachineError for a folder that is not writable.
    """
    if path.is_dir():
        raise RequestError(Problem(f"{option} {path} is a folder.", "Name a file in it."))
    if path.suffix.lower() != suffix:
        raise RequestError(
            Problem(f"{option} {path} does not end in {suffix}.", f"Use the suffix {suffix}.")
        )
    require_folder(option, path.parent)


def require_folder(option: str, folder: Path) -> None:
    """Raise MachineError if a folder can't be created or written to; leaves nothing behind."""
    try:
        base = nearest_existing(folder.absolute())
        if not base.is_dir():
            raise RequestError(Problem(f"{option}: {base} is a file.", "Name a folder."))
        with tempfile.TemporaryFile(dir=base):
            pass
    except OSError as error:
        raise _unwritable(folder, error) from error


def require_own(option: str, path: Path) -> None:
    """Raise RequestError where a picture, loop or handout would replace a file of another origin.

    Raises MachineError for a file that can't be read.
    """
    try:
        foreign = path.is_file() and MADE_BY.encode() not in path.read_bytes()
    except OSError as error:
        raise _unwritable(path, error) from error
    if foreign:
        what = f"{option} {path} exists, and {MADE_BY} did not make it."
        raise RequestError(Problem(what, "Choose another name, or delete the file."))


def deliver(path: Path, write: Callable[[Path], None]) -> int:
    """Let `write` make a file, then move it into place; returns its size in bytes.

    An existing file stays until then. Raises MachineError if the file can't be written.
    """
    return deliver_all({path: write})


def deliver_all(files: Mapping[Path, Callable[[Path], None]]) -> int:
    """Write files that belong together: none is moved into place before all are made.

    They are made in this order. An existing file keeps its permissions, and a link its target.
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
    finally:  # drafts and folders remain only after a failure
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink()
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
    return size


def writing(content: bytes) -> Callable[[Path], None]:
    """What `deliver` needs to make a file of this content."""

    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _make(folder: Path) -> list[Path]:
    """Create a folder; returns those that did not exist, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def size_words(size: int) -> str:
    """A size as file managers show it."""
    return f"{size / 1e6:,.1f} MB" if size >= 10**5 else f"{size / 1e3:,.0f} kB"


def size_warning(path: Path, size: int, remedy: str) -> str | None:
    """A warning about a file that is too large to be sent, and how to make it smaller."""
    if size <= LARGE:
        return None
    return f"{path.name} is {size_words(size)}, more than mail and many platforms accept. {remedy}"


def _unwritable(path: Path, error: OSError) -> MachineError:
    if error.errno in FULL_DISK:
        what, remedy = "the disk is full", "Free some space, or choose another folder."
    else:
        what = f"can't be written ({error.strerror})"
        remedy = limit_remedy(error) or "Choose another folder."
    return MachineError(Problem(f"{path}: {what}. Nothing was changed.", remedy))
