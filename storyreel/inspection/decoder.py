"""Decoded pictures: of a decoder's frame, and of the bands of a stream, each decoded alone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import cast

import av
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from storyreel.encode.h264 import StreamSplitter, UnsupportedStreamError
from storyreel.encode.planes import plane_array
from storyreel.inspection.fidelity import Picture
from storyreel.inspection.stacked_planes import Array, Stacked

STRICT = {"err_detect": "explode"}
"""A decoder hides broken pictures otherwise."""

YUV_PLANES = 3


def sound(frame: av.VideoFrame) -> av.VideoFrame:
    """A frame as it is; raises ValueError where its decoder had to make up a part of it."""
    if frame.is_corrupt:
        raise ValueError("a part of a picture is missing")
    return frame


def picture_of(frame: av.VideoFrame) -> Picture:
    """A decoded frame as its tags say to read it; without a matrix, players assume BT.601."""
    return Picture(
        planes=[plane_array(frame, index) for index in range(YUV_PLANES)],
        bits=frame.format.components[0].bits,
        matrix="bt709" if frame.colorspace == 1 else "bt601",
        limited=frame.color_range != 2,
    )


class ByBands:
    """Decodes the pictures of a stream band by band, and none that is known to be a copy."""

    def __init__(self, extradata: bytes, height: int) -> None:
        """`extradata` is an `avcC` box, `height` that of the picture in pixels.

        Raises UnsupportedStreamError where this is no stream that can be taken apart.
        """
        self._apart = StreamSplitter(extradata)
        self._height = height
        self._bands: list[bytes] = []
        self._decoders: list[VideoCodecContext] = []
        self._parts: list[Picture] = []
        self._picture: Picture | None = None

    @classmethod
    def of(cls, context: VideoCodecContext) -> ByBands | None:
        """For the stream of a decoder, or None where it can't be taken apart."""
        if context.name == "h264":
            with suppress(UnsupportedStreamError):
                return cls(context.extradata or b"", context.height)
        return None

    def decode(self, packet: bytes) -> Picture:
        """The next picture; the very same object again where it is a copy.

        Raises ValueError where the packet is not what is due, and FFmpeg's errors where it is
        broken.
        """
        pieces = self._apart.pieces(packet)
        if self._apart.bands is not self._bands:
            self._bands = self._apart.bands
            self._decoders = [_decoder(sets) for sets in self._bands]
            self._parts = []
        for index, data in pieces:
            (frame,) = self._decoders[index].decode(cast("Packet[VideoStream]", Packet(data)))
            above = sum(len(part.planes[0]) for part in self._parts[:index])
            part = _upper(picture_of(sound(frame)), self._height - above)
            self._parts[index : index + 1] = [part]
        if pieces or self._picture is None:
            self._picture = _stacked(self._parts)
        return self._picture


def _decoder(sets: bytes) -> VideoCodecContext:
    context = av.CodecContext.create("h264", "r")
    context.extradata, context.thread_count, context.options = sets, 1, STRICT
    return context


def _upper(picture: Picture, rows: int) -> Picture:
    """As many rows of a picture, where it has more."""
    height = len(picture.planes[0])
    planes = [plane[: rows * len(plane) // height] for plane in picture.planes]
    return picture if height <= rows else replace(picture, planes=planes)


def _stacked(parts: Sequence[Picture]) -> Picture:
    """Pictures one above the other as one."""
    if len(parts) == 1:
        return parts[0]
    planes = zip(*(part.planes for part in parts), strict=True)
    return replace(parts[0], planes=[Stacked(cast(Sequence[Array], each)) for each in planes])
