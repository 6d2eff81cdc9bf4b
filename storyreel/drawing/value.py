"""Values: objects that never change, cheap to make by the ten thousand.

A frozen dataclass takes four times as long to make, as it assigns each field through a check. A
`functools.cached_property` takes a lock, and turns the attributes of its object into a dictionary,
which takes longer than what most properties compute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(*, eq: bool) -> Callable[[type[T]], type[T]]:
    """A dataclass whose fields must not be assigned, which type checkers alone enforce.

    Values are equal where their fields are, or with `eq=False` where they are one object. One
    thread may pickle a value while another reads what is derived of it.
    """

    def decorate(kind: type[T]) -> type[T]:
        made: Any = dataclass(eq=eq, unsafe_hash=eq)(kind)
        made.__getstate__ = _attributes
        return cast("type[T]", made)

    return decorate


def _attributes(owner: object) -> dict[str, Any]:
    """The attributes that are pickled: a copy, as pickling fails once another one is derived."""
    return vars(owner).copy()


class derived(Generic[T]):  # noqa: N801 - a decorator
    """An attribute of a value that is computed when it is first read.

    Two threads that read it at once may both compute it.
    """

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self._compute, self._name = compute, compute.__name__
        self.__doc__ = compute.__doc__

    def __get__(self, owner: object, kind: type) -> T:
        computed = self._compute(owner)
        setattr(owner, self._name, computed)
        return computed
