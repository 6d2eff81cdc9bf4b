"""Where cells are on their stage, and how large they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import width_of
from storyreel.pictures.shared_elements import STAGE

if TYPE_CHECKING:
    from storyreel.pictures.kinds.cells import CellsState

SMALLEST_BLOCK = px(24)
SMALLEST_CELL = px(10)
BELOW = px(92)
"""Room for brackets and their names below the cells."""

NAMES = px(62)
"""Height of the names of columns."""

GAP = px(18)
"""From the names of rows to their cells."""

SPLIT = 0.35
"""Distance of two groups of columns, in cells."""


@dataclass(frozen=True, slots=True)
class GridPlan:
    """Where the cells of a grid are; `splits` are the columns before which a group begins."""

    left: float
    top: float
    unit: float
    splits: Sequence[int]
    shape: tuple[int, int]

    @property
    def frame(self) -> Frame:
        """The rectangle of all cells."""
        rows, columns = self.shape
        return self.cell(0, 0).around(self.cell(rows - 1, columns - 1))

    def cell(self, row: int, column: int) -> Frame:
        """The square of a cell."""
        before = sum(1 for split in self.splits if split <= column) * SPLIT
        left = self.left + (column + before) * self.unit
        top = self.top - row * self.unit
        return Frame(left, top - self.unit, left + self.unit, top)


def grid_plan(state: CellsState, room: Frame) -> GridPlan:
    """The plan of cells with values, their names, strips and brackets.

    Raises NoRoomError where the cells are too small, or too large at their scale.
    """
    rows, columns = state.shape
    strips, merged = state.strips, state.merged
    beside = max((width_of(name, Type.LABEL) + GAP for name in state.row_names), default=0.0)
    above = NAMES if state.column_names else 0.0
    below = BELOW if state.groups else 0.0
    splits = max(len(state.groups) - 1, 0) * SPLIT
    wide = room.width - beside - strips.gaps[0]
    high = room.height - above - below - strips.gaps[1]
    aside, over = (size * merged for size in strips.beside)
    unit = _unit(state, min(wide / (columns + splits + aside), high / (rows + over)))
    if unit < SMALLEST_CELL:
        raise NoRoomError(f"{rows} by {columns} cells are too small to be seen here.")
    strip_width, strip_height = strips.gaps[0] + aside * unit, strips.gaps[1] + over * unit
    whole = unit * (columns + splits) + beside + strip_width
    left = _left(state, room, whole) + strip_width / strips.sides + beside
    height = unit * rows + above + below + strip_height
    top = room.center[1] + height / 2 - strip_height / strips.sides - above
    starts = list(accumulate(state.groups.values()))
    return GridPlan(left, top, unit, tuple(starts[:-1]), (rows, columns))


def block_plan(state: CellsState, room: Frame) -> tuple[Frame, float]:
    """The rectangle of cells without values, and the side of one of them.

    Raises NoRoomError where the block is too small, or too large at its scale.
    """
    rows, columns, strips = state.rows or 1.0, state.columns or 1.0, state.strips
    across = (room.width - strips.gaps[0]) / (columns + strips.beside[0])
    up = (room.height - strips.gaps[1]) / (rows + strips.beside[1])
    unit = _unit(state, min(across, up))
    width, height = columns * unit, rows * unit
    if max(width, height) < SMALLEST_BLOCK:
        raise NoRoomError("the cells are too small to be seen here.")
    aside = (strips.gaps[0] + strips.beside[0] * unit) / 2
    left, y = _left(state, room, width + 2 * aside) + aside, room.center[1]
    return Frame(left, y - height / 2, left + width, y + height / 2), unit


def _unit(state: CellsState, largest: float) -> float:
    """The side of a cell: the largest one, or that of the scale."""
    if not state.per:
        return largest
    scale = STAGE.height / state.per / state.merged
    if scale > largest * 1.001:
        raise NoRoomError(
            "the block is larger than its place at this scale.",
            f"Write `per: {state.per * scale / largest:.4g}` or more, here and in what it is "
            "compared with.",
        )
    return scale


def _left(state: CellsState, room: Frame, width: float) -> float:
    """The left end of cells that are so wide with all around them."""
    return room.left if state.align == "left" else room.center[0] - width / 2
