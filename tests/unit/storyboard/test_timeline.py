"""From durations to frames: beats, segments and times at every rate."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.base.errors import RequestError
from storyreel.base.timebase import Fps, exact_seconds
from storyreel.storyboard.model import Storyboard
from storyreel.storyboard.record import SceneData
from storyreel.storyboard.timeline import Timeline, compile_timeline


def board(durations: list[float], cues: dict[str, float] | None = None) -> Storyboard[Any]:
    """A storyboard of beats of the given lengths; the first one has the cues."""
    last = len(durations) - 1
    beats = tuple(
        {
            "id": f"beat_{index}",
            "duration": duration,
            "caption": None if index == last else f"Sentence {index}.",
            "step": "Two" if index == 1 else None,
            "cues": cues if cues and index == 0 else {},
        }
        for index, duration in enumerate(durations)
    )
    return Storyboard[SceneData].model_validate(
        {
            "clip": "hour29",
            "title": "Title",
            "language": "en",
            "alt": "Description.",
            "placement": "full-slide",
            "rail": ("One", "Two"),
            "beats": beats,
            "wisdom": "All is well that ends well.",
            "data": {},
        }
    )


LENGTHS = st.lists(st.integers(10, 2000).map(lambda n: n / 100), min_size=2, max_size=12)
RATES = st.sampled_from([15, 24, 25, 30, 50, 60])


def test_beats_own_frames_without_a_gap() -> None:
    timeline = compile_timeline(board([2.5, 4.6, 4.5], {"roll": 0.4}), Fps(30))
    first, second, last = timeline.beats
    assert [(b.frames.start, b.frames.stop) for b in timeline.beats] == [
        (0, 75),
        (75, 213),
        (213, 348),
    ]
    assert first.cues == {"roll": Fraction(2, 5)}
    assert (first.step, second.step) == (None, 1)
    assert (first.caption, first.sentence) == ("Sentence 0.", "Sentence 0.")
    assert (last.caption, last.sentence) == (None, "All is well that ends well.")
    assert (timeline.frames, timeline.duration) == (348, Fraction(58, 5))


@given(LENGTHS, RATES)
def test_beats_cover_the_clip_without_gaps(durations: list[float], rate: int) -> None:
    timeline = compile_timeline(board(durations), Fps(rate))
    edges = [0, *(beat.frames.stop for beat in timeline.beats)]
    assert edges == sorted(set(edges)), "every beat has frames, in order"
    assert [beat.frames.start for beat in timeline.beats] == edges[:-1]
    total = sum(map(exact_seconds, durations), Fraction(0))
    assert abs(timeline.duration - total) <= Fraction(1, 2 * rate)
    exact = Fraction(0)
    for beat, duration in zip(timeline.beats, durations, strict=True):
        assert abs(Fraction(beat.frames.start, rate) - exact) <= Fraction(1, 2 * rate)
        exact += exact_seconds(duration)


@given(st.lists(st.integers(1, 100).map(lambda n: n / 5), min_size=2, max_size=12))
def test_frame_k_at_15_is_frame_2k_at_30(durations: list[float]) -> None:
    slow, fast = (compile_timeline(board(durations), Fps(rate)) for rate in (15, 30))
    assert fast.frames == 2 * slow.frames
    for frame in range(0, slow.frames, 7):
        assert slow.beat_at(frame).id == fast.beat_at(2 * frame).id
    assert [b.frames.start * 2 for b in slow.beats] == [b.frames.start for b in fast.beats]


@given(LENGTHS, RATES)
def test_segments_tile_the_clip_and_begin_with_the_beats(durations: list[float], rate: int) -> None:
    timeline = compile_timeline(board(durations), Fps(rate))
    segments = timeline.segments()
    assert [frame for segment in segments for frame in segment] == list(range(timeline.frames))
    assert {beat.frames.start for beat in timeline.beats} <= {part.start for part in segments}
    assert all(0 < len(segment) <= 2 * rate for segment in segments)


def test_the_beat_of_a_frame() -> None:
    timeline = compile_timeline(board([1, 2, 1]), Fps(15))
    assert [timeline.beat_at(frame).index for frame in (0, 14, 15, 44, 45, 59)] == [
        0,
        0,
        1,
        1,
        2,
        2,
    ]
    for frame in (-1, 60):
        with pytest.raises(ValueError, match="outside the clip of 60 frames"):
            timeline.beat_at(frame)


def test_a_clip_of_30_s_has_900_frames() -> None:
    timeline: Timeline = compile_timeline(board([2.5, *[4.6] * 5, 4.5]), Fps(30))
    assert (timeline.frames, timeline.duration) == (900, Fraction(30))


def test_a_beat_without_a_frame_is_refused() -> None:
    with pytest.raises(RequestError, match=r"beat 'beat_1' is shorter than one f"):
        compile_timeline(board([1, 0.01, 1]), Fps(15))
