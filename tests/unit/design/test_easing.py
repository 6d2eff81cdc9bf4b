"""The easing functions: their ends, and their properties in between."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.design.easing import after, glide, leave, overshoot, settle, staggered, steady

Ease = Callable[[float], float]
MONOTONE = [settle, glide, leave, steady]
TIMES = [step / 200 for step in range(201)]


@pytest.mark.parametrize("ease", [*MONOTONE, overshoot])
def test_easings_map_0_to_0_and_1_to_1(ease: Ease) -> None:
    assert ease(0.0) == pytest.approx(0.0, abs=1e-12)
    assert ease(1.0) == 1.0
    assert ease(-3.0) == ease(0.0)
    assert ease(7.0) == ease(1.0)


@pytest.mark.parametrize("ease", MONOTONE)
def test_easings_other_than_overshoot_are_monotonic(ease: Ease) -> None:
    values = [ease(t) for t in TIMES]
    assert values == sorted(values)
    assert 0.0 <= values[0] <= values[-1] <= 1.0


@pytest.mark.parametrize("ease", [settle, glide, overshoot])
def test_easings_end_slowly(ease: Ease) -> None:
    last_step = abs(ease(1.0) - ease(0.99))
    assert last_step < 0.1 * 0.01


def test_leave_starts_slowly() -> None:
    assert leave(0.01) < 0.1 * 0.01


def test_a_delayed_easing_waits_and_then_runs_faster() -> None:
    late = after(0.25, settle)
    assert late(0.0) == late(0.25) == 0.0
    assert late(0.625) == settle(0.5)
    assert late(1.0) == late(2.0) == 1.0


def test_overshoot_exceeds_the_target_by_about_a_twentieth() -> None:
    assert 1.03 < max(map(overshoot, TIMES)) < 1.07


@given(st.integers(1, 70), st.floats(0.0, 1.0))
def test_staggered_items_fill_the_whole_time(count: int, overlap: float) -> None:
    assert staggered(0.0, 0, count, overlap) == 0.0
    assert staggered(1.0, count - 1, count, overlap) == pytest.approx(1.0)


@given(st.integers(2, 70), st.floats(0.0, 0.99), st.floats(0.0, 1.0))
def test_staggered_items_keep_their_order(count: int, overlap: float, t: float) -> None:
    shares = [staggered(t, index, count, overlap) for index in range(count)]
    assert shares == sorted(shares, reverse=True)
    assert all(0.0 <= share <= 1.0 for share in shares)


def test_overlap_is_the_share_of_time_that_neighbours_have_in_common() -> None:
    assert [staggered(0.5, index, 2, 0.0) for index in (0, 1)] == [1.0, 0.0]
    assert [staggered(0.25, index, 2, 0.0) for index in (0, 1)] == [0.5, 0.0]
    assert [staggered(0.4, index, 9, 1.0) for index in (0, 8)] == [0.4, 0.4]
    assert staggered(0.5, 1, 3, 0.5) == pytest.approx(0.5)
