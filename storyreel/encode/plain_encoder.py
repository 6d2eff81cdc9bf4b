"""Every frame through the codec's encoder, held ones too."""

from __future__ import annotations

from collections.abc import Sequence

import av
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.stream import VideoStream

from storyreel.drawing.damage import PixelRect
from storyreel.encode.h264 import hint_changes


class PlainEncoder:
    """Encodes whole pictures; `write` comes before `hold`."""

    copies = 0
    """Frames that were written without the encoder."""

    def __init__(self, context: VideoCodecContext) -> None:
        self._context = context
        self._frames = 0
        self._last: av.VideoFrame | None = None

    def write(
        self, frames: Sequence[av.VideoFrame], changed: Sequence[PixelRect] | None
    ) -> list[Packet[VideoStream]]:
        """The packets that are ready after a picture, changed inside these rectangles alone.

        None means that it may have changed anywhere.
        """
        (frame,) = frames
        hint_changes(frame, changed if self._frames else None)
        self._last = frame
        return self._encode(frame)

    def hold(self) -> list[Packet[VideoStream]]:
        """The packets that are ready after another frame of the last picture."""
        assert self._last is not None
        return self._encode(self._last)

    def flush(self) -> list[Packet[VideoStream]]:
        """The packets that the encoder has held back."""
        return self._context.encode(None)

    def _encode(self, frame: av.VideoFrame) -> list[Packet[VideoStream]]:
        frame.pts, frame.time_base = self._frames, self._context.time_base
        frame.pict_type = PictureType.NONE if self._frames else PictureType.I
        self._frames += 1
        return self._context.encode(frame)
