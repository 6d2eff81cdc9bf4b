"""Records which files a scene reads, as the imports of its module do not show data files."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any

_SYSTEM = ("/usr", "/etc", "/proc", "/sys", "/dev", "/lib", "/var")
_ENGINE = Path(__file__).parents[1]
_CODE = (".py", ".pyc")
"""Modules in a scene's folder are part of its provenance already."""


class FileReads:
    """The paths that the thread of the recording opens for reading, but for pauses.

    Libraries that open files without Python, such as those for fonts and videos, are not seen.
    """

    def __init__(self) -> None:
        self._opened: dict[Path, None] = {}
        self._thread = threading.get_ident()
        self._paused = False

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Record nothing while the block runs."""
        self._paused = True
        try:
            yield
        finally:
            self._paused = False

    def add(self, path: object, flags: object) -> None:
        if self._paused or threading.get_ident() != self._thread:
            return
        if isinstance(path, str) and isinstance(flags, int) and not flags & os.O_ACCMODE:
            self._opened[Path(path).absolute()] = None

    def data_files(self, folder: Path) -> tuple[Path, ...]:
        """The opened files in the scene's folder, except modules, and any others of the user."""
        files = sorted({_source(path) for path in self._opened})
        return tuple(path for path in files if path.is_file() and _is_data(path, folder))


_active: list[FileReads] = []


@contextmanager
def recorded_reads() -> Iterator[FileReads]:
    """Record the files that are opened while the block runs."""
    _install_hook()
    reads = FileReads()
    _active.append(reads)
    try:
        yield reads
    finally:
        _active.remove(reads)


@cache
def _install_hook() -> None:
    """Audit hooks cannot be removed, so one serves all recordings."""
    sys.addaudithook(_on_event)


def _on_event(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _active:
        path, _, flags = arguments
        for reads in _active:
            reads.add(path, flags)


def _source(path: Path) -> Path:
    """The module that a file is the bytecode of; other files themselves."""
    if path.suffix == ".pyc" and path.parent.name == "__pycache__":
        return Path(source_from_cache(path))
    return path


def _is_data(path: Path, folder: Path) -> bool:
    """Whether a file counts as data of the scene in a folder."""
    if path.is_relative_to(folder):
        return path.suffix not in _CODE
    return not (is_library_file(path) or path.is_relative_to(tempfile.gettempdir()))


def is_library_file(path: Path) -> bool:
    """Whether a file belongs to the system, to an installed package, or to Storyreel."""
    roots = (*_SYSTEM, sys.prefix, sys.base_prefix, _ENGINE)
    return any(path.is_relative_to(root) for root in roots)
