"""Frames that the second process has drawn, as they travel to the first one.

Items that both know from the version before travel as numbers, which takes a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from storyreel.drawing.drawing import Drawing, Item
from storyreel.drawing.paints import Rgba
from storyreel.stage.given_items import FoundItems, GivenItems


class _NumberedDrawing(NamedTuple):
    """A drawing whose items are numbers."""

    key: bytes
    background: Rgba
    items: tuple[int, ...]
    outside: tuple[int, ...]


class DrawnFrames(NamedTuple):
    """Frames by the number of their drawing; items are counted from the known ones on."""

    frames: dict[int, int]
    numbered: list[_NumberedDrawing]
    new: list[Item]
    found: FoundItems

    @classmethod
    def of(cls, drawings: Mapping[int, Drawing], known: GivenItems) -> Self:
        """The drawings of some frames, and what is known of their items."""
        numbers = _Numbers(known)
        different = {id(drawing): drawing for drawing in drawings.values()}
        places = {each: place for place, each in enumerate(different)}
        return cls(
            {frame: places[id(drawing)] for frame, drawing in drawings.items()},
            [numbers.numbered(drawing) for drawing in different.values()],
            numbers.new,
            known.found(),
        )

    def drawings(self, known: GivenItems) -> Mapping[int, Drawing]:
        """The drawings again, in the process that has forked the other one."""
        items = [*known.items_before(), *self.new]
        drawings = [_drawing(each, items) for each in self.numbered]
        return {frame: drawings[place] for frame, place in self.frames.items()}


class _Numbers:
    """Numbers of items: those that are known, then new ones."""

    def __init__(self, known: GivenItems) -> None:
        before = known.items_before()
        self._numbers = {id(item): number for number, item in enumerate(before)}
        self._known = len(before)
        self.new: list[Item] = []

    def numbered(self, drawing: Drawing) -> _NumberedDrawing:
        items, outside = self._of(drawing.items), self._of(drawing.outside)
        return _NumberedDrawing(drawing.key, drawing.background, items, outside)

    def _of(self, items: Iterable[Item]) -> tuple[int, ...]:
        for item in items:
            if id(item) not in self._numbers:
                self._numbers[id(item)] = self._known + len(self.new)
                self.new.append(item)
        return tuple([self._numbers[id(item)] for item in items])


def _drawing(numbered: _NumberedDrawing, items: list[Item | None]) -> Drawing:
    shown, outside = (
        tuple([item for number in numbers if (item := items[number]) is not None])
        for numbers in (numbered.items, numbered.outside)
    )
    drawing = Drawing(shown, numbered.background, outside)
    vars(drawing)["key"] = numbered.key
    return drawing
