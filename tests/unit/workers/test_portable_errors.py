"""Errors on their way to another process: ours as they are, all others with where they arose."""

from __future__ import annotations

import pickle

import pytest

from storyreel.base.errors import MachineError, Problem
from storyreel.workers.portable_errors import portable


class Stubborn(Exception):  # noqa: N818 - no error of ours
    """Cannot be made again from what it says of itself."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)
        self.other = other


def raised(error: BaseException) -> BaseException:
    """What is to travel of an error, caught where it arose."""
    try:
        raise error
    except BaseException as caught:
        return pickle.loads(pickle.dumps(portable(caught)))


@pytest.mark.parametrize("error", [MachineError(Problem("The disk is full.")), KeyboardInterrupt()])
def test_one_of_ours_travels_as_it_is(error: BaseException) -> None:
    arrived = raised(error)
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert not getattr(arrived, "__notes__", ())


def test_any_other_says_where_it_arose() -> None:
    arrived = raised(ValueError("no such thing"))
    assert isinstance(arrived, ValueError)
    assert "in raised" in arrived.__notes__[0]


def test_one_that_cannot_travel_is_told_in_words() -> None:
    arrived = raised(Stubborn("one", "other"))
    assert isinstance(arrived, RuntimeError)
    assert "Stubborn: one" in str(arrived)
    assert "in raised" in str(arrived)
