"""Layouts drawn as text: each name covers the rectangle that it fills, as in CSS grid areas."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyreel.base.counted import counted
from storyreel.design.layout import Frame

EMPTY = "."
"""The name of a cell that stays empty."""

DIGITS = "¹²³⁴⁵⁶⁷⁸⁹"


_NAME = re.compile(r"\w+")


class LayoutError(ValueError):
    """A layout that is not a set of rectangles; says what is wrong, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


@dataclass(frozen=True, slots=True)
class Area:
    """The cells of one name: rows and columns from the upper left, ends excluded."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The areas of a grid of `rows` by `columns` equal cells."""

    rows: int
    columns: int
    areas: dict[str, Area]

    def frames(self, room: Frame, gutter: float) -> dict[str, Frame]:
        """Where each name is in a room, with gutters between cells."""
        width = (room.width - gutter * (self.columns - 1)) / self.columns
        height = (room.height - gutter * (self.rows - 1)) / self.rows
        return {
            name: Frame(
                room.left + area.left * (width + gutter),
                room.top - area.bottom * (height + gutter) + gutter,
                room.left + area.right * (width + gutter) - gutter,
                room.top - area.top * (height + gutter),
            )
            for name, area in self.areas.items()
        }


def parse_layout(text: str) -> Layout:
    """The layout that a text draws; raises LayoutError."""
    rows = [line.split() for line in text.splitlines() if line.strip()]
    if not rows:
        raise LayoutError("is empty.", "Draw at least one row of names.")
    columns = len(rows[0])
    for number, row in enumerate(rows, 1):
        if len(row) != columns:
            raise LayoutError(
                f"row {number} has {counted(len(row), 'cell')} and row 1 has {columns}.",
                "Give every row as many cells; write . for an empty one.",
            )
    names = dict.fromkeys(name for row in rows for name in row if name != EMPTY)
    if odd := next((name for name in names if not _NAME.fullmatch(name)), None):
        raise LayoutError(
            f"{odd!r} is not a name.",
            "Separate names with blanks alone, and write . for an empty cell.",
        )
    return Layout(len(rows), columns, {name: _area(name, rows) for name in names})


def row_layout(names: tuple[str, ...]) -> Layout:
    """Names side by side: the layout of a picture that draws none."""
    areas = {name: Area(0, at, 1, at + 1) for at, name in enumerate(names)}
    return Layout(1, max(len(names), 1), areas)


def _area(name: str, rows: list[list[str]]) -> Area:
    cells = [(y, x) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell == name]
    ys, xs = [y for y, _ in cells], [x for _, x in cells]
    area = Area(min(ys), min(xs), max(ys) + 1, max(xs) + 1)
    if len(cells) != (area.bottom - area.top) * (area.right - area.left):
        raise LayoutError(
            f"{name!r} does not fill a rectangle.",
            "Let each name cover one rectangle, without holes and in one piece.",
        )
    return area
