"""Joining segments into one clip by copying their packets, without encoding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from storyreel.base.errors import MachineError, Problem
from storyreel.encode.container import TICK, disk_errors, incomplete_path, open_output
from storyreel.encode.h264 import with_idr_pic_id
from storyreel.encode.settings import TIME_BASE, EncoderSettings
from storyreel.encode.sound import Sound, SoundTrack


def join_segments(
    paths: Sequence[Path],
    target: Path,
    settings: EncoderSettings,
    total_frames: int,
    sound: Sound | None = None,
) -> None:
    """Write the segments' packets, in order, into one file at a constant rate from time 0.

    Sound is encoded beside them, cut off or continued with silence where they end. The file
    appears complete or not at all, and the same segments give the same bytes. Raises MachineError
    where segments were encoded in different ways, where the number of frames is not
    `total_frames`, or where the disk fails to store the file.
    """
    part = incomplete_path(target)
    try:
        with disk_errors(target):
            length = Fraction(total_frames * settings.time_step, TIME_BASE)
            written = _copy(paths, part, settings, sound.lasting(length) if sound else None)
            if written.frames != total_frames:
                raise _unfit(f"The segments have {written.frames} frames, not {total_frames}.")
            if _read_back(part, settings) != written:
                raise _unfit(f"{target} differs from what was written to it.")
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Written:
    """The number of frames in a file, and SHA-256 over their packets and over those of sound."""

    frames: int
    video: str
    sound: str


class _Joiner:
    """Copies the packets of segments into an open file, in order, with sound in between."""

    def __init__(
        self, output: OutputContainer, settings: EncoderSettings, sound: Sound | None
    ) -> None:
        self.frames = 0
        self.digest = hashlib.sha256()
        """Over all packets written."""

        self._output, self._settings = output, settings
        self._sound = sound
        self._sound_track: SoundTrack | None = None
        self._first: Path | None = None
        self._stream: VideoStream | None = None
        self._extradata = b""
        self._last_idr_pic_id: int | None = None
        """None unless the last packet was an IDR picture of H.264."""

    def add(self, path: Path) -> None:
        """Copy one segment; raises MachineError where it was encoded in another way."""
        with _open_segment(path) as segment:
            source = segment.streams.video[0]
            extradata = bytes(source.codec_context.extradata or b"")
            if self._stream is None:
                self._stream = self._stream_like(source)
                self._first, self._extradata = path, extradata
                if self._sound is not None:
                    self._sound_track = SoundTrack(self._output, self._sound)
            elif extradata != self._extradata:
                raise _unfit(f"{path} was encoded with other settings than {self._first}.")
            for packet in _packets(segment):
                self._write(self._renumbered(packet), self._stream)

    def finish(self) -> _Written:
        """Write the sound up to the end; returns what was written."""
        self._write_sound()
        track = self._sound_track
        sound = track.digest if track else hashlib.sha256()
        return _Written(self.frames, self.digest.hexdigest(), sound.hexdigest())

    def _stream_like(self, source: VideoStream) -> VideoStream:
        # opaque: with the codec of the packets, as the decoder's name need not be an encoder's
        stream = self._output.add_stream_from_template(source, opaque=True)
        stream.time_base = TICK
        stream.codec_context.codec_tag = self._settings.tag
        return stream

    def _renumbered(self, packet: Packet[VideoStream]) -> Packet[VideoStream]:
        """The packet, with another `idr_pic_id` where the one before is an IDR picture, too."""
        if self._settings.codec != "h264" or not packet.is_keyframe:
            self._last_idr_pic_id = None
            return packet
        if self._last_idr_pic_id is None:
            self._last_idr_pic_id = 0
            return packet
        self._last_idr_pic_id = 1 - self._last_idr_pic_id
        if self._last_idr_pic_id == 0:  # the number that every segment begins with
            return packet
        data = with_idr_pic_id(bytes(packet), self._extradata, self._last_idr_pic_id)
        renumbered = cast("Packet[VideoStream]", Packet(data))
        renumbered.is_keyframe = True
        return renumbered

    def _write(self, packet: Packet[VideoStream], stream: VideoStream) -> None:
        self._write_sound()
        self.digest.update(bytes(packet))
        packet.stream = stream
        packet.time_base = TICK
        packet.pts = packet.dts = self.frames * self._settings.time_step
        packet.duration = self._settings.time_step
        self._output.mux_one(packet)
        self.frames += 1

    def _write_sound(self) -> None:
        """Write the sound as far as the frames."""
        if self._sound_track is not None:
            time = Fraction(self.frames * self._settings.time_step, TIME_BASE)
            self._sound_track.write_to(time)


def _copy(
    paths: Sequence[Path], part: Path, settings: EncoderSettings, sound: Sound | None
) -> _Written:
    with open_output(part, settings, index_first=True) as output:
        joiner = _Joiner(output, settings, sound)
        for path in paths:
            joiner.add(path)
        return joiner.finish()


def _read_back(part: Path, settings: EncoderSettings) -> _Written:
    frames, digest, sound = 0, hashlib.sha256(), hashlib.sha256()
    with _open_segment(part) as container:
        for packet in container.demux():
            if not packet.size:
                continue
            if isinstance(packet.stream, AudioStream):
                sound.update(bytes(packet))
                continue
            if packet.pts != frames * settings.time_step or packet.dts != packet.pts:
                raise _unfit(f"Frame {frames} was stored at time {packet.pts}.")
            digest.update(bytes(packet))
            frames += 1
    return _Written(frames, digest.hexdigest(), sound.hexdigest())


def _open_segment(path: Path) -> InputContainer:
    try:
        # Opening would otherwise decode the first picture, the largest cost at large sizes.
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
        if packet.size:  # the last one is an empty end marker
            yield packet


def _unfit(what: str) -> MachineError:
    return MachineError(Problem(what, "Render again with --force, which reuses no stored segment."))
