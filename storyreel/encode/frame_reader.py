"""Frames of a video file as RGB pixels, for posters, loops and pictures."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
import numpy.typing as npt
from av.error import FFmpegError

from storyreel.base.errors import MachineError, Problem

RgbFrame: TypeAlias = npt.NDArray[np.uint8]
"""Pixels, (height, width, 3), from 0 to 255."""


def read_frames(video: Path, frames: Collection[int]) -> Iterator[RgbFrame]:
    """The frames with these numbers, in rising order; colours are converted as the file is tagged.

    Raises MachineError for a file that cannot be decoded or has fewer frames.
    """
    wanted = set(frames)
    try:
        with av.open(str(video)) as container:
            for number, frame in enumerate(container.decode(video=0)):
                if number in wanted:
                    wanted.remove(number)
                    yield np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
                if not wanted:
                    return
    except (FFmpegError, OSError, IndexError) as error:
        raise _unreadable(video, "cannot be decoded") from error
    if wanted:
        raise _unreadable(video, f"has no frame {min(wanted)}")


def read_last_frame(video: Path) -> RgbFrame:
    """The last frame, decoded from the last key frame on; raises MachineError as `read_frames`."""
    try:
        with av.open(str(video)) as container:
            stream = container.streams.video[0]
            container.seek(stream.duration or 0, stream=stream)
            for last in deque(container.decode(stream), maxlen=1):
                return np.asarray(last.to_ndarray(format="rgb24"), np.uint8)
    except (FFmpegError, OSError, IndexError) as error:
        raise _unreadable(video, "cannot be decoded") from error
    raise _unreadable(video, "has no frames")


def _unreadable(video: Path, why: str) -> MachineError:
    return MachineError(Problem(f"{video} {why}.", "Render the clip again with --force."))
