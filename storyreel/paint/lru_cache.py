"""The values that were used last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class LruCache(Generic[T]):
    """Values by key; beyond `most` in all those that were not used for longest are dropped.

    What is counted is their `size`, or each as one.
    """

    def __init__(self, most: int, size: Callable[[T], int] = lambda value: 1) -> None:
        self._most, self._size = most, size
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._total = 0

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made now if it is not there."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        value = self._values[key] = make()
        self._total += self._size(value)
        while self._total > self._most and len(self) > 1:
            _, oldest = self._values.popitem(last=False)
            self._total -= self._size(oldest)
        return value
