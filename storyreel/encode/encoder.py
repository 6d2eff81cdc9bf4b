"""The encoder: one run of one codec, from the first frame of a segment to its file."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, cast

import av
from av.codec.codec import UnknownCodecError
from av.codec.context import Flags
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from storyreel.base.errors import MachineError, Problem
from storyreel.drawing.damage import PixelRect
from storyreel.encode.h264 import (
    Band,
    BandedEncoder,
    UnsupportedStreamError,
    hints_work,
    whole_picture,
)
from storyreel.encode.packet_file import PacketFile
from storyreel.encode.plain_encoder import PlainEncoder
from storyreel.encode.settings import CODECS, EncoderSettings, Splicing

BT709 = 1
LIMITED_RANGE = 1


class PictureEncoder(Protocol):
    """Turns pictures into packets, whose times are numbers of frames."""

    @property
    def copies(self) -> int:
        """Frames that were written as copied pictures, without an encoder."""

    def write(
        self, frames: Sequence[av.VideoFrame], changed: Sequence[PixelRect] | None
    ) -> list[Packet[VideoStream]]:
        """The packets that are ready after a new picture, from a frame for each band."""

    def hold(self) -> list[Packet[VideoStream]]:
        """The packets that are ready after another frame of the last picture."""

    def flush(self) -> list[Packet[VideoStream]]:
        """The packets that were held back."""


class Encoder:
    """Encodes frames into one file, at a constant rate, with one IDR frame: the first.

    A context manager, open from the start: `write` and `hold` in any number; on a clean exit the
    target appears, complete; on any other no file is left. Raises MachineError where the encoder
    or the file is not available.
    """

    def __init__(
        self, settings: EncoderSettings, target: Path, bands: Sequence[Band] | None = None
    ) -> None:
        require_encoder(settings)
        self.frames = 0
        # SVT-AV1 writes pages to standard error, past every logger, and has no other switch.
        os.environ.setdefault("SVT_LOG", "1")
        self._file = PacketFile(settings, target)
        try:
            _set_up(self._file.context, settings, settings.height)
            self._file.context.codec_tag = settings.tag
            self._file.begin()
            self._pictures = _picture_encoder(settings, self._file.context, bands)
        except BaseException:
            self._file.abort()
            raise

    @property
    def copies(self) -> int:
        """Frames that were written as copied pictures, without the encoder."""
        return self._pictures.copies

    def write(
        self, frames: Sequence[av.VideoFrame], changed: Sequence[PixelRect] | None = None
    ) -> None:
        """Show a picture of the settings' size and pixel format, a frame for each band, once.

        It differs from the previous one inside the `changed` rectangles alone, or anywhere if they
        are None. The picture is read before this returns; the same objects may be changed and
        written again.
        """
        self._add(self._pictures.write(frames, changed))

    def hold(self) -> None:
        """Show the picture of the last `write`, which must not have changed, for another frame.

        Where held frames are copied, the first one still encodes what changed since the first
        picture or the last hold, which refines it.
        """
        if not self.frames:
            raise ValueError("hold() needs a picture: call write() first")
        self._add(self._pictures.hold())

    def _add(self, packets: Sequence[Packet[VideoStream]]) -> None:
        self.frames += 1
        for packet in packets:
            self._file.add(packet)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._file.abort()
            return
        try:
            self._finish()
        except BaseException:
            self._file.abort()
            raise

    def _finish(self) -> None:
        for packet in self._pictures.flush():
            self._file.add(packet)
        if self._file.packets != self.frames:
            raise RuntimeError(f"{self._file.packets} packets for {self.frames} frames")
        self._file.finish()


def _picture_encoder(
    settings: EncoderSettings, context: VideoCodecContext, bands: Sequence[Band] | None
) -> PictureEncoder:
    """The way to encode pictures that the settings ask for, around the open encoder of the stream.

    Raises MachineError where this build's pictures cannot be spliced.
    """
    bands = bands or whole_picture(settings.height)
    if len(bands) > 1 and settings.splicing != Splicing.BANDS:
        raise ValueError(f"these {settings.codec} settings do not allow bands")
    if settings.splicing == Splicing.NONE:
        return PlainEncoder(context)
    alone = len(bands) == 1
    contexts = [context] if alone else [_band_context(settings, band) for band in bands]
    try:
        return BandedEncoder(bytes(context.extradata or b""), bands, contexts)
    except UnsupportedStreamError as error:
        what = f"The pictures of this build of {settings.encoder} cannot be spliced ({error})."
        raise MachineError(Problem(what, "Render with --plain-holds.")) from error


def _band_context(settings: EncoderSettings, band: Band) -> VideoCodecContext:
    """An open encoder like that of the whole picture, for some of its rows."""
    context = cast(VideoCodecContext, av.CodecContext.create(settings.encoder, "w"))
    rows = band.pixels(settings.height)
    _set_up(context, settings, rows.stop - rows.start)
    context.options = dict(settings.options)
    context.flags |= Flags.global_header
    context.open()
    return context


def _set_up(context: VideoCodecContext, settings: EncoderSettings, height: int) -> None:
    context.width, context.height = settings.width, height
    context.pix_fmt = settings.pix_fmt
    context.time_base = Fraction(1, settings.rate)
    context.framerate = Fraction(settings.rate)
    context.thread_count = 1
    context.color_range = LIMITED_RANGE
    context.color_primaries = context.color_trc = context.colorspace = BT709


def require_encoder(settings: EncoderSettings) -> None:
    """Raise MachineError where this FFmpeg lacks the encoder, and name the codecs that exist."""
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
    """The build of an encoder: FFmpeg's version and, for x264 and x265, their own.

    These two state their version only in a stream, so a small picture is encoded.
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
        versions.append("with hints")
    return ", ".join(versions)
