"""One encoder per band; spliced together, their pictures form a single stream."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import av
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.stream import VideoStream

from storyreel.drawing.damage import PixelRect
from storyreel.encode.h264.bands import ROW, Band
from storyreel.encode.h264.hints import hint_changes
from storyreel.encode.h264.parameter_sets import read_parameters, require
from storyreel.encode.h264.splice import PictureSplicer


class BandedEncoder:
    """Encodes the bands of each frame that changed and copies the others.

    Where a band stops changing, what changed in it is encoded once more, which refines its picture;
    from then on it is copied until it changes again. The first picture, which is finer than the
    others, is not refined.
    """

    def __init__(
        self, extradata: bytes, bands: Sequence[Band], contexts: Sequence[VideoCodecContext]
    ) -> None:
        """`extradata` are the parameter sets of the whole picture, `contexts` the open encoder of
        each band. Raises UnsupportedStreamError where their slices cannot be spliced.
        """
        self.copies = 0
        """Frames that were written as copies of the whole picture, without an encoder."""

        parameters = read_parameters(extradata)
        for band, context in zip(bands, contexts, strict=True):
            own = read_parameters(bytes(context.extradata or b""))
            require(own == parameters.of_rows(band.rows), "the encoders of the bands differ")
        self._splicer = PictureSplicer(parameters)
        self._whole = PixelRect(0, 0, 16 * parameters.columns, ROW * parameters.rows)
        self._bands = [
            _BandEncoder(band, context) for band, context in zip(bands, contexts, strict=True)
        ]
        self._frames = 0

    def write(
        self, frames: Sequence[av.VideoFrame], changed: Sequence[PixelRect] | None
    ) -> list[Packet[VideoStream]]:
        """The next picture, from a frame for each band, changed inside these rectangles alone.

        None means that it may have changed anywhere.
        """
        rects = (self._whole,) if changed is None else changed
        return self._packet(
            [
                (each.band.rows, each.write(frame, each.band.changes(rects)))
                for each, frame in zip(self._bands, frames, strict=True)
            ]
        )

    def hold(self) -> list[Packet[VideoStream]]:
        """The last picture for another frame."""
        self.copies += all(each.resting for each in self._bands)
        return self._packet([(each.band.rows, each.hold()) for each in self._bands])

    def flush(self) -> list[Packet[VideoStream]]:
        """Nothing: every picture is written at once."""
        return []

    def _packet(self, parts: Sequence[tuple[int, bytes | None]]) -> list[Packet[VideoStream]]:
        packet = cast("Packet[VideoStream]", Packet(self._splicer.picture(parts)))
        packet.pts = packet.dts = self._frames
        packet.is_keyframe = self._frames == 0
        self._frames += 1
        return [packet]


class _BandEncoder:
    """The encoder of one band."""

    def __init__(self, band: Band, context: VideoCodecContext) -> None:
        self.band = band
        self._context: VideoCodecContext | None = context
        self._time_base = context.time_base  # PyAV makes a new fraction each time
        self._frame: av.VideoFrame | None = None
        self._coarse: set[PixelRect] = set()
        """What changed and has not been encoded once more since."""

        self._pts = 0

    @property
    def resting(self) -> bool:
        """Whether the next held picture is a copy."""
        return not self._coarse

    def write(self, frame: av.VideoFrame, changed: Sequence[PixelRect]) -> bytes | None:
        if self._frame is None:
            self._frame = frame
            return self._encode(frame, None)
        if not changed:
            return self.hold()
        self._frame = frame
        self._coarse.update(changed)
        return self._encode(frame, changed)

    def hold(self) -> bytes | None:
        if self.resting:
            return None
        assert self._frame is not None
        changed, self._coarse = self._coarse, set()
        return self._encode(self._frame, tuple(changed))

    def _encode(self, frame: av.VideoFrame, changed: Sequence[PixelRect] | None) -> bytes:
        assert self._context is not None
        hint_changes(frame, changed)
        frame.pts, frame.time_base = self._pts, self._time_base
        frame.pict_type = PictureType.NONE if self._pts else PictureType.I
        self._pts += 1
        (packet,) = self._context.encode(frame)
        if not self.band.moves:
            self._context = None  # frees megabytes
        return bytes(packet)
