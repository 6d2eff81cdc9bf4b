"""Drawings of which only the title changes: the new title in place of the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from storyreel.drawing.drawing import Drawing, Item


@dataclass(frozen=True)
class Retitled:
    """A drawing with its new title, the drawing before, and the place of the title in both."""

    before: Drawing
    place: int
    drawing: Drawing


@dataclass(frozen=True)
class TitleChange:
    """The title's item before and after a change."""

    before: Item
    after: Item
    place: int
    """Where the title is in the frame that was compared."""

    @classmethod
    def between(cls, before: Drawing, after: Drawing) -> TitleChange | None:
        """What takes one drawing of a frame to the other; None where not just the title differs."""
        place = title_place(before)
        if place is None or place != title_place(after):
            return None
        change = cls(before.items[place], after.items[place], place)
        retitled = change.applied(before)
        same = retitled is not None and _sees_same(retitled.drawing, after)
        return change if same else None

    def applied(self, drawing: Drawing) -> Retitled | None:
        """The drawing with the new title; None where its title differs from that before."""
        place = title_place(drawing)
        if place is None or drawing.items[place].key != self.before.key:
            return None
        items = (*drawing.items[:place], self.after, *drawing.items[place + 1 :])
        return Retitled(drawing, place, replace(drawing, items=items))

    def applied_to_all(self, drawings: Mapping[int, Drawing]) -> dict[int, Retitled]:
        """The drawings that take the new title, by frame; equal ones come as the same object."""
        applied = {id(drawing): self.applied(drawing) for drawing in drawings.values()}
        found = ((frame, applied[id(drawing)]) for frame, drawing in drawings.items())
        return {frame: retitled for frame, retitled in found if retitled}


def title_place(drawing: Drawing) -> int | None:
    """Where the title is among the items of a drawing; None unless it is one item of the frame."""
    places = [place for place, item in enumerate(drawing.items) if _is_title(item)]
    return places[0] if len(places) == 1 and not any(map(_is_title, drawing.outside)) else None


def _is_title(item: Item) -> bool:
    return item.tag is not None and item.tag.role == "title"


def _sees_same(one: Drawing, other: Drawing) -> bool:
    """Whether two drawings are equal, also in what is outside the frame."""
    return one == other and [item.key for item in one.outside] == [
        item.key for item in other.outside
    ]
