"""A cache of the most recently used values."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class LruCache(Generic[T]):
    """Values by key; those that were not used for longest are dropped beyond `capacity`.

    Values count by their `size`, or one each. The last value is kept even if it is too large.
    """

    def __init__(self, capacity: int, size: Callable[[T], int] = lambda value: 1) -> None:
        self._capacity, self._size = capacity, size
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._total = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._values

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made if it is missing."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        value = make()
        self.put(key, value)
        return value

    def put(self, key: Hashable, value: T) -> None:
        """Keep the value of a key that is missing."""
        self._values[key] = value
        self._total += self._size(value)
        while self._total > self._capacity and len(self) > 1:
            _, oldest = self._values.popitem(last=False)
            self._total -= self._size(oldest)
