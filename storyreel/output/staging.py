"""Staging: the folder in which the next version of an output is made before it is published."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.disk import explained_publish_errors
from storyreel.base.errors import MachineError, Problem, RequestError
from storyreel.output.lock import LockedError, locked, locked_now
from storyreel.output.names import OutputPaths, all_variants
from storyreel.output.publish import NEW, publish, recover

MAKER = "Storyreel"
_TRACE = re.compile(r"\.(.+)\.(?:lock|publishing|\w{8})")
"""The lock file of an output, its publication, or a staging folder; with the output's name."""


@dataclass(frozen=True, slots=True)
class StagedOutput:
    """A folder beside the published files, on the same file system.

    At most one of `publish` and `keep_failed` is called; without either, everything is discarded.
    """

    paths: OutputPaths
    folder: Path

    @property
    def video(self) -> Path:
        return self._new(self.paths.video)

    @property
    def poster(self) -> Path:
        return self._new(self.paths.poster)

    @property
    def captions(self) -> Path:
        return self._new(self.paths.captions)

    @property
    def report(self) -> Path:
        return self._new(self.paths.report)

    @property
    def segments(self) -> Path:
        return self.folder / "segments"

    def publish(self) -> None:
        """Replace the published files by the staged ones, all or none of them.

        Raises MachineError if the file system refuses.
        """
        with explained_publish_errors(self.paths.folder):
            publish(self.folder, self.paths)

    def keep_failed(self) -> None:
        """Put the video and the report of a clip that did not pass beside the published files."""
        failed = self.paths.failed
        with explained_publish_errors(self.paths.folder):
            self.video.replace(self._new(failed.video))
            self.report.replace(self._new(failed.report))
            for path in self.poster, self.captions:
                path.unlink(missing_ok=True)
            self.publish()

    def _new(self, published: Path) -> Path:
        return self.folder / NEW / published.name


def _require_own(paths: OutputPaths) -> None:
    """Raise RequestError where a publication would replace a video that has no report."""
    if paths.video.is_file() and not os.path.lexists(paths.report):
        what = f"{paths.video} exists, and no report beside it says that {MAKER} made it."
        raise RequestError(Problem(what, "Move the file, or publish elsewhere with --out DIR."))


@contextmanager
def staged_output(paths: OutputPaths, on_wait: Callable[[str], None]) -> Iterator[StagedOutput]:
    """A staging folder, with the lock of the output held until the block ends.

    Waits for another process that holds the lock, after telling `on_wait`. Removes what killed
    processes left, and everything that is not published when the block ends. Raises MachineError
    if the folder can't be written, and RequestError if a video there is of another origin.
    """
    folder = paths.folder / f".{paths.name}.{secrets.token_hex(4)}"
    staged = StagedOutput(paths, folder)
    with locked(paths, on_wait):
        try:
            with explained_publish_errors(paths.folder):
                _clean(paths)
                _require_own(paths)
                folder.mkdir(mode=0o700)
                for each in (folder / NEW, staged.segments):
                    each.mkdir()
            yield staged
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def recover_outputs(folder: Path) -> None:
    """Undo or remove what killed processes left in the folder of a clip.

    For commands that do not publish there: a folder that can't be written is left as it is, and
    one that a living process works in stays.
    """
    for paths in _left_in(folder):
        with suppress(LockedError, MachineError, OSError), locked_now(paths):
            _clean(paths)


def sweep_staging(media: Path) -> tuple[int, int]:
    """Remove what killed processes left below `media`; returns the number of folders and bytes.

    Folders that living processes work in stay.
    """
    count = size = 0
    for folder in sorted(media.glob("*")):
        for paths in _left_in(folder):
            with suppress(LockedError), locked_now(paths):
                removed, freed = _clean(paths)
                count, size = count + removed, size + freed
    return count, size


def _left_in(folder: Path) -> list[OutputPaths]:
    """The outputs in the folder of a clip that have a lock file or hidden folders."""
    traces = (_TRACE.fullmatch(path.name) for path in folder.glob(".*"))
    names = sorted({trace[1].removeprefix(f"{folder.name}-") for trace in traces if trace})
    variants = [all_variants()[name] for name in names if name in all_variants()]
    return [
        OutputPaths.of(folder.parent, folder.name, it.name, it.settings.suffix) for it in variants
    ]


def _clean(paths: OutputPaths) -> tuple[int, int]:
    """Recover a publication and remove staging folders; returns the number of folders and bytes.

    The caller holds the lock.
    """
    recover(paths)
    count = size = 0
    for folder in paths.folder.glob(f".{paths.name}.*"):
        if folder.is_dir() and _TRACE.fullmatch(folder.name):
            count += 1
            size += sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            shutil.rmtree(folder, ignore_errors=True)
    return count, size
