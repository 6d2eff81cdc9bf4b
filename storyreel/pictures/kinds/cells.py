"""`cells`: a grid or matrix; values as tint, a block that grows or shrinks to scale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.pictures.choreography import phased, whole_thing
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.kinds.cell_block import block
from storyreel.pictures.kinds.cell_grid import GridDrawing
from storyreel.pictures.kinds.cell_looks import Tone
from storyreel.pictures.kinds.cell_motion import (
    around_cells,
    evenly,
    grown,
    in_block,
    numbers_last,
    rooted,
    together,
)
from storyreel.pictures.kinds.cell_strips import Strips
from storyreel.pictures.kinds.fields import Count, Quantity, Text
from storyreel.pictures.kinds.kind import Kind
from storyreel.storyboard.values import mistake


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
        Tone,
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
        if self.values:
            self._check_values()
        else:
            self._check_block()
        return self

    def _check_block(self) -> None:
        """Refuse a block without measures, and what describes single cells."""
        if self.rows is None or self.columns is None:
            raise mistake("needs `values`, or `rows` and `columns`.", "Write one of the two.")
        names = self.row_names or self.column_names or self.groups or self.cross
        strips = self.left_values or self.above_values
        if names or strips or self.reveal is not None or self.digits is not None:
            raise mistake("describes cells without values.", "Write `values:`.")

    def _check_values(self) -> None:
        """Refuse rows of unequal lengths, values in another proportion than the block that they
        fill, and values outside 0 to 1."""
        widths = {len(row) for row in self.values}
        if len(widths) > 1 or widths == {0}:
            raise mistake(
                "has rows of unequal lengths.", "Give every row as many values.", "values"
            )
        if (self.rows is None) != (self.columns is None):
            raise mistake("has `rows` or `columns` alone.", "Write both, or `values` alone.")
        if self.columns is not None and self.rows is not None:
            share = self.rows / len(self.values)
            if abs(share - self.columns / len(self.values[0])) > 1e-9 * share:
                raise mistake(
                    "has values in another proportion than its rows and columns.",
                    "Let `rows` and `columns` be one multiple of the rows and columns of `values`.",
                )
        every = (*self.values, *self.left_values, *self.above_values)
        if any(not 0 <= value <= 1 for row in every for value in row):
            raise mistake("has a value outside 0 to 1.", "Divide by the largest value.")

    @model_validator(mode="after")
    def _names_consistent(self) -> CellsState:
        if not self.values:
            return self
        rows, columns = self.shape
        for key, own, wanted in (
            ("row_names", self.row_names, rows),
            ("column_names", self.column_names, columns),
        ):
            if own and len(own) != wanted:
                raise mistake(f"has {len(own)} {key} for {wanted}.", "Write one for each.", key)
        grouped = sum(self.groups.values())
        if self.groups and (grouped != columns or min(self.groups.values()) < 1):
            raise mistake(
                f"has {columns} columns and groups of {grouped}.",
                "Let the groups sum to the columns.",
                "groups",
            )
        return self

    @model_validator(mode="after")
    def _cross_consistent(self) -> CellsState:
        rows, columns = self.shape
        for key, places in (("cross", (self.cross,)), ("reveal", self.reveal or ())):
            if any(at and not (1 <= at[0] <= rows and 1 <= at[1] <= columns) for at in places):
                raise mistake(
                    f"has a {key} outside its cells.",
                    f"Write rows from 1 to {rows} and columns from 1 to {columns}.",
                    key,
                )
            if len(set(places)) < len(places):
                raise mistake(f"names a cell of `{key}` twice.", "Name it once.", key)
        return self

    @model_validator(mode="after")
    def _strip_values_consistent(self) -> CellsState:
        rows, columns = self.shape
        wide_left, high_above = (
            max(1, round(strip * self.merged)) if strip else None
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
                    key,
                )
        return self

    @model_validator(mode="after")
    def _strips_consistent(self) -> CellsState:
        widest = max(self.left or 0.0, self.above or 0.0)
        size = min(self.rows or 0.0, self.columns or 0.0)
        if widest and not size:
            raise mistake("has a strip without `rows` and `columns`.", "Write both, too.")
        if widest > size / 4:
            raise mistake(
                "has a strip wider than a quarter of the block.", "Draw two things with one `per`."
            )
        if self.apart and not widest:
            raise mistake("has `apart` without a strip.", "Write `left` or `above`.", "apart")
        return self

    @property
    def shape(self) -> tuple[int, int]:
        """The rows and columns of values."""
        return len(self.values), len(self.values[0]) if self.values else 0

    @property
    def merged(self) -> float:
        """How many columns of values one of `columns` holds; 1 without values."""
        return len(self.values[0]) / self.columns if self.values and self.columns else 1.0

    @property
    def strips(self) -> Strips:
        """The strips at its left and upper edge."""
        sizes = (self.left or 0.0, self.above or 0.0)
        return Strips(sizes, self.apart, self.left_values, self.above_values)

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """Cells grow in place, and fall where others stay; numbers fall with their cells alone.

        Between a block and its enlarged cells, these come from, and go to, their places in the
        block, which grows around them before it is frozen or gets strips. Cells that travel do so
        together, and numbers enter when these are nearly there. A tint is a number: it changes
        evenly.
        """
        if isinstance(earlier, CellsState):
            if self.values and not earlier.values:
                before = (*before, *in_block(after, before))
                after = tuple(element._replace(span=None) for element in after)
            elif earlier.values and not self.values:
                before, after = (
                    (*around_cells(after, before), *before),
                    (*after, *(e._replace(span=None) for e in in_block(before, after))),
                )
                before, after = phased(before, together(before, after), whole_thing)
                return rooted(before, after), grown(rooted(after, before))
        after = numbers_last(before, evenly(before, together(before, after)))
        return rooted(before, after), grown(rooted(after, before))

    def draw(self, room: Frame) -> Iterator[Element]:
        return GridDrawing(self).draw(room) if self.values else block(self, room)
