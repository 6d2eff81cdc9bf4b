"""Regular files: opened only if they are, because a pipe would be waited for without limit."""

from __future__ import annotations

import os
import stat
from errno import EINVAL
from io import BufferedReader
from pathlib import Path


def open_regular(path: Path) -> BufferedReader:
    """Open a file for reading; raises OSError for a folder, a pipe or a device as well."""
    return os.fdopen(_handle_of_regular(path, os.O_RDONLY), "rb")


def handle_to_change(path: Path) -> int:
    """A handle for reading and writing a file that is made if it does not exist.

    Raises OSError for a folder, a pipe or a device as well.
    """
    return _handle_of_regular(path, os.O_RDWR | os.O_CREAT)


def _handle_of_regular(path: Path, flags: int) -> int:
    handle = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC, 0o644)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(EINVAL, "Not a regular file", str(path))
    return handle


def why_no_file(path: Path) -> str:
    """What is wrong with a path that is not a file's: `does not exist` or what it is instead."""
    if path.is_dir():
        return "is a folder"
    return "is not a regular file" if path.exists() else "does not exist"


def read_regular(path: Path) -> bytes:
    """The content of a file; raises OSError as `open_regular` does."""
    with open_regular(path) as file:
        return file.read()
