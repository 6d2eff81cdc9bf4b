"""Errors of the operating system that are not bugs: states of files, limits and libraries."""

from __future__ import annotations

import sys
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
    ENOENT,
    ENOMEM,
    ENOSPC,
    ENOTDIR,
    EPERM,
    EROFS,
    ESTALE,
)

from storyreel.base.errors import Location, MachineError, Problem
from storyreel.base.program import REINSTALL
from storyreel.base.user_code import text_of

_LESS_MEMORY = "Close other programs, or try --workers 1 or a smaller quality."
_CHECK_FILE = "Check the file and the permissions of its folder."
_OF_FILES = (EACCES, EPERM, EROFS, EISDIR, ENOTDIR, ELOOP, ENAMETOOLONG, EIO, ESTALE)
"""Errors that a file or folder of the user can cause anywhere."""

_OF_LIMITS = {
    EFBIG: "Raise the limit on the size of files (ulimit -f).",
    EMFILE: "Raise the limit on open files (ulimit -n).",
    ENFILE: "Close other programs.",
    ENOMEM: _LESS_MEMORY,
    ENOSPC: "Free some space.",
    EDQUOT: "Free some space.",
}
"""Errors that limits of the machine can cause anywhere, with their remedies."""


_OF_WRITING = (EFBIG, ENOSPC, EDQUOT)
"""Of these, the ones that end a write."""


def limit_remedy(error: OSError) -> str | None:
    """What helps where a limit of the machine is the reason of an error; None for other errors."""
    return _OF_LIMITS.get(error.errno or 0)


def out_of_memory(who: str, error: MemoryError, where: Location) -> MachineError:
    """The error for a scene that needs more memory than there is."""
    said = text_of(error)
    reason = f" ({said})" if said else ""
    remedy = "Let it need less memory, or close other programs."
    return MachineError(Problem(f"{who} fails: memory ran out{reason}.", remedy, where))


def system_problem(error: OSError | MemoryError | ImportError) -> Problem | None:
    """The problem that an error is for the user; None if it may be a bug."""
    if isinstance(error, MemoryError):
        return Problem("Memory ran out.", _LESS_MEMORY)
    if isinstance(error, ImportError):
        return _library_problem(error)
    return _file_problem(error)


def _library_problem(error: ImportError) -> Problem | None:
    if (error.path or "").endswith(".so"):
        return Problem(f"A library cannot be loaded: {error}.", _LESS_MEMORY)
    package = (error.name or "").partition(".")[0]
    if package in ("", "storyreel") or package in sys.stdlib_module_names:
        return None
    return Problem(f"The package {package!r} is missing or damaged.", REINSTALL)


def _file_problem(error: OSError) -> Problem | None:
    if error.errno == ENOENT and "temporary directory" in (error.strerror or ""):
        return Problem(
            "No folder for temporary files can be written.",
            "Set TMPDIR to a folder that can be written, and check the limit on the size of files "
            "(ulimit -f).",
        )
    if error.errno == ENOENT and error.filename:
        what = f"{error.filename} does not exist, or no longer."
        return Problem(what, "If it was moved or deleted meanwhile, run the command again.")
    where = f"{error.filename}: " if error.filename else ""
    if error.errno in _OF_WRITING:
        who = where or "A file "
        return Problem(f"{who}can't be written ({error.strerror}).", _OF_LIMITS[error.errno])
    if error.errno in _OF_LIMITS:
        return Problem(f"{where}{error.strerror}.", _OF_LIMITS[error.errno])
    if error.errno in _OF_FILES and error.filename:
        what = f"{where}can't be read or written ({error.strerror})."
        too_long = error.errno == ENAMETOOLONG
        remedy = "Shorten the name." if too_long else _CHECK_FILE
        return Problem(what, remedy)
    return None
