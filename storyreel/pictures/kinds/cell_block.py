"""How `cells` without values are drawn: one block, with lines between few cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Rect
from storyreel.pictures.kinds.cell_looks import TONES, WHITE
from storyreel.pictures.kinds.cell_pane import frozen_pane
from storyreel.pictures.kinds.cell_plan import block_plan
from storyreel.pictures.kinds.labels import fitted, words
from storyreel.pictures.looks import INK

if TYPE_CHECKING:
    from storyreel.pictures.kinds.cells import CellsState

MOST_CELLS = 900
"""Cells between which lines are drawn."""

SMALLEST = px(16)
"""Side of such a cell."""

LINE = Look(fill=color(Color.PEARL))


def block(state: CellsState, room: Frame) -> Iterator[Element]:
    """The elements of a block in a room: its lines, strips, pane and label."""
    frame, unit = block_plan(state, room)
    rows, columns = state.rows or 1.0, state.columns or 1.0
    width, height = columns * unit, rows * unit
    yield Element("block", Rect(frame, min(px(6), width / 4, height / 4)), TONES[state.tone])
    if state.tone != "ghost":
        yield from _lines(frame, rows, columns, unit)
    yield from state.strips.draw(frame, unit)
    if state.frozen:
        yield from frozen_pane(frame)
    if state.label:
        style = fitted(state.label, Type.LABEL_STRONG, width, height)
        look = WHITE if state.tone == "navy" else INK
        yield words("label", state.label, style, frame.center, look=look)


def _lines(frame: Frame, rows: float, columns: float, unit: float) -> Iterator[Element]:
    """Lines between whole cells of a block, where there are few enough to be seen."""
    if rows * columns > MOST_CELLS or unit < SMALLEST or rows % 1 or columns % 1:
        return
    half = px(1.5)
    for r in range(1, int(rows)):
        y = frame.top - r * unit
        line = Rect(Frame(frame.left, y - half, frame.right, y + half))
        yield Element(f"line/row {r}", line, LINE, "decor")
    for c in range(1, int(columns)):
        x = frame.left + c * unit
        line = Rect(Frame(x - half, frame.bottom, x + half, frame.top))
        yield Element(f"line/column {c}", line, LINE, "decor")
