"""The fast renderer: drawings are painted by Skia, in worker processes where these pay off."""

from __future__ import annotations

from typing import Protocol

from PIL import Image

from storyreel.drawing.drawing import Drawing
from storyreel.paint.raster import paint_drawing
from storyreel.render.clip_record import ClipRecord
from storyreel.render.segment_queue import Executor, SegmentQueue
from storyreel.render.segmenter import DrawnSegment
from storyreel.render.sources.source import Performed, Performer


class ClosableExecutor(Executor, Protocol):
    """An executor that can be told that no more segments follow."""

    def close(self) -> None: ...


class SkiaRenderer:
    """Orders each segment as soon as it is drawn."""

    def __init__(self, executor: ClosableExecutor, queue: SegmentQueue) -> None:
        self._executor, self._queue = executor, queue
        self._end = 0
        self._last: Drawing | None = None
        """The last drawing of the segments so far, which end before frame `_end`."""

    def render(self, performer: Performer) -> Performed:
        return performer.draw(self._order)

    def poster(self, width: int, height: int) -> Image.Image:
        assert self._last is not None, "a clip has at least one frame"
        return Image.fromarray(paint_drawing(self._last, width, height)).convert("RGB")

    def finish(self) -> ClipRecord:
        self._executor.close()
        return self._queue.finish()

    def _order(self, segment: DrawnSegment) -> None:
        if segment.stop > self._end:
            self._end, self._last = segment.stop, segment.drawings[-1]
        self._queue.order(segment)
