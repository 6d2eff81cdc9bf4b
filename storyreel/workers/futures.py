"""Futures that get the result of others."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def pass_on(done: Future[T], target: Future[T]) -> None:
    """Give a future the result of another one that is done, or what that raised."""
    error = done.exception()
    if error is not None:
        target.set_exception(error)
    else:
        target.set_result(done.result())
