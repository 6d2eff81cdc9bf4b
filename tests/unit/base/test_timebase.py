"""Conversions between seconds and frames."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.base.timebase import (
    Fps,
    FrameRange,
    computed_seconds,
    exact_seconds,
    frame_runs,
)


def test_a_written_time_is_exact() -> None:
    assert exact_seconds(4.6) == Fraction(23, 5)
    assert exact_seconds(1e-7) == Fraction(1, 10**7)


@pytest.mark.parametrize(
    ("seconds", "exact"),
    [
        (0.1 + 0.2, Fraction(3, 10)),
        (2 / 3, Fraction(2, 3)),
        (1.7 - 0.8, Fraction(9, 10)),
        (2, Fraction(2)),
        (0.29, Fraction(29, 100)),
    ],
)
def test_a_computed_time_loses_the_noise_of_floats(seconds: float, exact: Fraction) -> None:
    assert computed_seconds(seconds) == exact


@given(st.integers(0, 10**6), st.integers(1, 1000))
def test_fractions_of_a_time_add_up(milliseconds: int, parts: int) -> None:
    share = computed_seconds(milliseconds / 1000 / parts)
    assert abs(share * parts - Fraction(milliseconds, 1000)) < Fraction(parts, 10**6)


@pytest.mark.parametrize("seconds", [float("nan"), float("inf")])
def test_infinite_times_are_refused(seconds: float) -> None:
    for read in (exact_seconds, computed_seconds):
        with pytest.raises(ValueError, match=f"a time of {seconds} seconds is not finite"):
            read(seconds)


def test_frames_have_exact_times_and_times_their_frames() -> None:
    fps = Fps(30)
    assert fps.seconds(21) == Fraction(7, 10)
    assert fps.nearest_frame(Fraction(1, 60)) == 1, "halves round up"
    assert fps.first_frame_at_or_after(Fraction(7, 10)) == 21
    assert fps.first_frame_at_or_after(Fraction(7, 10) + Fraction(1, 10**9)) == 22
    with pytest.raises(ValueError, match="at least 1"):
        Fps(0)


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 200))
def test_a_range_splits_into_parts_of_one_length(start: int, length: int, longest: int) -> None:
    frames = FrameRange(start, start + length)
    parts = frames.split(longest)
    assert [frame for part in parts for frame in part] == list(frames)
    assert all(len(part) == longest for part in parts[:-1])
    assert all(1 <= len(part) <= longest for part in parts)


def test_a_range_contains_its_frames() -> None:
    frames = FrameRange(3, 6)
    assert len(frames) == 3 and 3 in frames and 6 not in frames and "4" not in frames
    with pytest.raises(ValueError, match="invalid frame range"):
        FrameRange(4, 3)


@given(st.sets(st.integers(0, 40)).map(sorted))
def test_runs_are_the_same_frames_with_a_gap_between_two(frames: list[int]) -> None:
    runs = list(frame_runs(frames))
    assert [frame for run in runs for frame in run] == frames
    assert all(run.stop < following.start for run, following in pairwise(runs))
