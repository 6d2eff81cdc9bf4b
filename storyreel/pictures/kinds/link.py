"""`arrow` and `bracket`: what joins or spans parts of other things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.pictures.elements import Element
from storyreel.pictures.emphasis import LINK
from storyreel.pictures.forms import Link
from storyreel.pictures.kinds.fields import Address, Text
from storyreel.pictures.kinds.kind import Kind
from storyreel.storyboard.values import mistake


class ArrowState(Kind):
    """An arrow from one thing, or part of it, to another; it follows both. It needs no layout."""

    name: ClassVar[str] = "arrow"
    example: ClassVar[str] = "{from: odds.62, to: loss, text: ln}"
    placed: ClassVar[bool] = False

    start: Annotated[Address, Field(alias="from", description="Where it begins.")]
    stop: Annotated[Address, Field(alias="to", description="Where it points.")]
    text: Annotated[Text | None, Field(max_length=24, description="Words beside it.")] = None

    @model_validator(mode="after")
    def _consistent(self) -> ArrowState:
        if self.start == self.stop:
            raise mistake(f"leads from {self.start!r} to itself.", "Name two things or parts.")
        return self

    def addresses(self) -> Mapping[str, str]:
        return {"from": self.start, "to": self.stop}

    def draw(self, room: Frame) -> Iterator[Element]:
        yield Element("arrow", Link(self.start, self.stop, self.text), LINK, "graphic", depth=2)


class BracketState(Kind):
    """A bracket below a thing, or a part of it, with words. It needs no layout."""

    name: ClassVar[str] = "bracket"
    example: ClassVar[str] = "{under: row.honey, text: hidden}"
    placed: ClassVar[bool] = False

    under: Annotated[Address, Field(description="What it spans.")]
    text: Annotated[Text | None, Field(max_length=32, description="Words below it.")] = None

    def addresses(self) -> Mapping[str, str]:
        return {"under": self.under}

    def draw(self, room: Frame) -> Iterator[Element]:
        yield Element("bracket", Link(self.under, None, self.text), LINK, "graphic", depth=2)
