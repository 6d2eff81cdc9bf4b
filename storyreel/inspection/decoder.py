"""Decoding: the pictures of a stream, whole as players show them, or band by band."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple, Protocol, TypeAlias, cast

import av
from av.codec.context import ThreadType
from av.packet import Packet
from av.sidedata.sidedata import SideDataContainer, Type
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.stream import VideoStream

from storyreel.encode.h264 import StreamSplitter, UnsupportedStreamError
from storyreel.encode.planes import plane_arrays
from storyreel.encode.vector_export import VectorExport
from storyreel.inspection.motion_vectors import Vectors, require_confined
from storyreel.inspection.picture import Picture
from storyreel.inspection.stacked_planes import Array, StackedPlane

STRICT = {"err_detect": "explode"}
"""Without this option a decoder conceals damaged pictures."""

_VECTORS = {"flags2": "+export_mvs"}
"""With this option a decoder attaches motion vectors to its frames."""

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


def confined(context: VideoCodecContext) -> PictureDecoder:
    """Decode whole pictures and require that their bands do not refer to each other; one thread."""
    splitter = _splitter_for(context)
    if splitter is None:
        return WholeDecoder(context, threads=1)
    whole = WholeDecoder(context, threads=1, options=STRICT | _VECTORS)
    return ConfinedDecoder(whole, splitter, VectorExport(context))


class WholeDecoder:
    """Decodes whole pictures, as players do."""

    def __init__(
        self, context: VideoCodecContext, *, threads: int, options: dict[str, str] = STRICT
    ) -> None:
        self._context = context
        context.thread_count = threads
        context.thread_type = ThreadType.AUTO
        context.options = options

    def decode(self, packet: Packet[VideoStream]) -> Iterator[DecodedFrame]:
        """The frames that are ready after a packet."""
        return map(_decoded, self.frames(packet))

    def frames(self, packet: Packet[VideoStream]) -> Iterator[av.VideoFrame]:
        """The frames that are ready after a packet, as FFmpeg's."""
        for frame in self._context.decode(packet):
            require_complete(frame)
            yield frame


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

    def __init__(self, splitter: StreamSplitter, height: int) -> None:
        """`splitter` belongs to the stream, `height` is that of the picture in pixels."""
        self._splitter = splitter
        self._height = height
        self._bands: list[bytes] = []
        self._decoders: list[VideoCodecContext] = []
        self._parts: list[Picture] = []
        self._picture: Picture | None = None

    @classmethod
    def of(cls, context: VideoCodecContext) -> BandDecoder | None:
        """A decoder for the stream of another one, or None for streams that cannot be split."""
        splitter = _splitter_for(context)
        return cls(splitter, context.height) if splitter else None

    def decode(self, packet: Packet[VideoStream]) -> Iterator[DecodedFrame]:
        """The frame of a packet, and none for an empty one."""
        if packet.size:
            picture = self.picture(bytes(packet))
            yield DecodedFrame(picture, picture, packet.pts)

    def picture(self, packet: bytes) -> Picture:
        """The next picture; a copy is the same object again.

        Raises ValueError for a packet out of sequence and for a motion vector that leads out of its
        band, and FFmpeg's errors for a damaged packet.
        """
        pieces = self._splitter.pieces(packet)
        if self._splitter.bands is not self._bands:
            self._bands = self._splitter.bands
            self._decoders = [_open_decoder(sets) for sets in self._bands]
            self._parts = []
        for index, data in pieces:
            (frame,) = self._decoders[index].decode(cast("Packet[VideoStream]", Packet(data)))
            require_complete(frame)
            if len(self._bands) > 1:
                require_confined(_motion_vectors(frame), [self._splitter.own_reach(index)])
            above = sum(len(part.planes[0]) for part in self._parts[:index])
            self._parts[index : index + 1] = [_upper(picture_of(frame), self._height - above)]
        if pieces or self._picture is None:
            self._picture = _stacked(self._parts)
        return self._picture


class ConfinedDecoder:
    """Decodes whole pictures, whose bands must not refer to each other.

    Slices of one picture depend on each other by motion vectors alone, into the previous picture.
    Where none leads out of its band, bands show alone what they show in the whole picture.
    Vectors are asked for where a band was written.
    """

    def __init__(self, whole: WholeDecoder, splitter: StreamSplitter, export: VectorExport) -> None:
        self._whole = whole
        self._splitter = splitter
        self._export = export
        self._reaches: deque[list[range]] = deque()

    def decode(self, packet: Packet[VideoStream]) -> Iterator[DecodedFrame]:
        """The frames that are ready after a packet; raises ValueError for such a vector."""
        if packet.size:
            reaches = self._splitter.written(bytes(packet))
            self._export.want(bool(reaches))
            self._reaches.append(reaches)
        for frame in self._whole.frames(packet):
            if reaches := self._reaches.popleft():
                require_confined(_motion_vectors(frame), reaches)
            yield _decoded(frame)


def require_complete(frame: av.VideoFrame) -> None:
    """Raise ValueError where the decoder had to make up a part of a frame."""
    if frame.is_corrupt:
        raise ValueError("a part of a picture is missing")


def picture_of(frame: av.VideoFrame) -> Picture:
    """A decoded frame, to be read as its tags say; without a matrix, players assume BT.601."""
    return Picture(
        planes=plane_arrays(frame),
        bits=frame.format.components[0].bits,
        matrix="bt709" if frame.colorspace == 1 else "bt601",
        limited=frame.color_range != 2,
    )


def _motion_vectors(frame: av.VideoFrame) -> Vectors | None:
    """The motion vectors of a frame with bands; None for an intra picture, which has none.

    Raises ValueError where they are missing: every other picture with bands has rows that stay.
    """
    # `frame.side_data` would keep the frame in a cycle of references, and so in memory.
    attached = cast(Any, SideDataContainer)(frame).get(Type.MOTION_VECTORS)
    if not attached and frame.pict_type != PictureType.I:
        raise ValueError("the decoder does not tell the motion vectors")
    return attached.to_ndarray() if attached else None


def _decoded(frame: av.VideoFrame) -> DecodedFrame:
    three = len(frame.planes) == _YUV_PLANES
    return DecodedFrame(picture_of(frame) if three else None, frame, frame.pts)


def _splitter_for(context: VideoCodecContext) -> StreamSplitter | None:
    """A splitter for the stream of a decoder, or None for streams that cannot be split."""
    if context.name == "h264":
        with suppress(UnsupportedStreamError):
            return StreamSplitter(context.extradata or b"")
    return None


def _open_decoder(sets: bytes) -> VideoCodecContext:
    context = av.CodecContext.create("h264", "r")
    context.extradata, context.thread_count, context.options = sets, 1, STRICT | _VECTORS
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
