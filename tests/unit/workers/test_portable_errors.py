"""Errors sent to another process: our own unchanged, others with their traceback."""

from __future__ import annotations

import pickle
from importlib import import_module

import pytest

from storyreel.base.errors import MachineError, Problem
from storyreel.workers.portable_errors import portable


class UnpicklableError(Exception):
    """Pickles, but does not unpickle: its arguments are not those of its constructor.

    Says itself how it is pickled, as tblib, which dask installs for all exceptions that it finds,
    can pickle the others.
    """

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)
        self.other = other

    def __reduce__(self) -> tuple[type[UnpicklableError], tuple[object, ...]]:
        return type(self), self.args


def received(error: BaseException) -> BaseException:
    """The error as another process receives it."""
    try:
        raise error
    except BaseException as caught:
        copy: BaseException = pickle.loads(pickle.dumps(portable(caught)))
        return copy


@pytest.mark.parametrize("error", [MachineError(Problem("The disk is full.")), KeyboardInterrupt()])
def test_our_own_errors_arrive_unchanged(error: BaseException) -> None:
    arrived = received(error)
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert not getattr(arrived, "__notes__", ())


def test_other_errors_arrive_with_their_traceback() -> None:
    arrived = received(ValueError("no such thing"))
    assert isinstance(arrived, ValueError)
    assert "in received" in arrived.__notes__[0]


def test_an_unpicklable_error_arrives_as_text() -> None:
    arrived = received(UnpicklableError("one", "other"))
    assert isinstance(arrived, RuntimeError)
    assert "UnpicklableError: one" in str(arrived)
    assert "in received" in str(arrived)


class CausedError(MachineError):
    """Its causes are pickled, as below."""


def test_an_error_arrives_without_its_cause_where_a_library_pickles_causes() -> None:
    """As tblib does, which dask installs for all exceptions that it knows."""
    import_module("tblib.pickling_support").install(CausedError)

    def fail() -> None:
        try:
            raise UnpicklableError("one", "other")
        except UnpicklableError as cause:
            raise CausedError(Problem("The disk is full.")) from cause

    with pytest.raises(CausedError) as caught:
        fail()
    with pytest.raises(TypeError):
        pickle.loads(pickle.dumps(caught.value))
    assert isinstance(received(caught.value), CausedError)
