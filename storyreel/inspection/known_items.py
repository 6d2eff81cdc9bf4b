"""What is known of the items of drawings: each is examined once, however often it occurs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from storyreel.drawing.drawing import Item

Known = TypeVar("Known")


class KnownItems(dict[Item, Known]):
    """Examines an item when it is first looked up."""

    def __init__(self, examine: Callable[[Item], Known]) -> None:
        super().__init__()
        self._examine = examine

    def __missing__(self, item: Item) -> Known:
        found = self[item] = self._examine(item)
        return found
