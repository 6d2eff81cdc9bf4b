"""The probe: facts about a video file, without a judgement; any file may be given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path
from typing import Any, Protocol, cast

import av
import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from storyreel.base.regular_file import open_regular
from storyreel.encode.bitstream import encoder_note, is_idr
from storyreel.encode.h264 import UnsupportedStreamError, with_idr_pic_id
from storyreel.encode.planes import plane_arrays
from storyreel.inspection.decoder import DecodedFrame, Decoding, whole_pictures
from storyreel.inspection.frame_sample import FrameSampler
from storyreel.inspection.light_meter import Light, LightMeter
from storyreel.inspection.mp4_boxes import Boxes, read_boxes
from storyreel.inspection.picture import Picture

OnSample = Callable[[int, Picture], None]

_MAX_PACKETS = 500_000

_UNDECODED = {"skip_frame": "all"}
"""For opening, which would otherwise decode the first picture, 90 ms at 8K."""

_SPACES = {0: "rgb", 1: "bt709", 2: "unspecified", 5: "bt470bg", 6: "smpte170m", 9: "bt2020nc"}
_RANGES = {0: "unspecified", 1: "limited", 2: "full"}


@dataclass(frozen=True, slots=True)
class PacketFact:
    """One packet; times are in ticks of the stream's time base.

    `idr` is read from the packet's own bytes, and None for codecs without such pictures. `sha256`
    is over these bytes; an IDR picture of H.264 is read with an `idr_pic_id` of 0, as it is in its
    segment: joining renumbers some.
    """

    pts: int | None
    dts: int | None
    duration: int
    keyframe: bool
    idr: bool | None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Facts about a file; `problems` describe what could not be read or decoded."""

    size: int = 0
    sha256: str = ""
    boxes: Boxes = field(default_factory=Boxes)
    streams: tuple[str, ...] = ()
    codec: str | None = None
    tag: str | None = None
    profile: str | None = None
    level: int | None = None
    width: int = 0
    height: int = 0
    pix_fmt: str | None = None
    color_range: str | None = None
    color_space: str | None = None
    color_primaries: str | None = None
    color_transfer: str | None = None
    rate: Fraction | None = None
    """Frames per second, as the container states them."""

    time_base: Fraction | None = None
    parameters: str = ""
    """SHA-256 of the decoder's configuration (`extradata`)."""

    packets: tuple[PacketFact, ...] = ()
    decoded_pts: tuple[int | None, ...] = ()
    encoder: str | None = None
    """The encoder's note about itself and its settings, if there is one."""

    light: Light = field(default_factory=Light)
    """Measured on the pictures; empty where they do not have three planes."""

    problems: tuple[str, ...] = ()


class Viewer(Protocol):
    """Receives the decoded pictures of a video, in order."""

    def begin(self, rate: Fraction | None) -> None:
        """The frames per second, if known."""

    def see(self, number: int, picture: Picture, memory: object) -> None:
        """A picture, counted from 0, and the owner of its samples: of one memory there is one
        picture."""


class _Prober:
    """Measures the light, and hands out some pictures."""

    def __init__(self, samples: Collection[int], on_sample: OnSample | None) -> None:
        self._sampler = FrameSampler()
        self._meter = LightMeter(None)
        self._samples, self._on_sample = frozenset(samples), on_sample

    def begin(self, rate: Fraction | None) -> None:
        self._meter = LightMeter(rate)

    def see(self, number: int, picture: Picture, memory: object) -> None:
        self._meter.take(self._sampler.sample(picture, memory))
        if self._on_sample and number in self._samples:
            self._on_sample(number, picture)

    @property
    def light(self) -> Light:
        return self._meter.light


def probe(
    path: Path, samples: Collection[int] = (), on_sample: OnSample | None = None
) -> FileFacts:
    """Read, demultiplex and decode a file once, holding no more than a few pictures at a time.

    `on_sample` receives the decoded frames with the numbers in `samples`, counted from 0; a
    picture is valid until it returns. Pictures that do not have three planes are left out.
    """
    prober = _Prober(samples, on_sample)
    facts = read_file(path, prober)
    return replace(facts, light=prober.light)


def read_file(path: Path, viewer: Viewer | None, decoding: Decoding = whole_pictures) -> FileFacts:
    """All facts about a file except its light; a viewer receives the pictures."""
    try:
        size = path.stat().st_size
        with open_regular(path) as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return FileFacts(problems=(f"cannot be read: {error.strerror}",))
    reading = _Reading(viewer, decoding)
    problems = []
    try:
        with av.open(str(path), options=_UNDECODED) as container:
            reading.streams = tuple(stream.type for stream in container.streams)
            if container.streams.video:
                reading.read(container.streams.video[0])
            else:
                problems.append("has no video stream")
    except (av.error.FFmpegError, OSError, EOFError, ValueError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        problems.append(f"cannot be decoded: {reason}")
    return FileFacts(
        size=size,
        sha256=sha256,
        boxes=read_boxes(path),
        streams=reading.streams,
        packets=tuple(reading.packets),
        decoded_pts=tuple(reading.decoded),
        encoder=reading.note,
        problems=tuple(problems),
        **reading.header,
    )


def first_difference(one: Path, other: Path) -> int | None:
    """The first frame whose decoded samples differ in two files, or None.

    A file that ends or breaks off before the other differs there.
    """
    with av.open(str(one)) as a, av.open(str(other)) as b:
        frames = zip_longest(_decoded(a), _decoded(b))
        for number, (now, then) in enumerate(frames):
            if now is None or then is None or len(now.planes) != len(then.planes):
                return number
            for shown, wanted in zip(plane_arrays(now), plane_arrays(then), strict=True):
                if not np.array_equal(shown, wanted):
                    return number
    return None


def _decoded(container: InputContainer) -> Iterator[av.VideoFrame]:
    with suppress(av.error.FFmpegError):
        yield from container.decode(container.streams.video[0])


class _Reading:
    """The facts collected so far, which remain where an error ends the reading."""

    def __init__(self, viewer: Viewer | None, decoding: Decoding) -> None:
        self.streams: tuple[str, ...] = ()
        self.header: dict[str, Any] = {}
        self.packets: list[PacketFact] = []
        self.decoded: list[int | None] = []
        self.note: str | None = None
        self._extradata = b""
        self._viewer = viewer
        self._decoding = decoding

    def read(self, stream: VideoStream) -> None:
        context = stream.codec_context
        self._extradata = bytes(context.extradata or b"")
        self.header = _header(stream)
        if self._viewer:
            self._viewer.begin(stream.average_rate)
        prefix = _length_bytes(context)
        decoder = self._decoding(context)
        try:
            for packet in cast(Any, stream.container).demux(stream):
                if packet.size:
                    if len(self.packets) == _MAX_PACKETS:
                        raise ValueError(f"more than {_MAX_PACKETS} frames")
                    self._note_packet(packet, prefix)
                for frame in decoder.decode(packet):
                    self._note_frame(frame)
        finally:  # decoders know the pixel format only from the first picture, some more than that
            self.header |= _picture_facts(context)

    def _note_packet(self, packet: Packet[VideoStream], prefix: int | None) -> None:
        codec = self.header["codec"]
        data = bytes(packet)
        idr = None
        if prefix:
            idr = is_idr(data, codec, prefix)
            if not self.packets:
                self.note = encoder_note(data, codec, prefix)
        self.packets.append(
            PacketFact(
                packet.pts,
                packet.dts,
                packet.duration or 0,
                packet.is_keyframe,
                idr,
                hashlib.sha256(self._as_in_its_segment(data) if idr else data).hexdigest(),
            )
        )

    def _as_in_its_segment(self, packet: bytes) -> bytes:
        """An IDR picture with the number that joining may have changed."""
        with suppress(UnsupportedStreamError):
            return with_idr_pic_id(packet, self._extradata, 0)
        return packet

    def _note_frame(self, frame: DecodedFrame) -> None:
        number = len(self.decoded)
        self.decoded.append(frame.pts)
        if self._viewer and frame.picture:
            self._viewer.see(number, frame.picture, frame.memory)


def _header(stream: VideoStream) -> dict[str, Any]:
    context = stream.codec_context
    header: dict[str, Any] = _picture_facts(context) | {
        "codec": _CODEC_NAMES.get(context.name, context.name),
        "width": context.width,
        "height": context.height,
        "rate": stream.average_rate,
        "time_base": stream.time_base,
        "parameters": hashlib.sha256(context.extradata or b"").hexdigest(),
    }
    with suppress(UnicodeError):  # a tag may be any four bytes
        header["tag"] = context.codec_tag
    return header


def _picture_facts(context: VideoCodecContext) -> dict[str, Any]:
    return {
        "profile": context.profile,
        "level": context.level,
        "pix_fmt": context.pix_fmt,
        "color_range": _RANGES.get(context.color_range, str(context.color_range)),
        "color_space": _SPACES.get(context.colorspace, str(context.colorspace)),
        "color_primaries": _SPACES.get(context.color_primaries, str(context.color_primaries)),
        "color_transfer": _SPACES.get(context.color_trc, str(context.color_trc)),
    }


_CODEC_NAMES = {"libdav1d": "av1", "libaom-av1": "av1"}
"""Decoders whose names differ from their codec's."""


def _length_bytes(context: VideoCodecContext) -> int | None:
    """Bytes of the length before each NAL unit, or None for streams without such lengths."""
    extradata = context.extradata or b""
    place = {"h264": 4, "hevc": 21}.get(context.name)
    if place is None or len(extradata) <= place or extradata[0] != 1:
        return None
    return (extradata[place] & 3) + 1
