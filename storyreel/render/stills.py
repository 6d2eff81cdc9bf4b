"""Chosen frames of any source, drawn without rendering a video."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.render.segmenter import DrawnSegment, OnSegment
from storyreel.render.sources.source import Source
from storyreel.storyboard.timeline import Timeline


class FrameCollector:
    """Keeps the drawings of some frames, out of the segments that it receives."""

    def __init__(self, frames: Collection[int]) -> None:
        self._frames = frozenset(frames)
        self.drawings: dict[int, Drawing] = {}

    def __call__(self, segment: DrawnSegment) -> None:
        for frame, drawing in enumerate(segment.drawings, segment.start):
            if frame in self._frames:
                self.drawings[frame] = drawing


def performed_timeline(source: Source, fps: Fps) -> Timeline:
    """The timeline of a source, known from its performance."""
    return _perform(source, fps, FrameCollector(()))


def draw_source_frames(source: Source, fps: Fps, frames: Sequence[int]) -> list[Drawing]:
    """The drawings of these frames, in the given order."""
    collector = FrameCollector(frames)
    _perform(source, fps, collector)
    return [collector.drawings[frame] for frame in frames]


def _perform(source: Source, fps: Fps, on_segment: OnSegment) -> Timeline:
    with (
        TemporaryDirectory(prefix="storyreel-") as scratch,
        source.performer(fps, 1, Path(scratch)) as performer,
    ):
        return performer.draw(on_segment).timeline
