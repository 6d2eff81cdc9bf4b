"""Stacked planes behave like one array."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.inspection.stacked_planes import StackedPlane

heights = st.lists(st.integers(1, 40), min_size=1, max_size=5)


def stacked(parts: list[int]) -> tuple[StackedPlane, np.ndarray]:
    whole = np.arange(sum(parts) * 24, dtype=np.uint16).reshape(-1, 24)
    return StackedPlane(np.split(whole, np.cumsum(parts)[:-1])), whole


@given(heights, st.integers(0, 60), st.integers(0, 120), st.integers(1, 13), st.integers(1, 5))
def test_rows_and_columns_are_those_of_the_whole(
    parts: list[int], start: int, stop: int, step: int, across: int
) -> None:
    plane, whole = stacked(parts)
    assert (len(plane), plane.shape) == (len(whole), whole.shape)
    assert np.array_equal(plane[:], whole)
    assert np.array_equal(plane[start:stop:step], whole[start:stop:step])
    assert np.array_equal(plane[::step, ::across], whole[::step, ::across])


@given(heights, st.data())
def test_taken_rows_are_those_of_the_whole(parts: list[int], data: st.DataObject) -> None:
    plane, whole = stacked(parts)
    wanted = sorted(data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1)))
    assert np.array_equal(plane.take(np.array(wanted), axis=0), whole[wanted])


def test_only_rows_can_be_taken() -> None:
    with pytest.raises(ValueError, match="axis"):
        stacked([2, 3])[0].take(np.array([0]), axis=1)


def test_planes_fit_if_their_parts_have_the_same_sizes() -> None:
    plane, _ = stacked([2, 3])
    assert plane.fits(stacked([2, 3])[0])
    assert not plane.fits(stacked([3, 2])[0])
    assert not plane.fits(stacked([2, 3, 1])[0])
