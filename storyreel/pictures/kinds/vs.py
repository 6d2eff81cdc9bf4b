"""`vs`: two things side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, ClassVar

from pydantic import Field

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.choreography import giving_way
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Polyline
from storyreel.pictures.kinds.fields import Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import fitted, words
from storyreel.pictures.kinds.within import (
    Within,
    between_within,
    carried_within,
    change_within,
    draw_within,
    seconds_within,
)
from storyreel.pictures.looks import NAVY, SOFT

PARTS = ("left", "right")
GUTTER = px(64)
NAME_ROOM = px(84)
WORD_ROOM = px(90)
LINE = Look(stroke=color(Color.OUTLINE), width=Weight.LINE)


class VersusState(Kind):
    """Two things of any kind with a line between them, each with a name above."""

    name: ClassVar[str] = "vs"
    example: ClassVar[str] = (
        "{left: {figure: {value: 98, unit: '%'}}, right: {figure: {value: 24, unit: '%'}},"
        " names: [task A, task B]}"
    )

    left: Annotated[Within, Field(description="The left thing, as in {figure: {value: 3}}.")]
    right: Annotated[Within, Field(description="The right thing.")]
    names: Annotated[
        tuple[Text, Text] | None, Field(description="Words above the left and the right one.")
    ] = None
    word: Annotated[
        Text | None, Field(max_length=8, description="A word in the line, such as vs.")
    ] = None

    @classmethod
    def carried(cls, known: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
        return carried_within(PARTS, known, stated)

    @property
    def scale_numbers(self) -> tuple[float, ...]:
        return (*self.left.scale_numbers, *self.right.scale_numbers)

    def between(self, other: Kind, share: float) -> Kind | None:
        if not isinstance(other, VersusState):
            return None
        return between_within(self, other, PARTS, share)

    def seconds(self, earlier: Kind | None) -> float:
        return seconds_within(PARTS, earlier, self)

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        ends = before, after
        for part in PARTS:
            was = getattr(earlier, part) if isinstance(earlier, VersusState) else None
            ends = change_within(part, (was, getattr(self, part)), ends)
        return giving_way(*ends, *(f"name/{part}" for part in PARTS))

    def draw(self, room: Frame) -> Iterator[Element]:
        gutter = GUTTER + (WORD_ROOM if self.word else 0.0)
        if room.width <= gutter or room.height <= NAME_ROOM:
            raise NoRoomError("two things do not fit side by side.")
        yield from self._divider(room)
        for at, (part, half) in enumerate(zip(PARTS, room.columns((1, 1), gutter), strict=True)):
            inner = half
            if self.names:
                name = self.names[at]
                style = fitted(name, Type.HEADING, half.width, NAME_ROOM)
                place = (half.center[0], half.top - NAME_ROOM / 2 + px(8))
                yield words(f"name/{part}/{name}", name, style, place, look=NAVY)
                inner = replace(half, top=half.top - NAME_ROOM)
            yield from draw_within(part, getattr(self, part), inner)

    def _divider(self, room: Frame) -> Iterator[Element]:
        """The line in the middle; a word interrupts it."""
        x, y = room.center
        gap = WORD_ROOM / 2 if self.word else 0.0
        for name, (first, last) in (
            ("above", (y + gap, room.top)),
            ("below", (y - gap, room.bottom)),
        ):
            yield Element(f"divider/{name}", Polyline(((x, first), (x, last))), LINE, "decor")
        if self.word:
            style = fitted(self.word, Type.LABEL_STRONG, WORD_ROOM + GUTTER, WORD_ROOM)
            yield words("word", self.word, style, (x, y), look=SOFT)
