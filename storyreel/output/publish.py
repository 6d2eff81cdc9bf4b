"""The shelf that finished clips stand on: written beside their place, then moved in by rename."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC
from pathlib import Path

from storyreel.base.errors import MachineError, Problem

FULL_DISK = (ENOSPC, EDQUOT)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one variant of a clip is published, and what stands beside it."""

    folder: Path
    name: str
    """Stem of every file: `hour29-4k`."""

    suffix: str = ".mp4"

    @classmethod
    def of(cls, media: Path, clip: str, variant: str, suffix: str = ".mp4") -> Place:
        return cls(media / clip, f"{clip}-{variant}", suffix)

    @property
    def video(self) -> Path:
        return self.folder / f"{self.name}{self.suffix}"

    @property
    def poster(self) -> Path:
        return self.folder / f"{self.name}.png"

    @property
    def captions(self) -> Path:
        return self.folder / f"{self.name}.vtt"

    @property
    def report(self) -> Path:
        return self.folder / f"{self.name}.report.json"

    @property
    def failed_video(self) -> Path:
        return self.folder / f"{self.name}.failed{self.suffix}"

    @property
    def failed_report(self) -> Path:
        return self.folder / f"{self.name}.failed.report.json"

    @property
    def lock(self) -> Path:
        return self.folder / f".{self.name}.lock"


@dataclass(frozen=True, slots=True)
class Draft:
    """A folder beside the place, on the same file system, in which the next version is made.

    At most one of `publish` and `keep_failed` runs; with neither, all that was made is forgotten.
    """

    place: Place
    folder: Path

    @property
    def video(self) -> Path:
        return self.folder / f"clip{self.place.suffix}"

    @property
    def poster(self) -> Path:
        return self.folder / "poster.png"

    @property
    def captions(self) -> Path:
        return self.folder / "captions.vtt"

    @property
    def report(self) -> Path:
        return self.folder / "report.json"

    @property
    def segments(self) -> Path:
        return self.folder / "segments"

    def publish(self) -> None:
        """Move all four files in, the report last.

        The report names the digest of its video, so a crash between two moves leaves a report
        that does not fit, and never one that vouches for a file it has not seen.
        """
        place = self.place
        with clear_disk_errors(place.folder):
            _move_in(self.poster, place.poster)
            _move_in(self.captions, place.captions)
            _move_in(self.video, place.video)
            _move_in(self.report, place.report)
            place.failed_video.unlink(missing_ok=True)
            place.failed_report.unlink(missing_ok=True)

    def keep_failed(self) -> None:
        """Put a clip that did not pass beside its place, under names that say so."""
        with clear_disk_errors(self.place.folder):
            _move_in(self.video, self.place.failed_video)
            _move_in(self.report, self.place.failed_report)


def require_room(needed: Mapping[Path, int], remedy: str = "") -> None:
    """Raise MachineError, with both numbers, where a disk has less free than folders on it need.

    Folders on the same disk share what it has; `remedy` is one more thing that may help.
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
    """Raise MachineError where `folder` can't be made or written to; leaves nothing behind."""
    base = nearest_existing(folder)
    with clear_disk_errors(folder), tempfile.TemporaryFile(dir=base):
        pass


def disk_full(folder: Path) -> MachineError:
    """What to tell when the disk ran full in the middle of a render."""
    return MachineError(
        Problem(
            f"{folder}: the disk ran full. The published clip was not touched.",
            "Free some space, or publish elsewhere with --out DIR; finished segments are kept.",
        )
    )


def nearest_existing(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def megabytes(count: int) -> str:
    return f"{count / 2**20:,.0f} MiB" if count >= 2**20 else f"{count / 2**10:,.0f} KiB"


def _move_in(source: Path, target: Path) -> None:
    """Replace `target` by `source` so that it survives a power cut from the moment it is seen."""
    _sync(source)
    source.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def clear_disk_errors(folder: Path) -> Iterator[None]:
    """Turn a refusal by the file system into one line with its remedy."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL_DISK:
            raise disk_full(folder) from error
        raise MachineError(
            Problem(
                f"{folder}: can't be written ({error.strerror}).",
                "Publish elsewhere with --out DIR, or mend the folder's permissions.",
            )
        ) from error
