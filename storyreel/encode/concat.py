"""Segments joined into one clip by copying their packets: nothing is encoded again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from storyreel.base.errors import MachineError, Problem
from storyreel.encode.container import TICK, disk_errors, open_output, partial
from storyreel.encode.settings import EncoderSettings


def join_segments(
    paths: Sequence[Path], target: Path, settings: EncoderSettings, total_frames: int
) -> None:
    """Write the segments' packets, in order, into one file at a constant rate from time 0.

    The file appears whole, or not at all, and the same segments give the same bytes. Raises
    MachineError where segments were not encoded alike, where the frames are not `total_frames`,
    or where the disk does not take them or does not give them back.
    """
    part = partial(target)
    try:
        with disk_errors(target):
            written = _copy(paths, part, settings)
            if written[0] != total_frames:
                raise _unfit(f"The segments have {written[0]} frames, not {total_frames}.")
            if _read_back(part, settings) != written:
                raise _unfit(f"{target} does not hold what was written to it.")
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _copy(paths: Sequence[Path], part: Path, settings: EncoderSettings) -> tuple[int, str]:
    """The number of packets, and SHA-256 over them."""
    frames, digest = 0, hashlib.sha256()
    stream: VideoStream | None = None
    first_extradata: bytes | None = None
    with open_output(part, settings, index_first=True) as output:
        for path in paths:
            with _open_segment(path) as segment:
                source = segment.streams.video[0]
                if stream is None:
                    # With its own codec: the decoder's name need not be an encoder's.
                    stream = output.add_stream_from_template(source, opaque=True)
                    stream.time_base = TICK
                    stream.codec_context.codec_tag = settings.tag
                    first_extradata = source.codec_context.extradata
                elif source.codec_context.extradata != first_extradata:
                    raise _unfit(f"{path} was encoded with other settings than {paths[0]}.")
                for packet in _packets(segment):
                    digest.update(bytes(packet))
                    packet.stream = stream
                    packet.time_base = TICK
                    packet.pts = packet.dts = frames * settings.time_step
                    packet.duration = settings.time_step
                    output.mux_one(packet)
                    frames += 1
    return frames, digest.hexdigest()


def _read_back(part: Path, settings: EncoderSettings) -> tuple[int, str]:
    frames, digest = 0, hashlib.sha256()
    with _open_segment(part) as container:
        for packet in _packets(container):
            if packet.pts != frames * settings.time_step or packet.dts != packet.pts:
                raise _unfit(f"Frame {frames} came out at time {packet.pts}.")
            digest.update(bytes(packet))
            frames += 1
    return frames, digest.hexdigest()


def _open_segment(path: Path) -> InputContainer:
    try:
        # Opening would decode the first picture, which costs more than the rest at large sizes.
        each: Any = [{"skip_frame": "all"}]
        container = av.open(str(path), stream_options=each)
    except (av.error.FFmpegError, OSError) as error:
        raise _unfit(f"{path} cannot be read: {error}") from error
    if not container.streams.video:
        container.close()
        raise _unfit(f"{path} has no video stream.")
    return container


def _packets(container: InputContainer) -> Iterator[Packet[VideoStream]]:
    for packet in container.demux(container.streams.video[0]):
        if packet.size:  # the last one is empty and only says that it is the last
            yield packet


def _unfit(what: str) -> MachineError:
    return MachineError(Problem(what, "Render again with --force, which keeps no old segment."))
