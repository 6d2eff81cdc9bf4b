"""An encoder for each band of the picture; together they write the pictures of one stream."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

from storyreel.drawing.damage import PixelRect
from storyreel.encode.h264.bands import ROW, Band
from storyreel.encode.h264.hints import set_changed
from storyreel.encode.h264.parameter_sets import UnsupportedStreamError, read_parameters
from storyreel.encode.h264.splice import PictureSplicer


class BandedEncoder:
    """Encodes the bands of each frame that changed, and copies the others.

    What a band shows is refined by one more encoding once it has come to rest; until it changes
    again, it is copied. Raises UnsupportedStreamError where the encoder's slices can't be joined.
    """

    def __init__(
        self,
        pictures: PictureSplicer,
        bands: Sequence[Band],
        opened: Callable[[Band], VideoCodecContext],
    ) -> None:
        self._pictures = pictures
        self._bands = [_BandEncoder(band, opened(band)) for band in bands]
        parameters = pictures.parameters
        for band in self._bands:
            if not parameters.sliced or band.parameters_but_rows != parameters.but_rows:
                raise UnsupportedStreamError("the encoders of bands differ in more than their size")

    def write(self, frames: Sequence[av.VideoFrame], changed: Sequence[PixelRect]) -> bytes:
        """The next picture (Annex B), from a frame for each band, changed in these rectangles."""
        return self._pictures.picture(
            [
                (each.band.rows, each.write(frame, each.band.changes(changed)))
                for each, frame in zip(self._bands, frames, strict=True)
            ]
        )

    def hold(self) -> bytes:
        """The last picture for another frame."""
        return self._pictures.picture([(each.band.rows, each.hold()) for each in self._bands])

    @property
    def resting(self) -> bool:
        """Whether the picture that comes next, if nothing changes, is a copy of this one."""
        return all(each.resting for each in self._bands)


class _BandEncoder:
    """The encoder of one band, which moves or stands still."""

    def __init__(self, band: Band, context: VideoCodecContext) -> None:
        self.band = band
        self.parameters_but_rows = read_parameters(bytes(context.extradata or b"")).but_rows
        self.resting = not band.moves
        self._context: VideoCodecContext | None = context
        self._frame: av.VideoFrame | None = None
        self._pts = 0

    def write(self, frame: av.VideoFrame, changed: Sequence[PixelRect]) -> bytes | None:
        first = self._frame is None
        if not (first or changed):
            return self.hold()
        self._frame = frame
        set_changed(frame, None if first else changed)
        self.resting = not self.band.moves
        return self._encoded(PictureType.I if first else PictureType.NONE)

    def hold(self) -> bytes | None:
        if self.resting:
            return None
        self.resting = True
        assert self._frame is not None
        everything = PixelRect(0, 0, self._frame.width, self.band.bottom * ROW)
        set_changed(self._frame, self.band.changes([everything]))  # so no vector leads out of it
        return self._encoded(PictureType.NONE)

    def _encoded(self, kind: PictureType) -> bytes:
        assert self._context is not None
        assert self._frame is not None
        self._frame.pts, self._frame.time_base = self._pts, self._context.time_base
        self._frame.pict_type = kind
        self._pts += 1
        (packet,) = self._context.encode(self._frame)
        if not self.band.moves:
            self._context = None  # and with it, megabytes
        return bytes(packet)
