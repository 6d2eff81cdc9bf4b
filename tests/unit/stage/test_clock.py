"""The clock: exact times, and each frame once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.base.timebase import Fps, exact_seconds
from storyreel.stage.clock import Clock

steps = st.lists(st.integers(0, 2000), min_size=1, max_size=30)


def frames(clock: Clock, end: Fraction) -> list[int]:
    return [frame for frame, _ in clock.run_to(end)]


@given(st.sampled_from([15, 24, 25, 30, 50, 60]), steps)
def test_each_frame_is_sampled_once_at_its_own_time(rate: int, milliseconds: list[int]) -> None:
    clock, seen = Clock(Fps(rate)), []
    for step in milliseconds:
        seen += list(clock.run_to(clock.now + Fraction(step, 1000)))
    end = Fraction(sum(milliseconds), 1000)
    assert clock.now == end
    assert [frame for frame, _ in seen] == list(range(len(seen)))
    assert all(now == Fraction(frame, rate) for frame, now in seen)
    assert len(seen) == -(-end * rate // 1)


@given(st.integers(1, 1800))
def test_run_times_of_whole_frames_give_exactly_those_frames(count: int) -> None:
    """Manim's `np.arange(0, run_time, 1 / 60)` is wrong for 141 of these."""
    assert len(frames(Clock(Fps(60)), exact_seconds(count / 60) - Fraction(1, 10**9))) == count


@pytest.mark.parametrize(("seconds", "count"), [(0.7, 21), (0.1, 3), (1.1, 33), (0.29, 9)])
def test_run_times_that_manim_miscounts(seconds: float, count: int) -> None:
    assert len(frames(Clock(Fps(30)), exact_seconds(seconds))) == count


def test_a_frame_belongs_to_the_time_it_begins() -> None:
    clock = Clock(Fps(10))
    assert frames(clock, Fraction(1, 10)) == [0]
    assert frames(clock, Fraction(1, 10)) == []
    assert frames(clock, Fraction(11, 100)) == [1]
    assert frames(clock, Fraction(2, 10)) == []


def test_time_does_not_go_back() -> None:
    clock = Clock(Fps(10))
    list(clock.run_to(Fraction(1)))
    with pytest.raises(ValueError, match="is at 1, after 9/10"):
        list(clock.run_to(Fraction(9, 10)))
