"""Segments begin with spans and every two seconds from there, however they are performed."""

from __future__ import annotations

from itertools import accumulate

import hypothesis.strategies as st
from hypothesis import given

from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.render.segmenter import DrawnSegment, Segmenter
from tests.unit.render.drawn_source import timeline_of

FPS = Fps(15)
LONGEST = 30
"""Frames of two seconds."""


def drawings(count: int) -> list[Drawing]:
    """Different empty drawings."""
    return [Drawing((), (number, 0, 0, 65535)) for number in range(count)]


@given(st.lists(st.integers(1, 75), min_size=1, max_size=5))
def test_cuts_are_those_of_the_timeline(lengths: list[int]) -> None:
    timeline = timeline_of(FPS, *accumulate(lengths, initial=0))
    shown = drawings(timeline.frames)
    segments: list[DrawnSegment] = []
    segmenter = Segmenter(FPS, segments.append)
    for frame, drawing in enumerate(shown):
        segmenter.add(frame, drawing, timeline.span_at(frame))
    segmenter.finish()
    assert tuple(FrameRange(s.start, s.stop) for s in segments) == timeline.segments()
    assert [drawing for segment in segments for drawing in segment.drawings] == shown
    assert all(segment.span == timeline.span_at(segment.start) for segment in segments)


def test_a_segment_of_full_length_is_handed_on_with_its_last_frame() -> None:
    timeline, segments = timeline_of(FPS, 0, 40), list[DrawnSegment]()
    segmenter = Segmenter(FPS, segments.append)
    for frame, drawing in enumerate(drawings(LONGEST)):
        assert segments == []
        segmenter.add(frame, drawing, timeline.span_at(frame))
    assert [segment.name for segment in segments] == ["beat0, frames 0-29"]


def test_the_later_part_of_a_clip_is_cut_alike() -> None:
    timeline, segments = timeline_of(FPS, 0, 40, 75), list[DrawnSegment]()
    segmenter = Segmenter(FPS, segments.append)
    for frame, drawing in enumerate(drawings(75)):
        if frame >= LONGEST:
            segmenter.add(frame, drawing, timeline.span_at(frame))
    segmenter.finish()
    assert [segment.start for segment in segments] == [30, 40, 70]
