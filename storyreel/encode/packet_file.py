"""A file of packets in the making: hidden until it is complete."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import cast

from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from storyreel.encode.container import TICK, disk_errors, incomplete_path, open_output
from storyreel.encode.settings import EncoderSettings


class PacketFile:
    """One video stream at a constant rate, with a keyframe at its start.

    Then `add` in any number, and exactly one of `finish`, with which the target appears, and
    `abort`, which leaves no file. Raises MachineError where the disk or the encoder fails.
    """

    def __init__(self, settings: EncoderSettings, target: Path) -> None:
        self.packets = 0
        self._target = target
        self._intra_only = settings.intra_only
        with disk_errors(target):
            self._output = open_output(incomplete_path(target), settings, index_first=False)
        stream = self._output.add_stream(
            settings.encoder, settings.rate, options=dict(settings.options)
        )
        self._stream = cast(VideoStream, stream)
        self._stream.time_base = TICK

    @property
    def context(self) -> VideoCodecContext:
        """The encoder that belongs to the stream, to be set up before `begin`."""
        return self._stream.codec_context

    def begin(self) -> None:
        """Open the encoder and write the file's header."""
        with disk_errors(self._target):
            self.context.open()
            self._output.start_encoding()
        self._time_base = self.context.time_base  # PyAV makes a new fraction each time

    def add(self, packet: Packet[VideoStream]) -> None:
        """Append a packet, whose times are numbers of frames.

        Raises RuntimeError unless its time is the next one, and it is a keyframe only where the
        codec has no others or it is the first.
        """
        number = self.packets
        if packet.pts != number or packet.dts != number:
            raise RuntimeError(f"packet {number} has time {packet.pts}, {packet.dts}")
        if packet.is_keyframe != (number == 0 or self._intra_only):
            raise RuntimeError(f"packet {number}: unexpected or missing keyframe")
        packet.stream = self._stream
        packet.time_base = self._time_base
        packet.duration = 1
        self.packets += 1
        with disk_errors(self._target):
            self._output.mux_one(packet)

    def finish(self) -> None:
        """Complete the file and give it its name."""
        with disk_errors(self._target):
            self._output.close()
            incomplete_path(self._target).replace(self._target)

    def abort(self) -> None:
        """Remove the file."""
        with suppress(OSError, ValueError):  # closing writes the index, which may fail again
            self._output.close()
        incomplete_path(self._target).unlink(missing_ok=True)
