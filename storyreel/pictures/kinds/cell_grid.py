"""How `cells` with values are drawn: single cells with their numbers, names and brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Polyline, Rect, shown
from storyreel.pictures.kinds.cell_looks import (
    BEHIND,
    EDGE,
    EMPTY,
    FILLED,
    FULL,
    GOLDEN,
    WHITE,
    rounded,
)
from storyreel.pictures.kinds.cell_motion import point
from storyreel.pictures.kinds.cell_pane import frozen_pane
from storyreel.pictures.kinds.cell_plan import GAP, NAMES, GridPlan, grid_plan
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import fitted, width_of, words
from storyreel.pictures.looks import INK

if TYPE_CHECKING:
    from storyreel.pictures.kinds.cells import CellsState

BEAM = Look(fill=color(Color.GOLD, 0.45))
MEETING = Look(stroke=color(Color.DEEP_GOLD), width=Weight.STRONG)
MAKING = Look(stroke=FULL, width=Weight.STRONG)
"""Around the values of strips, and the cell that they make."""

BRACKET = Look(stroke=EDGE, width=Weight.LINE)
BRACKET_GAP = px(22)
"""Between the names of two brackets."""

FALL = px(170)
"""How far cells fall that leave."""

WAVE = 0.75
"""Share of a change after which the last cell begins to grow between two strips."""


@dataclass(frozen=True, slots=True)
class GridDrawing:
    """Draws a state of `cells` that has values."""

    state: CellsState

    def draw(self, room: Frame) -> Iterator[Element]:
        """The elements of the cells in a room."""
        state = self.state
        plan = grid_plan(state, room)
        block, unit = plan.frame, plan.unit * state.merged
        if state.rows is not None:
            yield Element("block", Rect(block, px(6)), BEHIND[state.tone])
        yield from self._cells(plan)
        yield from self._row_names(plan)
        yield from self._column_names(plan)
        yield from self._brackets(plan)
        yield from state.strips.draw(block, unit)
        yield from state.strips.cells(block, unit, plan.unit)
        if state.frozen:
            yield from frozen_pane(block)
        if state.cross is not None:
            yield from self._cross(plan, plan.cell(state.cross[0] - 1, state.cross[1] - 1))

    def _cells(self, plan: GridPlan) -> Iterator[Element]:
        """The cells, each with its number on it."""
        for r, row in enumerate(self.state.values):
            for c, value in enumerate(row):
                form = rounded(plan.cell(r, c), plan.unit)
                known = self.state.reveal is None or (r + 1, c + 1) in self.state.reveal
                yield self._cell(r, c, value if known else 0.0, form)
                if self.state.digits is not None and known:
                    text = shown(f"{{:.{self.state.digits}f}}", value)
                    yield self._number(f"r{r + 1}/c{c + 1}", text, value, form, plan.unit)

    def _cell(self, row: int, column: int, value: float, form: Rect) -> Element:
        """A cell, tinted by its value; cells between two strips begin where these meet."""
        tint = EMPTY.mix(GOLDEN if self.state.tone == "gold" else FILLED, value)
        key = f"cell/r{row + 1}/c{column + 1}"
        if not (self.state.left and self.state.above):
            return Element(key, form, tint, birth=form.moved(0.0, -FALL))
        rows, columns = self.state.shape
        begin = (row + column) / max(rows + columns - 2, 1) * WAVE
        return Element(key, form, tint, birth=point(form), span=(begin, begin + 1 - WAVE))

    def _number(self, key: str, text: str, value: float, cell: Rect, side: float) -> Element:
        """The value of a cell, in the colour that shows on it."""
        style = fitted(text, Type.LABEL, side * 0.94, side)
        ink = WHITE if value > 0.5 and self.state.tone != "gold" else INK
        number = words(f"value/{key}", text, style, cell.frame.center, look=ink)
        return number._replace(role="number", birth=number.form.moved(0.0, -FALL))

    def _row_names(self, plan: GridPlan) -> Iterator[Element]:
        for r, name in enumerate(self.state.row_names):
            if plan.unit < px(50):
                raise NoRoomError("the rows are too low for their names.")
            cell = plan.cell(r, 0)
            place = (cell.left - GAP, cell.center[1])
            yield words(f"name/r{r + 1}", name, Type.LABEL, place, "right")

    def _column_names(self, plan: GridPlan) -> Iterator[Element]:
        for c, name in enumerate(self.state.column_names):
            cell = plan.cell(0, c)
            style = fitted(name, Type.LABEL, plan.unit * 0.98, NAMES)
            place = (cell.center[0], cell.top + NAMES * 0.45)
            yield words(f"name/c{c + 1}", name, style, place)

    def _brackets(self, plan: GridPlan) -> Iterator[Element]:
        """A bracket and a name below each group of columns; names may be wider than brackets."""
        first, right = 0, plan.left - BRACKET_GAP
        for name, size in self.state.groups.items():
            columns = plan.cell(self.state.shape[0] - 1, first).around(
                plan.cell(self.state.shape[0] - 1, first + size - 1)
            )
            first += size
            low = columns.bottom - px(26)
            yield Element(f"bracket/{name}", _bracket(columns, low), BRACKET, "decor")
            half = width_of(name, Type.LABEL) / 2
            x = max((columns.left + columns.right) / 2, right + BRACKET_GAP + half)
            if x - half > columns.right:
                raise NoRoomError(f"{name!r} has no room below its columns.")
            right = x + half
            yield words(f"group/{name}", name, Type.LABEL, (x, low - px(36)))

    def _cross(self, plan: GridPlan, cell: Frame) -> Iterator[Element]:
        """Beams along a row and a column to the cell where they meet, and frames around it and the
        values of the strips that make it."""
        strips, block = self.state.strips, plan.frame
        beside, above = strips.frames(block, plan.unit * self.state.merged)
        if self.state.left_values:
            yield _frame("left", replace(beside, bottom=cell.bottom, top=cell.top), MAKING)
        if self.state.above_values:
            yield _frame("above", replace(above, left=cell.left, right=cell.right), MAKING)
        row = Frame(block.left, cell.bottom, cell.left, cell.top)
        column = Frame(cell.left, cell.top, cell.right, block.top)
        yield _beam("row", row, replace(row, right=row.left))
        yield _beam("column", column, replace(column, bottom=column.top))
        yield _frame("cell", cell, MAKING if strips.sides == 1 else MEETING)


def _bracket(columns: Frame, low: float) -> Polyline:
    """A bracket below columns that reaches down to `low`."""
    top, left, right = columns.bottom - px(8), columns.left + px(5), columns.right - px(5)
    return Polyline(((left, top), (left, low), (right, low), (right, top)))


def _frame(name: str, around: Frame, look: Look) -> Element:
    """A frame around cells that meet."""
    return Element(f"cross/{name}", Rect(around, px(4)), look, "decor", depth=1)


def _beam(name: str, beam: Frame, start: Frame) -> Element:
    """A beam that grows from its start."""
    return Element(f"cross/{name}", Rect(beam), BEAM, "decor", birth=Rect(start), depth=1)
