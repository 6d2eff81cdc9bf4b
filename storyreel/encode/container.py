"""Files of packets: how every MP4 and MOV of ours is opened, and what a full disk is called."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EDQUOT, EIO, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS, ESTALE
from fractions import Fraction
from pathlib import Path

import av
from av.container import OutputContainer

from storyreel.base.errors import MachineError, Problem
from storyreel.encode.settings import TIME_BASE, EncoderSettings

TICK = Fraction(1, TIME_BASE)
_UNUSABLE = (EACCES, EIO, ENOENT, ENOTDIR, EPERM, EROFS, ESTALE)


def open_output(path: Path, settings: EncoderSettings, *, index_first: bool) -> OutputContainer:
    """A new file for one video stream, which the caller closes.

    No edit list, no creation time, no name of the program that wrote it: the same packets give
    the same bytes. `index_first` puts the index before the frames when the file is closed; FFmpeg
    does that within the file and needs no second one.
    """
    options = {
        "use_editlist": "0",
        "video_track_timescale": str(TIME_BASE),
        "movie_timescale": str(TIME_BASE),
        "write_tmcd": "0",
        "fflags": "bitexact",
    }
    if index_first:
        options["movflags"] = "faststart"
    return av.open(str(path), "w", format=settings.container, container_options=options)


def partial(target: Path, process: int | None = None) -> Path:
    """Where a process, this one by default, writes a file before it gets its name.

    In the same folder, hidden, and one for each process: two may render the same segment.
    """
    return target.with_name(f".{target.name}.{process or os.getpid()}.part")


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn a disk that is full, gone or not writable into a MachineError that names the file."""
    try:
        yield
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            remedy = "Free some space and render again; finished segments are kept."
            raise MachineError(Problem(f"The disk is full: {path}.", remedy)) from error
        if error.errno in _UNUSABLE:
            what = f"Cannot write {path} ({os.strerror(error.errno)})."
            remedy = "See that the folder is there and can be written, and render again."
            raise MachineError(Problem(what, remedy)) from error
        raise
