"""The reference renderer: pictures of Manim's own Cairo camera, encoded in this process."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt
from PIL import Image

from storyreel.base.timebase import Fps, Span
from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentWriter
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.segment_check import check_segment, sampled
from storyreel.render.clip_record import ClipRecord
from storyreel.render.segment_files import SegmentFiles
from storyreel.render.segment_queue import Advance
from storyreel.render.segmenter import begins_segment
from storyreel.render.sources.source import PaintedPicture, Performed, Performer
from storyreel.workers.checked_segment import CheckedSegment

Rgba = npt.NDArray[np.uint8]


@dataclass(slots=True)
class _OpenSegment:
    """The segment that is being written, and what its check will need."""

    span: Span
    start: int
    writer: SegmentWriter
    painted: list[PaintedFrame] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)


class CairoRenderer:
    """Writes segment after segment, and checks each like a worker does. A context manager."""

    def __init__(self, files: SegmentFiles, advance: Advance) -> None:
        settings = files.settings
        self._files, self._settings, self._advance = files, settings, advance
        self._fps = Fps(settings.rate)
        self._record = ClipRecord(settings)
        self._running = ExitStack()
        self._segment: _OpenSegment | None = None
        self._shown: Rgba = np.zeros((settings.height, settings.width, 4), np.uint8)

    def render(self, performer: Performer) -> Performed:
        performed = performer.paint(self._settings.width, self._settings.height, self._add)
        self._close_segment()
        return performed

    def poster(self, width: int, height: int) -> Image.Image:
        picture = Image.fromarray(self._shown).convert("RGB")
        return picture.resize((width, height), Image.Resampling.LANCZOS)

    def finish(self) -> ClipRecord:
        return self._record

    def _add(self, picture: PaintedPicture) -> None:
        if begins_segment(picture.frame, picture.span, self._fps):
            self._close_segment()
            self._segment = self._open_segment(picture)
        segment = self._segment
        assert segment is not None, "the first frame of a clip begins a segment"
        changed = _changed_rows(self._shown, picture.pixels)
        segment.writer.add(picture.pixels, changed)
        np.copyto(self._shown, picture.pixels)
        unchanged = segment.painted and not changed
        segment.painted.append(
            segment.painted[-1] if unchanged else PaintedFrame.of(picture.pixels)
        )
        if picture.drawing is not None:
            segment.drawings.append(picture.drawing)

    def _open_segment(self, picture: PaintedPicture) -> _OpenSegment:
        writer = SegmentWriter(self._settings, self._files.path(picture.frame))
        return _OpenSegment(picture.span, picture.frame, self._running.enter_context(writer))

    def _close_segment(self) -> None:
        segment, self._segment = self._segment, None
        if segment is None:
            return
        self._running.close()
        written = segment.writer.result
        painted = {frame: segment.painted[frame] for frame in sampled(written.frames)}
        self._record.add(
            CheckedSegment(written, check_segment(written.path, painted)), segment.drawings
        )
        self._advance(written.frames, segment.span.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._running.__exit__(kind, error, trace)


def _changed_rows(before: Rgba, after: Rgba) -> tuple[PixelRect, ...]:
    """The rows from the first to the last in which two pictures differ; () for equal ones."""
    rows = np.flatnonzero((before != after).reshape(len(after), -1).any(axis=1))
    if not len(rows):
        return ()
    return (PixelRect(0, int(rows[0]), after.shape[1], int(rows[-1]) + 1),)
