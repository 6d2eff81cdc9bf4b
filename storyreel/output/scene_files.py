"""The data files that a plain scene reads, in its report: a change of one makes it out of date."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from storyreel.base.provenance import file_digest

FILES_CHANGED = "files that the scene reads have changed"


def scene_place(file: Path) -> str:
    """Where a file is, as a digest that differs for files of other folders."""
    return hashlib.sha256(os.fsencode(file)).hexdigest()[:16]


def scene_files_data(files: Iterable[Path], folder: Path) -> dict[str, str]:
    """SHA-256 of each file by its path, relative to the scene's folder."""
    return {Path(os.path.relpath(path, folder)).as_posix(): file_digest(path) for path in files}


def scene_files_changed(report: dict[str, Any], folder: Path) -> bool:
    """Whether any file that a report lists differs from what the scene read."""
    recorded = report.get("scene_files")
    if not isinstance(recorded, dict):
        return False
    return any(file_digest(folder / name) != digest for name, digest in recorded.items())
