"""Cutting a stretch out of a clip by copying its packets, without encoding."""

from __future__ import annotations

from pathlib import Path

import av
from av.error import FFmpegError

from storyreel.base.errors import MachineError, Problem
from storyreel.base.timebase import FrameRange
from storyreel.encode.container import TICK, disk_errors, open_mp4
from storyreel.encode.settings import TIME_BASE


def cut_video(source: Path, target: Path, frames: FrameRange, rate: int) -> None:
    """Write some frames of a clip of ours to an MP4 file that starts at time 0.

    `rate` is the number of frames a second. Raises MachineError for a clip whose stretch does not
    begin with a key frame or has fewer frames, and for files that can't be read or written.
    """
    step = TIME_BASE // rate
    copied = 0
    try:
        with disk_errors(target), av.open(str(source)) as clip, open_mp4(target) as output:
            stream = clip.streams.video[0]
            copy = output.add_stream_from_template(stream)
            copy.time_base = TICK
            packets = (packet for packet in clip.demux(stream) if packet.size)
            for number, packet in enumerate(packets):
                if number not in frames:
                    continue
                if not copied and not packet.is_keyframe:
                    raise _unfit(source, f"has no key frame at frame {number}")
                packet.stream = copy
                packet.time_base = TICK
                packet.pts = packet.dts = copied * step
                packet.duration = step
                output.mux_one(packet)
                copied += 1
    except FFmpegError as error:
        raise _unfit(source, f"cannot be read ({error})") from error
    if copied != len(frames):
        raise _unfit(source, f"ends before frame {frames.stop}")


def _unfit(source: Path, what: str) -> MachineError:
    return MachineError(Problem(f"{source} {what}.", "Render the clip again with --force."))
