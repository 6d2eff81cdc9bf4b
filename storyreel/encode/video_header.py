"""What a video file of any origin says about itself, read without decoding it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.error import FFmpegError

from storyreel.base.errors import Problem, RequestError


@dataclass(frozen=True, slots=True)
class VideoHeader:
    """The facts that a player needs: codec, pixels, rate in frames a second, number of frames."""

    codec: str
    pixel_format: str
    width: int
    height: int
    rate: Fraction
    frames: int


def read_header(video: Path) -> VideoHeader:
    """The header of a video's first stream; raises RequestError for a file that has none."""
    try:
        with av.open(str(video)) as container:
            if not container.streams.video:
                raise _unusable(video, "has no picture")
            stream = container.streams.video[0]
            context = stream.codec_context
            rate = stream.average_rate or stream.guessed_rate
            frames = sum(1 for packet in container.demux(stream) if packet.size)
            if not rate or not frames:
                raise _unusable(video, "has no frames")
            return VideoHeader(
                context.name,
                context.pix_fmt or "",
                context.width,
                context.height,
                Fraction(rate),
                frames,
            )
    except (FFmpegError, OSError) as error:
        raise _unusable(video, f"cannot be read as a video ({error.strerror})") from error


def _unusable(video: Path, why: str) -> RequestError:
    return RequestError(Problem(f"{video} {why}.", "Name an .mp4 file with a video."))
