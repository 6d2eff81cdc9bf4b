"""Performs a storyboard for a render: its drawings in segments, or pictures of Manim's camera."""

from __future__ import annotations

from storyreel.drawing.drawing import Drawing
from storyreel.inspection.findings import Finding
from storyreel.inspection.run import judge_drawings
from storyreel.output.webvtt import webvtt
from storyreel.render.parallel_performer import ParallelPerformer, draw_stretch
from storyreel.render.segmenter import DrawnSegment, OnSegment, Segmenter
from storyreel.render.sources.source import OnPicture, PaintedPicture, Performed
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline


class StoryboardPerformer:
    """Performs a storyboard, and keeps its drawings for the rules that judge them."""

    def __init__(self, board: Loaded, timeline: Timeline, second: ParallelPerformer | None) -> None:
        self._board, self._timeline, self._second = board, timeline, second
        self._drawn: dict[int, tuple[Drawing, ...]] = {}
        """Drawings in a row by the frame of the first."""

    def draw(self, on_segment: OnSegment) -> Performed:
        """Perform the clip as segments, partly in the second process where there is one.

        What that process fails to perform is performed here.
        """

        def keep(segment: DrawnSegment) -> None:
            self._drawn[segment.start] = segment.drawings
            on_segment(segment)

        if self._second:
            self._draw_beside(self._second, keep)
        left = range(self._first_missing(), self._timeline.frames)
        if left:
            draw_stretch(self._board, self._timeline, left, keep)
        return self._performed()

    def paint(self, width: int, height: int, on_picture: OnPicture) -> Performed:
        # Manim, which the other renderer imports later, when its workers have been started.
        from storyreel.stage.cairo_reference import CairoReference  # noqa: PLC0415

        reference = CairoReference(width, height)

        def on_frame(frame: int, drawing: Drawing) -> None:
            self._drawn[frame] = (drawing,)
            span = self._timeline.span_at(frame)
            on_picture(PaintedPicture(frame, span, reference.pixels, drawing))

        perform(self._board, self._timeline, on_frame, reference)
        return self._performed()

    def judge(self) -> tuple[Finding, ...]:
        drawings = [drawing for start in sorted(self._drawn) for drawing in self._drawn[start]]
        board = self._board
        return judge_drawings(self._timeline, board.storyboard, drawings, board.source)

    def _draw_beside(self, second: ParallelPerformer, on_segment: OnSegment) -> None:
        """Perform the earlier part, and hand on the segments of the later one as they arrive."""
        segmenter = Segmenter(self._timeline.fps, on_segment)

        def on_frame(frame: int, drawing: Drawing) -> None:
            segmenter.add(frame, drawing, self._timeline.span_at(frame))
            for segment in second.ready():
                on_segment(segment)

        perform(self._board, self._timeline, on_frame, frames=range(second.first))
        segmenter.finish()
        for segment in second.rest():
            on_segment(segment)

    def _first_missing(self) -> int:
        """The first frame of the first segment that has not been performed."""
        starts = (frames.start for frames in self._timeline.segments())
        missing = (start for start in starts if start not in self._drawn)
        return next(missing, self._timeline.frames)

    def _performed(self) -> Performed:
        return Performed(self._timeline, webvtt(self._timeline))
