"""`list`: a check list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, Type, Weight
from storyreel.pictures.choreography import shuffled
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Point, Polyline, Rect
from storyreel.pictures.kinds.entry import entries_of, numbered
from storyreel.pictures.kinds.fields import Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.kinds.signs import check, cross
from storyreel.pictures.looks import INK, SOFT
from storyreel.pictures.wrap import sizes_of, wrap
from storyreel.storyboard.record import Model

STATES = ("none", "done", "failed", "struck")
LARGEST = Type.LABEL.sized(72)
LEADING = 1.16
GAPS = (0.6, 0.22)
"""Between two items, in sizes of the text: where there is room, and at least."""

BOX = 0.82
INDENT = 1.5
"""The side of a box, and where the words begin, in sizes of the text."""

HOLLOW = Look(fill=color(Color.WHITE), stroke=color(Color.OUTLINE), width=Weight.LINE)
SOLID = Look(fill=color(Color.NAVY), stroke=color(Color.NAVY), width=Weight.LINE)
FAILED = Look(fill=color(Color.WHITE), stroke=color(Color.DEEP_GOLD), width=Weight.LINE)
FAINT = Look(fill=color(Color.WHITE), stroke=color(Color.HAIRLINE), width=Weight.LINE)
BOXES = {"none": HOLLOW, "done": SOLID, "failed": FAILED, "struck": FAINT}
CHECK = Look(stroke=color(Color.WHITE), width=Weight.STRONG)
CROSS = Look(stroke=color(Color.DEEP_GOLD), width=Weight.STRONG)
STRIKE = Look(stroke=color(Color.MUTED), width=Weight.LINE)


class Item(Model):
    """A line of the list, and how far it is."""

    state: Literal["none", "done", "failed", "struck"]
    text: Text


Entry = Annotated[Item, entries_of(STATES, "none")]


class ListState(Kind):
    """Items below one another, each with a box: empty, done, failed or struck out. An item that is
    in the next picture, too, moves there."""

    name: ClassVar[str] = "list"
    example: ClassVar[str] = (
        "{items: [{done: Write the test}, {failed: Run it}, {struck: Ship it}, Fix the bug]}"
    )

    items: Annotated[
        tuple[Entry, ...],
        Field(max_length=12, description="Words, or one of {done: }, {failed: } and {struck: }."),
    ]

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        old = earlier.keys() if isinstance(earlier, ListState) else []
        return shuffled(before, after, old, self.keys())

    def keys(self) -> list[str]:
        """The key of each item."""
        return numbered(item.text for item in self.items)

    def draw(self, room: Frame) -> Iterator[Element]:
        style, gap, wrapped = self._fitted(room)
        size = style.size
        widest = max((width_of(line, style) for lines in wrapped for line in lines), default=0.0)
        left = room.center[0] - (widest + INDENT * size) / 2
        y = room.center[1] + _height(wrapped, size, gap) / 2
        for key, item, lines in zip(self.keys(), self.items, wrapped, strict=True):
            yield from _box(key, item, (left + BOX * size / 2, y - LEADING * size / 2), size)
            for at, line in enumerate(lines):
                place = (left + INDENT * size, y - (at + 0.5) * LEADING * size)
                yield from _words(f"{key}/{line}", item, line, place, style)
            y -= (len(lines) * LEADING + gap) * size

    def _fitted(self, room: Frame) -> tuple[TextStyle, float, list[tuple[str, ...]]]:
        """The largest text at which all items fit, the gap between them, and their lines."""
        for style in sizes_of(LARGEST):
            width = room.width - INDENT * style.size
            wrapped = [wrap(item.text, style, max(width, 0.01)) for item in self.items]
            widest = max((width_of(line, style) for lines in wrapped for line in lines), default=0)
            if widest > width * 1.001:
                continue
            for gap in GAPS:
                if _height(wrapped, style.size, gap) <= room.height:
                    return style, gap, wrapped
        raise NoRoomError("the items do not fit at a size that can be read.")


def _height(wrapped: list[tuple[str, ...]], size: float, gap: float) -> float:
    lines = sum(map(len, wrapped))
    return (lines * LEADING + gap * max(len(wrapped) - 1, 0)) * size


def _box(key: str, item: Item, center: Point, size: float) -> Iterator[Element]:
    x, y = center
    half = BOX * size / 2
    frame = Frame(x - half, y - half, x + half, y + half)
    yield Element(f"box/{key}", Rect(frame, size * 0.16), BOXES[item.state])
    if item.state == "done":
        yield check(f"check/{key}", center, size * 0.56, CHECK)
    elif item.state == "failed":
        yield from cross(f"cross/{key}", center, size * 0.6, CROSS)


def _words(key: str, item: Item, line: str, at: Point, style: TextStyle) -> Iterator[Element]:
    look = SOFT if item.state == "struck" else INK
    yield words(f"word/{key}", line, style, at, "left", look)
    if item.state == "struck":
        ends = (at, (at[0] + width_of(line, style), at[1]))
        yield Element(f"strike/{key}", Polyline(ends), STRIKE, "decor")
