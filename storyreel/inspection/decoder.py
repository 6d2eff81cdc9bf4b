"""Decoding: the pictures of a stream, whole as players show them, or band by band."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple, Protocol, TypeAlias, cast

import av
from av.codec.context import ThreadType
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from storyreel.encode.h264 import StreamSplitter, UnsupportedStreamError
from storyreel.encode.planes import plane_array
from storyreel.inspection.fidelity import Picture
from storyreel.inspection.stacked_planes import Array, StackedPlane, equal_arrays

STRICT = {"err_detect": "explode"}
"""Without this option a decoder conceals damaged pictures."""

_YUV_PLANES = 3
_MAX_THREADS = 4
"""Each holds pictures of its own, 50 MB at 8K."""


class DecodedFrame(NamedTuple):
    """A decoded picture, None unless it has three planes, and its time in the stream's ticks.

    `memory` owns the samples. Two frames of the same memory are the same picture.
    """

    picture: Picture | None
    memory: object
    pts: int | None


class PictureDecoder(Protocol):
    """Decodes the packets of one stream, in order; the last packet is empty."""

    def decode(self, packet: Packet[VideoStream]) -> Iterator[DecodedFrame]:
        """The frames that are ready after a packet.

        Raises ValueError and FFmpeg's errors where the stream is damaged.
        """


Decoding: TypeAlias = Callable[[VideoCodecContext], PictureDecoder]
"""A way of decoding, for the decoder that belongs to an open stream."""


def whole_pictures(context: VideoCodecContext) -> PictureDecoder:
    """Decode whole pictures with several threads."""
    return WholeDecoder(context, threads=min(_MAX_THREADS, os.cpu_count() or 1))


def first_picture(context: VideoCodecContext) -> PictureDecoder:
    """Decode the first picture alone, which tells more of the stream than its header."""
    return _FirstPictureDecoder(context)


def by_bands(context: VideoCodecContext) -> PictureDecoder:
    """Decode each band of our H.264 streams alone and leave out copies; one thread."""
    return BandDecoder.of(context) or WholeDecoder(context, threads=1)


def cross_checked(context: VideoCodecContext) -> PictureDecoder:
    """Decode whole pictures and, if they have bands, compare them with the bands; one thread."""
    whole, bands = WholeDecoder(context, threads=1), BandDecoder.of(context)
    return CrossCheckedDecoder(whole, bands) if bands else whole


class WholeDecoder:
    """Decodes whole pictures, as players do."""

    def __init__(self, context: VideoCodecContext, *, threads: int) -> None:
        self._context = context
        context.thread_count = threads
        context.thread_type = ThreadType.AUTO
        context.options = STRICT

    def decode(self, packet: Packet[VideoStream]) -> Iterator[DecodedFrame]:
        """The frames that are ready after a packet."""
        for frame in self._context.decode(packet):
            require_complete(frame)
            three = len(frame.planes) == _YUV_PLANES
            yield DecodedFrame(picture_of(frame) if three else None, frame, frame.pts)


class _FirstPictureDecoder:
    def __init__(self, context: VideoCodecContext) -> None:
        self._decoder: WholeDecoder | None = WholeDecoder(context, threads=1)

    def decode(self, packet: Packet[VideoStream]) -> Iterator[DecodedFrame]:
        for frame in self._decoder.decode(packet) if self._decoder else ():
            self._decoder = None
            yield frame
            return


class BandDecoder:
    """Decodes the pictures of an H.264 stream band by band, without slices that are copies."""

    def __init__(self, extradata: bytes, height: int) -> None:
        """`extradata` is an `avcC` box, `height` that of the picture in pixels.

        Raises UnsupportedStreamError for streams that cannot be split.
        """
        self._splitter = StreamSplitter(extradata)
        self._height = height
        self._bands: list[bytes] = []
        self._decoders: list[VideoCodecContext] = []
        self._parts: list[Picture] = []
        self._picture: Picture | None = None

    @classmethod
    def of(cls, context: VideoCodecContext) -> BandDecoder | None:
        """A decoder for the stream of another one, or None for streams that cannot be split."""
        if context.name == "h264":
            with suppress(UnsupportedStreamError):
                return cls(context.extradata or b"", context.height)
        return None

    @property
    def bands(self) -> int:
        """How many bands the pictures have; 0 before the first."""
        return len(self._bands)

    def decode(self, packet: Packet[VideoStream]) -> Iterator[DecodedFrame]:
        """The frame of a packet, and none for an empty one."""
        if packet.size:
            picture = self.picture(bytes(packet))
            yield DecodedFrame(picture, picture, packet.pts)

    def require_in_sequence(self, packet: bytes) -> None:
        """Raise ValueError unless a packet holds the next picture, without decoding it."""
        self._splitter.pieces(packet)

    def picture(self, packet: bytes) -> Picture:
        """The next picture; a copy is the same object again.

        Raises ValueError for a packet out of sequence, and FFmpeg's errors for a damaged one.
        """
        pieces = self._splitter.pieces(packet)
        if self._splitter.bands is not self._bands:
            self._bands = self._splitter.bands
            self._decoders = [_open_decoder(sets) for sets in self._bands]
            self._parts = []
        for index, data in pieces:
            (frame,) = self._decoders[index].decode(cast("Packet[VideoStream]", Packet(data)))
            require_complete(frame)
            above = sum(len(part.planes[0]) for part in self._parts[:index])
            self._parts[index : index + 1] = [_upper(picture_of(frame), self._height - above)]
        if pieces or self._picture is None:
            self._picture = _stacked(self._parts)
        return self._picture


class CrossCheckedDecoder:
    """Decodes whole pictures and compares them, sample by sample, with the bands decoded alone.

    They differ where a motion vector leads out of its band. Of a picture the bands that are not
    copies are compared. A stream without bands is only checked for pictures out of sequence.
    """

    def __init__(self, whole: WholeDecoder, bands: BandDecoder) -> None:
        self._whole = whole
        self._bands = bands
        self._expected: deque[Picture] = deque()
        self._compared = 0
        self._last: Picture | None = None

    def decode(self, packet: Packet[VideoStream]) -> Iterator[DecodedFrame]:
        """The frames that are ready after a packet; raises ValueError where they differ."""
        if packet.size and self._bands.bands == 1:
            self._bands.require_in_sequence(bytes(packet))
        elif packet.size:
            self._expected.append(self._bands.picture(bytes(packet)))
        for frame in self._whole.decode(packet):
            if self._expected:
                self._compare(frame.picture, self._expected.popleft())
            yield frame

    def _compare(self, whole: Picture | None, bands: Picture) -> None:
        if whole is None or not _same_samples(whole, bands, self._last):
            raise ValueError(
                f"frame {self._compared} shows something else whole than band by band: "
                "a motion vector leads out of its band"
            )
        self._compared += 1
        self._last = bands


def require_complete(frame: av.VideoFrame) -> None:
    """Raise ValueError where the decoder had to make up a part of a frame."""
    if frame.is_corrupt:
        raise ValueError("a part of a picture is missing")


def picture_of(frame: av.VideoFrame) -> Picture:
    """A decoded frame, to be read as its tags say; without a matrix, players assume BT.601."""
    return Picture(
        planes=[plane_array(frame, index) for index in range(_YUV_PLANES)],
        bits=frame.format.components[0].bits,
        matrix="bt709" if frame.colorspace == 1 else "bt601",
        limited=frame.color_range != 2,
    )


def _open_decoder(sets: bytes) -> VideoCodecContext:
    context = av.CodecContext.create("h264", "r")
    context.extradata, context.thread_count, context.options = sets, 1, STRICT
    return context


def _upper(picture: Picture, rows: int) -> Picture:
    """At most the first rows of a picture."""
    height = len(picture.planes[0])
    planes = [plane[: rows * len(plane) // height] for plane in picture.planes]
    return picture if height <= rows else replace(picture, planes=planes)


def _stacked(parts: Sequence[Picture]) -> Picture:
    """Pictures on top of each other as one."""
    if len(parts) == 1:
        return parts[0]
    planes = zip(*(part.planes for part in parts), strict=True)
    return replace(parts[0], planes=[StackedPlane(cast(Sequence[Array], each)) for each in planes])


def _same_samples(whole: Picture, bands: Picture, before: Picture | None) -> bool:
    """Whether a picture has the samples of the bands, as far as these differ from those before."""
    known = {id(part) for plane in before.planes for part in _parts(plane)} if before else set()
    for plane, stacked in zip(whole.planes, bands.planes, strict=True):
        top = 0
        for part in _parts(stacked):
            rows = plane[top : top + len(part)]
            if id(part) not in known and not equal_arrays(rows, part):
                return False
            top += len(part)
    return True


def _parts(plane: Array | StackedPlane) -> tuple[Array, ...]:
    return plane.parts if isinstance(plane, StackedPlane) else (plane,)
