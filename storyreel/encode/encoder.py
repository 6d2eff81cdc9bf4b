"""The encoder: one run of one codec, from the first frame of a segment to its file."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import av
from av.codec.codec import UnknownCodecError
from av.codec.context import Flags
from av.container import OutputContainer
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.stream import VideoStream

from storyreel.base.errors import MachineError, Problem
from storyreel.drawing.damage import PixelRect
from storyreel.encode.container import TICK, disk_errors, open_output, partial
from storyreel.encode.h264.banded_encoder import BandedEncoder
from storyreel.encode.h264.bands import Band, whole
from storyreel.encode.h264.hints import hints_work, set_changed
from storyreel.encode.h264.parameter_sets import UnsupportedStreamError
from storyreel.encode.h264.splice import PictureSplicer
from storyreel.encode.settings import CODECS, EncoderSettings

BT709 = 1
LIMITED_RANGE = 1


class Encoder:
    """Encodes frames into one file, at a constant rate, with one IDR frame: the first.

    `start` runs once, then `write` and `hold` in any number, then exactly one of `finish` and
    `abort`. The target appears, whole, in `finish`; `abort` removes the partial file. As a context
    manager it starts on entry, finishes on a clean exit and aborts on any other.
    """

    def __init__(
        self, settings: EncoderSettings, target: Path, bands: Sequence[Band] | None = None
    ) -> None:
        self.settings = settings
        self.target = target
        self.bands = bands or whole(settings.height)
        self.frames = 0
        self.copies = 0
        """Frames that were written as copied pictures, without the encoder."""
        self._repeats = 0
        self._held: PictureSplicer | None = None
        self._banded: BandedEncoder | None = None
        self._packets = 0
        self._last: av.VideoFrame | None = None
        self._output: OutputContainer | None = None

    def start(self) -> None:
        """Open encoder and file; raises MachineError where either cannot be had."""
        require_encoder(self.settings)
        # SVT-AV1 writes pages to standard error, past every logger, and has no other switch.
        os.environ.setdefault("SVT_LOG", "1")
        with disk_errors(self.target):
            self._output = open_output(partial(self.target), self.settings, index_first=False)
        self._stream = _add_stream(self._output, self.settings)
        self._context = self._stream.codec_context
        try:
            with disk_errors(self.target):
                self._context.open()
                self._output.start_encoding()
            self._held = self._copier()
            if len(self.bands) > 1:
                self._banded = self._encoder_of_bands()
        except BaseException:
            self.abort()
            raise

    def write(
        self, frames: Sequence[av.VideoFrame], changed: Sequence[PixelRect] | None = None
    ) -> None:
        """Show a picture of the settings' size and pixel format, a frame for each band, once.

        It differs from the one before inside the `changed` rectangles alone, or anywhere where
        they are None. The picture is read before this returns; the same objects may be changed and
        written again.
        """
        self._repeats = 0
        if self._banded:
            everything = (PixelRect(0, 0, self.settings.width, self.settings.height),)
            self._add(self._banded.write(frames, everything if changed is None else changed))
            return
        (frame,) = frames
        set_changed(frame, changed if self.frames else None)
        self._encode(frame)

    def _encode(self, frame: av.VideoFrame) -> None:
        frame.pts = self.frames
        frame.time_base = self._context.time_base
        frame.pict_type = PictureType.NONE if self.frames else PictureType.I
        with disk_errors(self.target):
            self._mux(self._context.encode(frame))
        self._last = frame
        self.frames += 1
        if self._packets != self.frames:
            self._held = None  # an encoder that looks ahead has a picture of its own to copy

    def hold(self) -> None:
        """Show the picture of the last `write`, which must not have changed, for another frame.

        The encoder refines it once; from then on it is copied, where the codec allows that.
        """
        if not self.frames:
            raise ValueError("there is no picture yet that could be held")
        self._repeats += 1
        if self._banded:
            self.copies += self._banded.resting
            self._add(self._banded.hold())
        elif self._held is None or self._repeats == 1:
            assert self._last is not None
            self._encode(self._last)
        else:
            self.copies += 1
            self._add(self._held.copy())

    def _add(self, picture: bytes) -> None:
        """Write a picture that is ready."""
        packet = cast("Packet[VideoStream]", Packet(picture))
        packet.pts = packet.dts = self.frames
        packet.time_base = self._context.time_base
        packet.is_keyframe = self.frames == 0
        self._put(packet)
        self.frames += 1

    def finish(self) -> None:
        """Write what is left and give the file its name.

        Raises RuntimeError where the encoder gave another number of packets than it got frames.
        """
        if self._output is None:
            raise RuntimeError("the encoder is not running")
        with disk_errors(self.target):
            self._mux(self._context.encode(None))
            if self._packets != self.frames:
                raise RuntimeError(f"{self._packets} packets for {self.frames} frames")
            self._output.close()
            partial(self.target).replace(self.target)
        self._output = None

    def abort(self) -> None:
        """Stop and leave no file."""
        if self._output is not None:
            with suppress(OSError, ValueError):  # closing writes the index: to a full disk, too
                self._output.close()
            self._output = None
        partial(self.target).unlink(missing_ok=True)

    def _mux(self, packets: list[Packet[VideoStream]]) -> None:
        for packet in packets:
            if packet.pts != self._packets or packet.dts != self._packets:
                raise RuntimeError(f"packet {self._packets} has time {packet.pts}, {packet.dts}")
            if packet.is_keyframe != (self._packets == 0 or self.settings.intra_only):
                raise RuntimeError(f"packet {self._packets}: a keyframe where none was asked for")
            self._put(self._numbered(packet) if self._held else packet)

    def _put(self, packet: Packet[VideoStream]) -> None:
        packet.stream = self._stream
        packet.duration = 1
        self._packets += 1
        assert self._output is not None
        with disk_errors(self.target):
            self._output.mux_one(packet)

    def _copier(self) -> PictureSplicer | None:
        if not self.settings.copied_holds:
            return None
        with suppress(UnsupportedStreamError):
            return PictureSplicer(bytes(self._context.extradata or b""))
        return None

    def _encoder_of_bands(self) -> BandedEncoder:
        if self._held is None:
            raise ValueError(f"{self.settings.codec} pictures are not put together from bands")
        return BandedEncoder(self._held, self.bands, self._opened)

    def _opened(self, band: Band) -> VideoCodecContext:
        """An encoder like that of the whole picture, for some of its rows."""
        context = cast(VideoCodecContext, av.CodecContext.create(self.settings.encoder, "w"))
        rows = band.pixels(self.settings.height)
        _set_up(context, self.settings, rows.stop - rows.start)
        context.options = dict(self.settings.options)
        context.flags |= Flags.global_header
        context.open()
        return context

    def _numbered(self, packet: Packet[VideoStream]) -> Packet[VideoStream]:
        """The packet with the picture numbers that it has among the copies."""
        assert self._held is not None
        before = bytes(packet)
        data = self._held.encoded(before)
        if data is before:
            return packet
        numbered = cast("Packet[VideoStream]", Packet(data))
        numbered.pts, numbered.dts, numbered.time_base = packet.pts, packet.dts, packet.time_base
        return numbered

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self.abort()
            return
        try:
            self.finish()
        except BaseException:
            self.abort()
            raise


def require_encoder(settings: EncoderSettings) -> None:
    """Raises MachineError where this FFmpeg lacks the encoder, and says which codecs it has."""
    if has_encoder(settings.encoder):
        return
    remedy = f"Install PyAV from its wheel (pip install --force-reinstall av=={av.__version__})"
    raise MachineError(
        Problem(
            f"FFmpeg has no encoder {settings.encoder}, which --codec {settings.codec} needs.",
            f"{remedy} or choose another codec of {', '.join(CODECS)}.",
        )
    )


def has_encoder(name: str) -> bool:
    """Whether the FFmpeg inside PyAV has an encoder of that name."""
    try:
        av.codec.Codec(name, "w")
    except UnknownCodecError:
        return False
    return True


@cache
def encoder_build(name: str) -> str:
    """Which build of an encoder this is: FFmpeg's version and, where it tells, its own.

    Asked of the encoder itself, by one small picture: x264 states its version only in a stream.
    """
    versions = [f"av {av.__version__}", f"libavcodec {av.library_versions['libavcodec']}"]
    if name in ("libx264", "libx265"):
        context = cast(VideoCodecContext, av.CodecContext.create(name, "w"))
        context.width = context.height = 64
        context.pix_fmt, context.time_base = "yuv420p", Fraction(1, 30)
        context.options = {"x265-params": "log-level=none"} if name == "libx265" else {}
        packets = [*context.encode(av.VideoFrame(64, 64, "yuv420p")), *context.encode(None)]
        found = re.search(rb"x26[45] [ -~]*?(?= - H\.26)", b"".join(map(bytes, packets)))
        versions.append(found[0].decode("ascii") if found else "")
    if name == "libx264" and hints_work():
        versions.append("told what changed")
    return ", ".join(versions)


def _add_stream(output: OutputContainer, settings: EncoderSettings) -> VideoStream:
    stream = cast(
        VideoStream,
        output.add_stream(settings.encoder, settings.rate, options=dict(settings.options)),
    )
    stream.time_base = TICK
    _set_up(stream.codec_context, settings, settings.height)
    stream.codec_context.codec_tag = settings.tag
    return stream


def _set_up(context: VideoCodecContext, settings: EncoderSettings, height: int) -> None:
    context.width, context.height = settings.width, height
    context.pix_fmt = settings.pix_fmt
    context.time_base = Fraction(1, settings.rate)
    context.framerate = Fraction(settings.rate)
    context.thread_count = 1
    context.color_range = LIMITED_RANGE
    context.color_primaries = context.color_trc = context.colorspace = BT709
