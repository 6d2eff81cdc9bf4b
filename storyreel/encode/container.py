"""MP4 and MOV files: how they are opened, and the errors of their disks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EIO, ENOENT, ENOTDIR, EPERM, EROFS, ESTALE
from fractions import Fraction
from pathlib import Path

import av
from av.container import OutputContainer

from storyreel.base.disk import FULL_DISK
from storyreel.base.errors import MachineError, Problem
from storyreel.encode.settings import TIME_BASE, EncoderSettings

TICK = Fraction(1, TIME_BASE)
_PLAIN = {
    "use_editlist": "0",
    "video_track_timescale": str(TIME_BASE),
    "movie_timescale": str(TIME_BASE),
    "write_tmcd": "0",
    "fflags": "bitexact",
}
"""Options of every file."""

_UNUSABLE = (EACCES, EIO, ENOENT, ENOTDIR, EPERM, EROFS, ESTALE)


def open_output(path: Path, settings: EncoderSettings, *, index_first: bool) -> OutputContainer:
    """A new file for one video stream, which the caller closes.

    It has no edit list, no creation time and no program name, so equal packets give equal bytes.
    With `index_first` the index is moved before the frames when the file is closed, within the
    same file.
    """
    options = _PLAIN | ({"movflags": "faststart"} if index_first else {})
    return av.open(str(path), "w", format=settings.container, container_options=options)


def open_mp4(path: Path) -> OutputContainer:
    """A new MP4 file for packets that are copied, as `open_output` with the index first."""
    options = _PLAIN | {"movflags": "faststart"}
    return av.open(str(path), "w", format="mp4", container_options=options)


def incomplete_path(target: Path, process: int | None = None) -> Path:
    """The path of an incomplete file, by default of this process.

    It is hidden, in the same folder, and differs between processes: two may render one segment.
    """
    return target.with_name(f".{target.name}.{process or os.getpid()}.part")


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn an OSError of a disk into a MachineError with the path of the video that is written."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL_DISK:
            remedy = "Free some space and render again; finished segments are kept."
            raise MachineError(Problem(f"The disk is full: {path}.", remedy)) from error
        if error.errno in _UNUSABLE:
            what = f"Cannot write {path} ({os.strerror(error.errno)})."
            remedy = "Check that the folder exists and is writable, and render again."
            raise MachineError(Problem(what, remedy)) from error
        raise
