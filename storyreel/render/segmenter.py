"""Segments: where a performance is cut, and its drawings collected between the cuts.

A segment begins where a span does, a beat or a section, and every two seconds from there. So cuts
depend on the clip alone, never on the number of workers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from storyreel.base.timebase import Fps, Span
from storyreel.drawing.drawing import Drawing
from storyreel.storyboard.timeline import SEGMENT_SECONDS


@dataclass(frozen=True, slots=True)
class DrawnSegment:
    """The drawings of one segment, its span, and its first frame in the clip."""

    span: Span
    start: int
    drawings: tuple[Drawing, ...]

    @property
    def stop(self) -> int:
        return self.start + len(self.drawings)

    @property
    def name(self) -> str:
        """The segment as messages call it."""
        return f"{self.span.name}, frames {self.start}-{self.stop - 1}"


OnSegment: TypeAlias = Callable[[DrawnSegment], None]
"""Receives each segment as soon as its last frame is drawn."""


def begins_segment(frame: int, span: Span, fps: Fps) -> bool:
    """Whether a frame of a span is the first one of a segment."""
    return (frame - span.start) % (SEGMENT_SECONDS * fps.rate) == 0


class Segmenter:
    """Collects drawings, frame after frame, and hands on each segment that is complete.

    The first frame that is added must begin a segment.
    """

    def __init__(self, fps: Fps, on_segment: OnSegment) -> None:
        self._fps, self._on_segment = fps, on_segment
        self._drawings: list[Drawing] = []
        self._span = Span("", 0)
        self._start = 0

    def add(self, frame: int, drawing: Drawing, span: Span) -> None:
        """Add the next frame; hands on the segment before it where this one begins another."""
        if begins_segment(frame, span, self._fps):
            self.finish()
            self._span, self._start = span, frame
        self._drawings.append(drawing)
        if begins_segment(frame + 1, span, self._fps):
            self.finish()

    def finish(self) -> None:
        """Hand on what is left; the performance has ended."""
        if self._drawings:
            segment = DrawnSegment(self._span, self._start, tuple(self._drawings))
            self._drawings.clear()
            self._on_segment(segment)
