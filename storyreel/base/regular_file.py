"""Regular files: opened only if they are, because a pipe would be waited for without limit."""

from __future__ import annotations

import os
import stat
from errno import EINVAL
from io import BufferedReader
from pathlib import Path


def open_regular(path: Path) -> BufferedReader:
    """Open a file for reading; raises OSError for a folder, a pipe or a device as well."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(EINVAL, "Not a regular file", str(path))
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: Path) -> bytes:
    """The content of a file; raises OSError as `open_regular` does."""
    with open_regular(path) as file:
        return file.read()
