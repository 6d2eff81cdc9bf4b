"""`cells`: a grid or matrix; values as tint, a block that grows or shrinks to scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Outline, Point, Polyline, Rect, shown
from storyreel.pictures.house import STAGE
from storyreel.pictures.kinds.cell_motion import evenly, grown, in_block, point, rooted, together
from storyreel.pictures.kinds.cell_strips import EMPTY, FROST, GOLDEN, Strips, rounded
from storyreel.pictures.kinds.icon import STROKE, pictogram
from storyreel.pictures.kinds.kind import (
    INK,
    Count,
    Kind,
    NoRoomError,
    Quantity,
    Text,
    fitted,
    width_of,
    words,
)
from storyreel.pictures.kinds.signs import PANE, PLATE
from storyreel.storyboard.model import mistake

MOST_CELLS = 900
SMALLEST = px(24)
EDGE = color(Color.LINE)
FULL = color(Color.NAVY)
FILLED = Look(fill=FULL)
WHITE = Look(fill=color(Color.WHITE))
TONES = {
    "navy": Look(fill=FULL, stroke=EDGE, width=Weight.HAIRLINE),
    "gold": Look(fill=color(Color.GOLD), stroke=color(Color.GOLD_LINE), width=Weight.HAIRLINE),
    "frost": FROST,
    "ghost": Look(stroke=color(Color.SLATE), width=Weight.LINE, dash=px(14)),
}
BEHIND = {**TONES, "gold": TONES["frost"]}
"""A block behind cells with values."""

PANE_EDGE = px(4)
LARGEST_LOCK = px(190)
SMALLEST_LOCK = px(60)
LOCK_SHARE = 0.42
"""Size of the plate with a padlock on a frozen block, as a share of the block's shorter side."""

LOCK_SIGN = 0.6
"""Size of the padlock, as a share of its plate."""

BEAM = Look(fill=color(Color.GOLD, 0.45))
MEETING = Look(stroke=color(Color.GOLD_LINE), width=Weight.STRONG)

MAKING = Look(stroke=FULL, width=Weight.STRONG)
"""Around the values of strips, and the cell that they make."""

BRACKET = Look(stroke=EDGE, width=Weight.LINE)
FALL = px(170)
"""How far cells fall that leave."""

WAVE = 0.75
"""Share of a change after which the last cell begins to grow between two strips."""

BELOW = px(92)
"""Room for brackets and their names below the cells."""

NAMES = px(62)
"""Height of the names of columns."""

GAP = px(18)
SPLIT = 0.35
"""Distance of two groups of columns, in cells."""


class CellsState(Kind):
    """Rows and columns of cells. `per` draws them to scale: it is how many rows would fill the
    height of the stage, so blocks with one `per` can be compared anywhere."""

    name: ClassVar[str] = "cells"
    example: ClassVar[str] = (
        "{values: [[0.1, 0.8, 0.3], [0.6, 0.2, 0.9]], digits: 1, row_names: [seen, new]}"
    )

    rows: Annotated[Quantity | None, Field(gt=0, description="Rows.")] = None
    columns: Annotated[Quantity | None, Field(gt=0, description="Columns.")] = None
    per: Annotated[
        Quantity | None,
        Field(gt=0, description="Draw to scale: so many rows fill the height of the stage."),
    ] = None
    values: Annotated[
        tuple[tuple[Quantity, ...], ...],
        Field(max_length=64, description="Shares from 0 to 1, row by row, shown as tint."),
    ] = ()
    digits: Annotated[
        Count | None, Field(ge=0, le=3, description="Write the values with so many digits.")
    ] = None
    row_names: Annotated[
        tuple[Text, ...], Field(max_length=64, description="With values: names beside the rows.")
    ] = ()
    column_names: Annotated[
        tuple[Text, ...], Field(max_length=64, description="With values: names above the columns.")
    ] = ()
    groups: dict[Text, Count] = Field(
        default={},
        max_length=8,
        description="With values: how many columns belong together, from the left, by name.",
    )
    tone: Annotated[
        Literal["navy", "gold", "frost", "ghost"],
        Field(description="Its colour; ghost is only dashed, and cells are tinted navy or gold."),
    ] = "navy"
    left: Annotated[
        Quantity | None, Field(gt=0, description="A gold strip so many columns wide at its left.")
    ] = None
    above: Annotated[
        Quantity | None, Field(gt=0, description="A gold strip so many rows high above it.")
    ] = None
    apart: Annotated[
        Quantity,
        Field(ge=0, description="How many columns or rows strips are away from it."),
    ] = 0.0
    frozen: Annotated[
        bool, Field(description="A frosted pane with a padlock: it does not learn.")
    ] = False
    left_values: Annotated[
        tuple[tuple[Quantity, ...], ...],
        Field(max_length=64, description="With values: shares from 0 to 1 in the strip `left`."),
    ] = ()
    above_values: Annotated[
        tuple[tuple[Quantity, ...], ...],
        Field(max_length=16, description="With values: shares from 0 to 1 in the strip `above`."),
    ] = ()
    reveal: Annotated[
        tuple[tuple[Count, Count], ...] | None,
        Field(max_length=64, description="The cells that show values, as [row, column], if few."),
    ] = None
    cross: Annotated[
        tuple[Count, Count] | None,
        Field(
            description="With values: the row and column of a cell, shown with what meets there."
        ),
    ] = None
    label: Annotated[Text | None, Field(max_length=32, description="Words in the block.")] = None
    align: Annotated[
        Literal["center", "left"], Field(description="Where the cells are in their place.")
    ] = "center"

    @model_validator(mode="after")
    def _consistent(self) -> CellsState:
        if not self.values:
            if self.rows is None or self.columns is None:
                raise mistake("needs `values`, or `rows` and `columns`.", "Write one of the two.")
            told = self.row_names or self.column_names or self.groups or self.cross
            strips = self.left_values or self.above_values
            if told or strips or self.reveal is not None or self.digits is not None:
                raise mistake("describes cells and has no values.", "Write `values:`.")
            return self
        widths = {len(row) for row in self.values}
        if len(widths) > 1 or widths == {0}:
            raise mistake("has rows of unequal lengths.", "Give every row as many values.")
        if (self.rows is None) != (self.columns is None):
            raise mistake("has `rows` or `columns` alone.", "Write both, or `values` alone.")
        if self.columns is not None and self.rows is not None:
            share = self.rows / len(self.values)
            if abs(share - self.columns / len(self.values[0])) > 1e-9 * share:
                raise mistake(
                    "has values in another proportion than its rows and columns.",
                    "Give as many rows of values for each row as columns for each column.",
                )
        every = (*self.values, *self.left_values, *self.above_values)
        if any(not 0 <= value <= 1 for row in every for value in row):
            raise mistake("has a value outside 0 to 1.", "Divide by the largest value.")
        return self

    @model_validator(mode="after")
    def _names_consistent(self) -> CellsState:
        if not self.values:
            return self
        rows, columns = len(self.values), len(self.values[0])
        for key, own, wanted in (
            ("row_names", self.row_names, rows),
            ("column_names", self.column_names, columns),
        ):
            if own and len(own) != wanted:
                raise mistake(f"has {len(own)} {key} for {wanted}.", "Write one for each.")
        told = sum(self.groups.values())
        if self.groups and (told != columns or min(self.groups.values()) < 1):
            raise mistake(
                f"has {columns} columns and groups of {told}.", "Let the groups sum to the columns."
            )
        return self

    @model_validator(mode="after")
    def _cross_consistent(self) -> CellsState:
        for key, places in (("cross", (self.cross,)), ("reveal", self.reveal or ())):
            rows, columns = len(self.values), len(self.values[0]) if self.values else 0
            if any(at and not (1 <= at[0] <= rows and 1 <= at[1] <= columns) for at in places):
                raise mistake(
                    f"has a {key} outside its cells.",
                    f"Write rows from 1 to {rows} and columns from 1 to {columns}.",
                )
            if len(set(places)) < len(places):
                raise mistake(f"names a cell of `{key}` twice.", "Name it once.")
        return self

    @model_validator(mode="after")
    def _strip_values_consistent(self) -> CellsState:
        rows, columns = len(self.values), len(self.values[0]) if self.values else 0
        wide_left, high_above = (
            max(1, round(strip * self._merged)) if strip else None
            for strip in (self.left, self.above)
        )
        for key, values, wide, high in (
            ("left_values", self.left_values, wide_left, rows),
            ("above_values", self.above_values, columns, high_above),
        ):
            if values and (len(values) != high or {len(row) for row in values} != {wide}):
                raise mistake(
                    f"has {key} that do not fill their strip.",
                    f"Write {high or 0:g} rows of {wide or 0:g} values.",
                )
        return self

    @model_validator(mode="after")
    def _strips_consistent(self) -> CellsState:
        widest = max(self.left or 0.0, self.above or 0.0)
        size = min(self.rows or 0.0, self.columns or 0.0)
        if widest and not size:
            raise mistake("has a strip and no measures.", "Write `rows` and `columns`, too.")
        if widest > size / 4:
            raise mistake("has a strip wider than a quarter.", "Draw two things with one `per`.")
        if self.apart and not widest:
            raise mistake("moves a strip away and has none.", "Write `left` or `above`.")
        return self

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """Cells grow in place, and fall where others stay; numbers fall with their cells alone.

        Between a block and its enlarged cells, these come from, and go to, their places in the
        block. Cells that travel do so together. A tint is a number: it changes evenly.
        """
        if isinstance(earlier, CellsState):
            if self.values and not earlier.values:
                before = (*before, *in_block(after, before))
                after = tuple(replace(element, span=None) for element in after)
            elif earlier.values and not self.values:
                after = (*after, *(replace(e, span=None) for e in in_block(before, after)))
        after = evenly(before, together(before, after))
        return rooted(before, after), grown(rooted(after, before))

    def draw(self, room: Frame) -> Iterator[Element]:
        if self.values:
            plan = self._plan(room)
            if self.rows is not None:
                yield Element("block", Rect(plan.frame, px(6)), BEHIND[self.tone])
            yield from self._grid(plan)
            unit = plan.unit * self._merged
            yield from self._strips.draw(plan.frame, unit)
            yield from self._strips.cells(plan.frame, unit, plan.unit)
            yield from self._pane(plan.frame)
            yield from self._crossed(plan)
        else:
            yield from self._block(room)

    def _block(self, room: Frame) -> Iterator[Element]:
        rows, columns, strips = self.rows or 1.0, self.columns or 1.0, self._strips
        unit = self._unit(
            min(
                (room.width - strips.gaps[0]) / (columns + strips.beside[0]),
                (room.height - strips.gaps[1]) / (rows + strips.beside[1]),
            )
        )
        width, height = columns * unit, rows * unit
        if max(width, height) < SMALLEST:
            raise NoRoomError("the cells are too small to be seen here.")
        aside = (strips.gaps[0] + strips.beside[0] * unit) / 2
        left, y = self._left(room, width + 2 * aside) + aside, room.center[1]
        frame = Frame(left, y - height / 2, left + width, y + height / 2)
        yield Element("block", Rect(frame, min(px(6), width / 4, height / 4)), TONES[self.tone])
        if self.tone != "ghost":
            yield from _lines(frame, rows, columns, unit)
        yield from strips.draw(frame, unit)
        yield from self._pane(frame)
        if self.label:
            style = fitted(self.label, Type.LABEL_STRONG, width, height)
            look = WHITE if self.tone == "navy" else INK
            yield words("label", self.label, style, frame.center, look=look)

    def _left(self, room: Frame, width: float) -> float:
        """The left end of what is so wide."""
        return room.left if self.align == "left" else room.center[0] - width / 2

    @property
    def _strips(self) -> Strips:
        return Strips(
            (self.left or 0.0, self.above or 0.0), self.apart, self.left_values, self.above_values
        )

    @property
    def _merged(self) -> float:
        """How many units of `rows` and `columns` one value covers, turned into its share."""
        return len(self.values[0]) / self.columns if self.values and self.columns else 1.0

    def _pane(self, frame: Frame) -> Iterator[Element]:
        """The pane before a frozen block, which slides on from the left, and a padlock on it."""
        if self.frozen:
            pane = frame.inset(-PANE_EDGE)
            away = Rect(replace(pane, right=pane.left + px(8)), px(4))
            yield Element("pane", Rect(pane, px(10)), PANE, "decor", birth=away, depth=1)
            size = min(LARGEST_LOCK, LOCK_SHARE * min(frame.width, frame.height))
            if size >= SMALLEST_LOCK:
                yield from _padlock(frame.center, size)

    def _unit(self, largest: float) -> float:
        """The side of a cell: the largest one, or that of the scale."""
        if not self.per:
            return largest
        scale = STAGE.height / self.per / (self._merged if self.values else 1.0)
        if scale > largest * 1.001:
            raise NoRoomError(
                "the block is larger than its place at this scale.",
                f"Write `per: {self.per * scale / largest:.4g}` or more, here and in what it is "
                "compared with.",
            )
        return scale

    def _grid(self, plan: _Plan) -> Iterator[Element]:
        unit = plan.unit
        for r, row in enumerate(self.values):
            for c, value in enumerate(row):
                form = rounded(plan.cell(r, c), unit)
                known = self.reveal is None or (r + 1, c + 1) in self.reveal
                full = GOLDEN if self.tone == "gold" else FILLED
                tint = EMPTY.mix(full, value if known else 0.0)
                key = f"r{r + 1}/c{c + 1}"
                birth, span = self._birth(form, r, c)
                yield Element(f"cell/{key}", form, tint, birth=birth, span=span)
                if self.digits is not None and known:
                    text = shown(f"{{:.{self.digits}f}}", value)
                    style = fitted(text, Type.LABEL, unit * 0.94, unit)
                    ink = WHITE if value > 0.5 and self.tone != "gold" else INK
                    number = words(f"value/{key}", text, style, form.frame.center, look=ink)
                    fallen = number.form.moved(0.0, -FALL)
                    yield replace(number, role="number", birth=fallen)
        yield from self._names(plan)
        yield from self._brackets(plan)

    def _birth(self, form: Rect, row: int, column: int) -> tuple[Rect, tuple[float, float] | None]:
        """What a cell grows from, and when: cells between two strips begin where these meet."""
        if not (self.left and self.above):
            return form.moved(0.0, -FALL), None
        far = (row + column) / max(len(self.values) + len(self.values[0]) - 2, 1)
        return point(form), (far * WAVE, far * WAVE + 1 - WAVE)

    def _crossed(self, plan: _Plan) -> Iterator[Element]:
        """Beams along a row and a column to the cell where they meet, and frames around it and the
        values of the strips that make it."""
        if self.cross is None:
            return
        cell = plan.cell(self.cross[0] - 1, self.cross[1] - 1)
        beside, above = self._strips.frames(plan.frame, plan.unit * self._merged)
        if self.left_values:
            row = replace(beside, bottom=cell.bottom, top=cell.top)
            yield Element("cross/left", Rect(row, px(4)), MAKING, "decor", depth=1)
        if self.above_values:
            column = replace(above, left=cell.left, right=cell.right)
            yield Element("cross/above", Rect(column, px(4)), MAKING, "decor", depth=1)
        left, top = plan.frame.left, plan.frame.top
        row = Frame(left, cell.bottom, cell.left, cell.top)
        column = Frame(cell.left, cell.top, cell.right, top)
        for name, beam, start in (
            ("row", row, replace(row, right=left)),
            ("column", column, replace(column, bottom=top)),
        ):
            yield Element(f"cross/{name}", Rect(beam), BEAM, "decor", birth=Rect(start), depth=1)
        look = MAKING if self._strips.sides == 1 else MEETING
        yield Element("cross/cell", Rect(cell, px(4)), look, "decor", depth=1)

    def _plan(self, room: Frame) -> _Plan:
        rows, columns, around = len(self.values), len(self.values[0]), self._strips
        beside = max((width_of(name, Type.LABEL) + GAP for name in self.row_names), default=0.0)
        above = NAMES if self.column_names else 0.0
        below = BELOW if self.groups else 0.0
        splits = max(len(self.groups) - 1, 0) * SPLIT
        wide = room.width - beside - around.gaps[0]
        high = room.height - above - below - around.gaps[1]
        aside, over = (size * self._merged for size in around.beside)
        unit = self._unit(min(wide / (columns + splits + aside), high / (rows + over)))
        if unit < px(10):
            raise NoRoomError(f"{rows} by {columns} cells are too small to be seen here.")
        strips, over_all = around.gaps[0] + aside * unit, around.gaps[1] + over * unit
        whole = unit * (columns + splits) + beside + strips
        left = self._left(room, whole) + strips / around.sides + beside
        height = unit * rows + above + below + over_all
        top = room.center[1] + height / 2 - over_all / around.sides - above
        starts = list(accumulate(self.groups.values()))
        return _Plan(left, top, unit, tuple(starts[:-1]), (rows, columns))

    def _names(self, plan: _Plan) -> Iterator[Element]:
        for r, name in enumerate(self.row_names):
            if plan.unit < px(50):
                raise NoRoomError("the rows are too low for their names.")
            cell = plan.cell(r, 0)
            place = (cell.left - GAP, cell.center[1])
            yield words(f"name/r{r + 1}", name, Type.LABEL, place, "right")
        for c, name in enumerate(self.column_names):
            cell = plan.cell(0, c)
            style = fitted(name, Type.LABEL, plan.unit * 0.98, NAMES)
            place = (cell.center[0], cell.top + NAMES * 0.45)
            yield words(f"name/c{c + 1}", name, style, place)

    def _brackets(self, plan: _Plan) -> Iterator[Element]:
        """A bracket and a name below each group of columns; names may be wider than brackets."""
        gap = px(22)
        first, right = 0, plan.left - gap
        for name, size in self.groups.items():
            bottom = plan.cell(len(self.values) - 1, first)
            start, stop = bottom.left, plan.cell(0, first + size - 1).right
            first += size
            top, low = bottom.bottom - px(8), bottom.bottom - px(26)
            inset = px(5)
            yield Element(
                f"bracket/{name}",
                Polyline(
                    (
                        (start + inset, top),
                        (start + inset, low),
                        (stop - inset, low),
                        (stop - inset, top),
                    )
                ),
                BRACKET,
                "decor",
            )
            half = width_of(name, Type.LABEL) / 2
            x = max((start + stop) / 2, right + gap + half)
            if x - half > stop:
                raise NoRoomError(f"{name!r} has no room below its columns.")
            right = x + half
            yield words(f"group/{name}", name, Type.LABEL, (x, low - px(36)))


@dataclass(frozen=True, slots=True)
class _Plan:
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


def _padlock(center: Point, size: float) -> Iterator[Element]:
    """A padlock on a round plate."""
    around = Frame(*center, *center).inset(-size / 2)
    yield Element("lock/plate", Rect(around, size / 2), PLATE, "decor", depth=2)
    lines = Outline(pictogram("lock"), center, size * LOCK_SIGN, closed=False)
    look = Look(stroke=FULL, width=STROKE * size * LOCK_SIGN)
    yield Element("lock/sign", lines, look, "decor", depth=2)


def _lines(frame: Frame, rows: float, columns: float, unit: float) -> Iterator[Element]:
    """Lines between whole cells of a block, where there are few enough to be seen."""
    if rows * columns > MOST_CELLS or unit < px(16) or rows % 1 or columns % 1:
        return
    gap = px(1.5)
    look = Look(fill=color(Color.PEARL))
    for r in range(1, int(rows)):
        y = frame.top - r * unit
        line = Rect(Frame(frame.left, y - gap, frame.right, y + gap))
        yield Element(f"line/row {r}", line, look, "decor")
    for c in range(1, int(columns)):
        x = frame.left + c * unit
        line = Rect(Frame(x - gap, frame.bottom, x + gap, frame.top))
        yield Element(f"line/column {c}", line, look, "decor")
