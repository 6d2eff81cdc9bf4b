"""Publishing: the files of a clip are replaced by new ones as one step.

A publication is a hidden folder beside the files, with the new files in `new/` and the files that
they replace in `old/`:

1. The folder is filled and synced, and then renamed to `.NAME.publishing`.
2. The new files are moved in, the report last. Moving the report in completes the publication.
3. The folder is removed.

If a process stops before the report is moved in, whoever holds the lock next puts the old files
back; if it stops later, only the folder is left to remove. So after a crash, a refused rename or a
power cut all files are of the same render, the old one or the new one.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from filecmp import cmp
from pathlib import Path

from storyreel.output.names import OutputPaths

NEW, OLD = "new", "old"


def publish(staging: Path, paths: OutputPaths) -> None:
    """Replace the files at `paths` by those in `staging / NEW`, which have the same names.

    The caller holds the lock. A clip that passed also replaces one that had failed. Raises OSError
    if a file can't be replaced; then all of them are as they were before.
    """
    for path in (staging / NEW).iterdir():
        _sync(path)
    (staging / OLD).mkdir()
    for path in paths.all_files:
        if os.path.lexists(path):
            _duplicate(path, staging / OLD / path.name)
    for folder in (staging / NEW, staging / OLD, staging):
        _sync(folder)
    staging.replace(paths.publication)
    _sync(paths.folder)
    try:
        _move_in(paths)
    finally:
        recover(paths)


def recover(paths: OutputPaths) -> None:
    """Undo an incomplete publication, or tidy up after a complete one, if there is any.

    The caller holds the lock. Raises OSError if the old files can't be put back; the next call
    tries again.
    """
    if not paths.publication.is_dir():
        return
    if _new_report(paths) is not None:
        _put_back(paths)
    shutil.rmtree(paths.finished, ignore_errors=True)
    with suppress(OSError):  # all files are of one render by now
        paths.publication.replace(paths.finished)  # a half-removed folder is not a publication
        _sync(paths.folder)
    shutil.rmtree(paths.finished, ignore_errors=True)


def _move_in(paths: OutputPaths) -> None:
    new, report = paths.publication / NEW, _new_report(paths)
    assert report is not None
    if report.name == paths.report.name:
        for path in paths.failed.video, paths.failed.report:
            path.unlink(missing_ok=True)
    for path in new.iterdir():
        if path != report:
            path.replace(paths.folder / path.name)
    for folder in (new, paths.folder):
        _sync(folder)
    report.replace(paths.folder / report.name)
    _sync(paths.folder)


def _put_back(paths: OutputPaths) -> None:
    """Replace what has been moved in by what was there before; can be repeated."""
    for path in paths.all_files:
        old = paths.publication / OLD / path.name
        if not os.path.lexists(old):
            path.unlink(missing_ok=True)
        elif not _is_same(path, old):
            spare = paths.publication / path.name
            spare.unlink(missing_ok=True)
            _duplicate(old, spare)
            spare.replace(path)
    _sync(paths.folder)


def _new_report(paths: OutputPaths) -> Path | None:
    """The report that has not been moved in; None once the publication is complete."""
    candidates = (paths.publication / NEW / it.report.name for it in (paths, paths.failed))
    return next((path for path in candidates if path.exists()), None)


def _is_same(path: Path, old: Path) -> bool:
    """Whether a file is the one that was linked or copied to `old`."""
    if not os.path.lexists(path):
        return False
    return os.path.samestat(path.lstat(), old.lstat()) or cmp(path, old, shallow=False)


def _duplicate(source: Path, target: Path) -> None:
    """Link a file; copy it where the file system has no hard links, or refuses this one."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)
        _sync(target)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
