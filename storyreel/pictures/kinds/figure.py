"""`figure`: one number, large, with its unit and a word about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.pictures.elements import Element
from storyreel.pictures.forms import Number, shown
from storyreel.pictures.kinds.kind import (
    NAVY,
    SMALLEST,
    SOFT,
    Kind,
    NoRoomError,
    Quantity,
    Text,
    fitted,
    width_of,
    words,
)

LARGEST = px(230)


class FigureState(Kind):
    """A number that counts to its value."""

    name: ClassVar[str] = "figure"
    example: ClassVar[str] = "{value: 4.605, digits: 3, note: loss}"

    value: Annotated[Quantity, Field(description="The number, a fact, or arithmetic over facts.")]
    digits: Annotated[int, Field(ge=0, le=6, description="Digits after the point.")] = 0
    prefix: Annotated[Text | None, Field(max_length=8, description="Before the number.")] = None
    unit: Annotated[Text | None, Field(max_length=12, description="After the number.")] = None
    note: Annotated[Text | None, Field(max_length=40, description="What the number is.")] = None
    count_from: Annotated[
        Quantity | None, Field(alias="from", description="The number that counting begins at.")
    ] = None

    @property
    def spec(self) -> str:
        """The format of the number with its prefix and unit."""
        unit = {None: "", "%": " %"}.get(self.unit, f" {self.unit}")
        return f"{self.prefix or ''}{{:,.{self.digits}f}}{unit}".replace(",.", ",.")

    def draw(self, room: Frame) -> Iterator[Element]:
        x, y = room.center
        style = replace(Type.FIGURE, size=min(LARGEST, room.height * (0.5 if self.note else 0.75)))
        ends = [self.value] if self.count_from is None else [self.value, self.count_from]
        widest = max((shown(self.spec, value) for value in ends), key=lambda t: width_of(t, style))
        style = (
            fitted(widest, style, room.width, room.height)
            if width_of(widest, style) > room.width
            else style
        )
        if style.size < SMALLEST:
            raise NoRoomError(f"{widest!r} is too wide for its place.")
        if self.note:
            y += style.size * 0.32
            below = y - style.size * 0.36 - px(52)
            yield words(
                "note",
                self.note,
                fitted(self.note, Type.LABEL, room.width, room.height),
                (x, below),
                look=SOFT,
            )
        form = Number(self.value, self.spec, style, (x, y), "center")
        birth = None if self.count_from is None else replace(form, value=self.count_from)
        yield Element("number", form, NAVY, "number", birth)
