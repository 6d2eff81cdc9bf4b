"""Strips along the left and upper edge of a block of cells, drawn to its scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element
from storyreel.pictures.forms import Rect
from storyreel.pictures.kinds.cell_looks import EMPTY, FROST, GOLDEN, rounded
from storyreel.pictures.kinds.cell_motion import point

GAP = px(9)

Rows = tuple[tuple[float, ...], ...]
"""Shares from 0 to 1, row by row."""


@dataclass(frozen=True, slots=True)
class Strips:
    """A strip `sizes[0]` columns wide at the left, and one `sizes[1]` rows high above; 0 is none.

    They are `apart` columns or rows away from the block, and may show values as tint.
    """

    sizes: tuple[float, float]
    apart: float
    left_values: Rows
    above_values: Rows

    @property
    def sides(self) -> int:
        """On how many sides strips take room: on both, so that the block stays central, but for
        two strips with values."""
        return 1 if self.left_values and self.above_values else 2

    @property
    def gaps(self) -> tuple[float, float]:
        """Gaps beside and above the block."""
        left, above = (self.sides * GAP if size else 0.0 for size in self.sizes)
        return left, above

    @property
    def beside(self) -> tuple[float, float]:
        """Columns and rows that strips take beside the block."""
        wide, high = (self.sides * (size + self.apart) if size else 0.0 for size in self.sizes)
        return wide, high

    def frames(self, block: Frame, unit: float) -> tuple[Frame, Frame]:
        """The rectangles of the strips at the left of a block and above it."""
        gap = GAP + self.apart * unit
        right, bottom = block.left - gap, block.top + gap
        return (
            Frame(right - self.sizes[0] * unit, block.bottom, right, block.top),
            Frame(block.left, bottom, block.right, bottom + self.sizes[1] * unit),
        )

    def draw(self, block: Frame, unit: float) -> Iterator[Element]:
        """The strips in gold; pale behind their values."""
        left, above = self.frames(block, unit)
        if self.sizes[0]:
            look = FROST if self.left_values else GOLDEN
            closed = Rect(Frame(left.left, left.top, left.right, left.top))
            yield Element("left", Rect(left, 0.0), look, birth=closed)
        if self.sizes[1]:
            look = FROST if self.above_values else GOLDEN
            closed = Rect(Frame(above.left, above.bottom, above.left, above.top))
            yield Element("above", Rect(above, 0.0), look, birth=closed)

    def cells(self, block: Frame, unit: float, side: float) -> Iterator[Element]:
        """The values in the strips, as tint; the cells of the block have the given side."""
        left, above = self.frames(block, unit)
        for name, strip, values in (
            ("left", left, self.left_values),
            ("above", above, self.above_values),
        ):
            for r, row in enumerate(values):
                high, wide = strip.height / len(values), strip.width / len(row)
                for c, value in enumerate(row):
                    x, y = strip.left + c * wide, strip.top - r * high
                    form = rounded(Frame(x, y - high, x + wide, y), side)
                    key = f"{name}/cell/r{r + 1}/c{c + 1}"
                    yield Element(key, form, EMPTY.mix(GOLDEN, value), birth=point(form))
