"""`table`: rows and columns of words and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from storyreel.base.counted import counted
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, Type, Weight, px
from storyreel.pictures.choreography import at_pace, shuffled
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.facts import Arithmetic, in_full
from storyreel.pictures.forms import Anchor, Number, Point, Polyline, Rect, shown
from storyreel.pictures.kinds.entry import numbered
from storyreel.pictures.kinds.fields import PictureSurroundings, Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.kinds.signs import PLATE, RADIUS
from storyreel.pictures.looks import INK, NAVY, SOFT
from storyreel.pictures.wrap import sizes_of
from storyreel.storyboard.explain import shown as written
from storyreel.storyboard.record import Model
from storyreel.storyboard.values import mistake

LARGEST = Type.LABEL.sized(72)
LEADING = 1.62
CLOSE = 1.26
"""Height of a row in sizes of the text: where there is room, and at least."""

COLUMN_GAP = 1.1
SLACK = 0.7
"""How far a number may go into the gap before its column while it counts, in sizes of the text."""

WIDEST_GAP = px(190)
PAD = px(28)
PLATE_EDGE = px(12)
ROW = Look(fill=color(Color.WHITE))
HEAD_LINE = Look(stroke=color(Color.NAVY), width=Weight.LINE)
ROW_LINE = Look(stroke=color(Color.HAIRLINE), width=Weight.HAIRLINE)
_ONE_HOLE = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")


class Cell(Model):
    """What a cell shows: words, or a number with its format."""

    text: Text | None = None
    value: float | None = None
    spec: str = "{}"

    @property
    def shown(self) -> str:
        """What is read in it."""
        return self.text or ("" if self.value is None else shown(self.spec, self.value))


def _check_filled(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise mistake("the cell is empty.", "Write `–` for an empty cell.")
    return value


def _cell(value: Any, info: ValidationInfo) -> Any:
    """A cell as it is written: words, a number, or {expression:format}."""
    if isinstance(value, Cell):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        what = f"must be text or a number, not {written(value)}."
        raise mistake(what, "Put it in quotes, or write `–` for an empty cell.")
    _check_filled(value)
    if not isinstance(value, str):
        return {"value": float(value), "spec": _spec(value)}
    hole = _ONE_HOLE.fullmatch(value.strip())
    if hole is None:
        return {"text": value}
    context = info.context
    arithmetic = context.arithmetic if isinstance(context, PictureSurroundings) else Arithmetic()
    arithmetic.text(value)  # refuses a wrong format
    found = arithmetic.value(hole[1].strip())
    return {"value": found, "spec": f"{{:{hole[2] or ',' + in_full(found)}}}"}


def _spec(value: float) -> str:
    """As many digits as a number is written with."""
    if isinstance(value, int):
        return "{:,.0f}"
    _, _, digits = repr(value).partition(".")
    return f"{{:,.{len(digits) if digits.isdigit() else 6}f}}"


TableCell = Annotated[Cell, BeforeValidator(_cell, json_schema_input_type=str | float)]


@dataclass(frozen=True, slots=True)
class Measures:
    """The size of a table's text, its columns from left to right, and the height of a row."""

    style: TextStyle
    columns: tuple[tuple[float, float], ...]
    """Left and right end of each."""
    pitch: float
    frame: Frame

    def row(self, number: int) -> Frame:
        """The frame of a row, counted from the top."""
        top = self.frame.top - number * self.pitch
        return replace(self.frame, top=top, bottom=top - self.pitch)


class TableState(Kind):
    """A table; a row is known by its first cell and slides when the order changes, and numbers
    count. Numbers are aligned on the right, words on the left; `–` is an empty cell."""

    name: ClassVar[str] = "table"
    example: ClassVar[str] = (
        "{header: [unit, right, missed], rows: [[none, 67, 68], [two, 97, 9], [eight, 99.8, 1]]}"
    )

    header: Annotated[
        tuple[Annotated[Text, BeforeValidator(_check_filled)], ...],
        Field(max_length=8, description="The name of each column."),
    ] = ()
    rows: Annotated[
        tuple[Annotated[tuple[TableCell, ...], Field(min_length=1, max_length=8)], ...],
        Field(min_length=1, max_length=12, description="Rows of words, numbers and {fact:.1%}."),
    ]

    @model_validator(mode="after")
    def _consistent(self) -> TableState:
        wide = len(self.header) or len(self.rows[0])
        for number, row in enumerate(self.rows, 1):
            if len(row) != wide:
                raise mistake(
                    f"row {number} has {counted(len(row), 'cell')} instead of {wide}.",
                    "Give every row as many cells as the header.",
                    "rows",
                    number - 1,
                )
        return self

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        old = earlier.keys() if isinstance(earlier, TableState) else []
        before, after = shuffled(before, after, old, self.keys())
        return before, at_pace(before, after, SLACK, level=True)

    def draw(self, room: Frame) -> Iterator[Element]:
        measures = self._measured(room)
        columns = numbered(self.header) if self.header else self._letters()
        yield Element("plate", Rect(measures.frame.inset(-PLATE_EDGE), RADIUS), PLATE)
        for number, (key, row) in enumerate(zip(self.keys(), self.rows, strict=True)):
            frame = measures.row(number + bool(self.header))
            yield Element(f"row/{key}", Rect(frame, px(10)), ROW, "decor")
            for at, cell in enumerate(row):
                place, anchor = self._place(at, frame.center[1], measures)
                yield from _cell_element(f"cell/{key}/{columns[at]}", cell, measures, place, anchor)
        for number in range(1, len(self.rows)):
            yield _rule(f"line/{number}", measures.row(number + bool(self.header)).top, measures)
        if self.header:
            yield from self._header(columns, measures)

    def keys(self) -> list[str]:
        """The key of each row: its first cell."""
        return numbered(row[0].shown for row in self.rows)

    def _header(self, columns: list[str], measures: Measures) -> Iterator[Element]:
        frame = measures.row(0)
        for at, name in enumerate(self.header):
            place, anchor = self._place(at, frame.center[1], measures)
            yield words(f"head/{columns[at]}", name, measures.style, place, anchor, SOFT)
        line = Polyline(((frame.left, frame.bottom), (frame.right, frame.bottom)))
        yield Element("line/header", line, HEAD_LINE, "decor")

    def _letters(self) -> list[str]:
        """Names of columns without a header: 1, 2 and so on."""
        return [str(at + 1) for at in range(len(self.rows[0]))]

    def _place(self, column: int, y: float, measures: Measures) -> tuple[Point, Anchor]:
        left, right = measures.columns[column]
        numeric = self._numeric(column)
        return ((right, y), "right") if numeric else ((left, y), "left")

    def _numeric(self, column: int) -> bool:
        """Whether a column has numbers only, so that it is aligned on the right."""
        return all(row[column].value is not None for row in self.rows)

    def _measured(self, room: Frame) -> Measures:
        """The largest text at which the table fits; columns use what width is left."""
        count = len(self.rows) + bool(self.header)
        columns = list(zip(*([cell.shown for cell in row] for row in self.rows), strict=True))
        if self.header:
            columns = [(name, *column) for name, column in zip(self.header, columns, strict=True)]
        wide, high = room.width - 2 * PLATE_EDGE, room.height - 2 * PLATE_EDGE
        for style in sizes_of(LARGEST):
            widths = [max(width_of(text, style) for text in column) for column in columns]
            gaps = (len(widths) - 1) * COLUMN_GAP * style.size
            natural = sum(widths) + gaps + 2 * PAD
            if natural <= wide and count * CLOSE * style.size <= high:
                return _laid_out(room.inset(PLATE_EDGE), style, widths, count)
        raise NoRoomError("the table does not fit at a size that can be read.")


def _laid_out(room: Frame, style: TextStyle, widths: list[float], count: int) -> Measures:
    pitch = min(LEADING * style.size, room.height / count)
    spare = room.width - sum(widths) - 2 * PAD
    gap = min(spare / max(len(widths) - 1, 1), max(WIDEST_GAP, COLUMN_GAP * style.size))
    width = sum(widths) + gap * (len(widths) - 1) + 2 * PAD
    x, y = room.center
    frame = Frame(x - width / 2, y - count * pitch / 2, x + width / 2, y + count * pitch / 2)
    columns, left = [], frame.left + PAD
    for own in widths:
        columns.append((left, left + own))
        left += own + gap
    return Measures(style, tuple(columns), pitch, frame)


def _rule(key: str, y: float, measures: Measures) -> Element:
    """A line between two rows."""
    ends = ((measures.frame.left, y), (measures.frame.right, y))
    return Element(key, Polyline(ends), ROW_LINE, "decor")


def _cell_element(
    key: str, cell: Cell, measures: Measures, at: Point, anchor: Anchor
) -> Iterator[Element]:
    if cell.value is not None:
        form = Number(cell.value, cell.spec, measures.style, at, anchor)
        yield Element(key, form, NAVY, "number")
    elif cell.text:
        yield words(key, cell.text, measures.style, at, anchor, INK)
