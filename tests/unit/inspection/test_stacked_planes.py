"""Stacked planes behave like one array."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.inspection import stacked_planes
from storyreel.inspection.stacked_planes import StackedPlane, equal_arrays
from storyreel.native import extension

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


Compared = list[int]
"""How many rows each comparison was asked for."""


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Compared:
    rows: Compared = []

    def counted(equal: Callable[..., bool]) -> Callable[..., bool]:
        def count(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> bool:
            rows.append(len(one))
            return equal(one, other)

        return count

    if extension:
        functions = SimpleNamespace(equal=counted(extension.equal))
        monkeypatch.setattr(stacked_planes, "extension", functions)
    else:
        python = counted(stacked_planes._equal_in_python)
        monkeypatch.setattr(stacked_planes, "_equal_in_python", python)
    return rows


def pair_that_differs(rows: slice) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Two pictures of 1080 lines that differ in one column of these rows."""
    one = np.full((1080, 64), 40, np.uint8)
    other = one.copy()
    other[rows, 63] = 41
    return one, other


def test_most_different_pictures_cost_some_rows(compared: Compared) -> None:
    assert not equal_arrays(*pair_that_differs(slice(1000, 1040)))
    assert compared == [34]


@pytest.mark.parametrize("row", [0, 31, 32, 1079])
def test_one_sample_makes_a_difference(compared: Compared, row: int) -> None:
    assert not equal_arrays(*pair_that_differs(slice(row, row + 1)))
    assert compared


def test_equal_pictures_are_compared_in_all_rows(compared: Compared) -> None:
    assert equal_arrays(*pair_that_differs(slice(0)))
    assert compared == [34, 1080]


def test_a_picture_costs_nothing_beside_itself(compared: Compared) -> None:
    one, _ = pair_that_differs(slice(0))
    assert equal_arrays(one, one)
    assert not compared
