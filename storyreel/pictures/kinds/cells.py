"""`cells`: a grid or matrix; values as tint, a block that grows or shrinks to scale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Rect, between
from storyreel.pictures.kinds.kind import INK, Kind, NoRoomError, Quantity, Text, fitted, words
from storyreel.storyboard.model import mistake

MOST_CELLS = 900
SMALLEST = px(24)
EDGE = color(Color.LINE)
PALE, FULL = color(Color.CELL), color(Color.NAVY)
TONES = {
    "navy": color(Color.NAVY),
    "gold": color(Color.GOLD),
    "frost": color(Color.CELL),
}


class CellsState(Kind):
    """Rows and columns of cells. With `per` a block is drawn to scale: so many units of its rows
    and columns fill the room, and two blocks with one `per` can be compared."""

    name: ClassVar[str] = "cells"
    example: ClassVar[str] = "{values: [[0.1, 0.8, 0.3], [0.6, 0.2, 0.9]]}"

    rows: Annotated[Quantity | None, Field(gt=0, description="Rows.")] = None
    columns: Annotated[Quantity | None, Field(gt=0, description="Columns.")] = None
    per: Annotated[
        Quantity | None, Field(gt=0, description="Draw to scale: so many rows fill the height.")
    ] = None
    values: Annotated[
        tuple[tuple[Quantity, ...], ...],
        Field(max_length=30, description="Shares from 0 to 1, row by row, shown as tint."),
    ] = ()
    tone: Annotated[
        str, Field(pattern="^(navy|gold|frost)$", description="Colour of a block without values.")
    ] = "navy"
    label: Annotated[Text | None, Field(max_length=32, description="Words in the block.")] = None

    @model_validator(mode="after")
    def _consistent(self) -> CellsState:
        if self.values:
            widths = {len(row) for row in self.values}
            if len(widths) > 1:
                raise mistake("has rows of unequal lengths.", "Give every row as many values.")
            if any(not 0 <= value <= 1 for row in self.values for value in row):
                raise mistake("has a value outside 0 to 1.", "Divide by the largest value.")
        elif self.rows is None or self.columns is None:
            raise mistake("needs `values`, or `rows` and `columns`.", "Write one of the two.")
        return self

    @property
    def shape(self) -> tuple[float, float]:
        """Rows and columns."""
        if self.values:
            return float(len(self.values)), float(len(self.values[0]))
        assert self.rows is not None and self.columns is not None
        return self.rows, self.columns

    def draw(self, room: Frame) -> Iterator[Element]:
        rows, columns = self.shape
        unit = room.height / self.per if self.per else min(room.width / columns, room.height / rows)
        width, height = columns * unit, rows * unit
        if width > room.width * 1.001 or height > room.height * 1.001:
            raise NoRoomError("the block is larger than its place at this scale.", "Enlarge `per`.")
        if max(width, height) < SMALLEST:
            raise NoRoomError("the cells are too small to be seen here.")
        x, y = room.center
        frame = Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if self.values:
            yield from self._grid(frame, unit)
        else:
            look = Look(fill=TONES[self.tone], stroke=EDGE, width=Weight.HAIRLINE)
            yield Element("block", Rect(frame, min(px(6), width / 4, height / 4)), look)
            yield from self._lines(frame, rows, columns, unit)
        if self.label:
            dark = self.tone == "navy"
            style = fitted(self.label, Type.LABEL_STRONG, width, height)
            look = Look(fill=color(Color.WHITE)) if dark else INK
            yield words("label", self.label, style, frame.center, look=look)

    def _grid(self, frame: Frame, unit: float) -> Iterator[Element]:
        gap = min(px(5), unit * 0.08)
        for r, row in enumerate(self.values):
            for c, value in enumerate(row):
                left, top = frame.left + c * unit, frame.top - r * unit
                cell = Frame(
                    left + gap / 2, top - unit + gap / 2, left + unit - gap / 2, top - gap / 2
                )
                tint = tuple(round(between(a, b, value)) for a, b in zip(PALE, FULL, strict=True))
                look = Look(fill=(tint[0], tint[1], tint[2], tint[3]))
                yield Element(f"cell/{r}/{c}", Rect(cell, min(px(8), unit * 0.12)), look)

    def _lines(self, frame: Frame, rows: float, columns: float, unit: float) -> Iterator[Element]:
        """Lines between whole cells, where there are few enough to be seen."""
        if rows * columns > MOST_CELLS or unit < px(16) or rows % 1 or columns % 1:
            return
        gap = px(1.5)
        look = Look(fill=color(Color.PEARL))
        for r in range(1, int(rows)):
            y = frame.top - r * unit
            yield Element(
                f"line/r{r}", Rect(Frame(frame.left, y - gap, frame.right, y + gap)), look, "decor"
            )
        for c in range(1, int(columns)):
            x = frame.left + c * unit
            yield Element(
                f"line/c{c}", Rect(Frame(x - gap, frame.bottom, x + gap, frame.top)), look, "decor"
            )
