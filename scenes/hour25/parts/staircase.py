"""A staircase of readings: each row is the window read once more, one cell longer than the last."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, VGroup

from storyreel.design.easing import steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.motion import Ease, Motion

from .cell_sheet import Boxes, Cells

GAP = 0.14
"""Space between cells, as a share of the distance from one to the next."""

JOINTS = ((Color.LINE, Color.WHITE, 0.15), (Color.NAVY, Color.LINE, 0.4))
"""The colours between cells while there are many: so close to those of the cells that thousands of
retreating lines do not flash. A bed under the cells has them; under few cells it is white."""

FEW, MANY = 4.0, 9.0
"""Rows under which the bed is white, and over which it has its colour."""

NEAREST = 3.0
"""The rows that fill the frame when the staircase begins."""


class Staircase(VGroup):
    """`passes` rows of `first`, `first` + 1, … cells, to scale, from the upper left of a frame.

    While it grows it draws back, so that it always fills the frame. Cells are in four groups: the
    first row and the last cell of every other row (what a cache would still read), and the rest.
    """

    def __init__(self, frame: Frame, first: int, passes: int, gap: float = GAP) -> None:
        super().__init__()
        self.frame, self._first, self._passes, self._gap = frame, first, passes, gap
        lengths = first + np.arange(passes)
        self._row = np.repeat(np.arange(passes), lengths)
        self._column = np.concatenate([np.arange(length) for length in lengths])
        newest = (self._row > 0) & (self._column == lengths[self._row] - 1)
        start = self._row == 0
        asked = (self._column < first) & ~start
        self._groups = (
            (Cells(Color.LINE), ~(newest | start | asked)),
            (Cells(Color.NAVY), asked),
            (Cells(Color.NAVY), start),
            (Cells(Color.GOLD), newest),
        )
        self._ends = np.concatenate([[0], np.cumsum(lengths)])
        self._beds = [Cells(Color.WHITE) for _ in JOINTS]
        self.add(*self._beds, *self.cells)
        self.climb_to(0.0)

    def cells_read(self, passes: float) -> int:
        """How many cells have been read after so many passes."""
        done = min(int(passes), self._passes)
        total = int(self._ends[done])
        if done < self._passes:
            total += int((passes - done) * (self._first + done) + 1e-9)
        return total

    @property
    def cells(self) -> tuple[Cells, ...]:
        """The cells, without the beds that they lie on."""
        return tuple(cells for cells, _ in self._groups)

    @property
    def kept(self) -> int:
        """How many cells are left when nothing is read twice."""
        return int(sum(mask.sum() for _, mask in self._groups[2:]))

    def first_row(self, passes: float = 0.0) -> tuple[Frame, ...]:
        """The places of the cells of the first row, after so many passes."""
        first = np.arange(len(self._row)) < self._first
        boxes = self._boxes(passes, first)
        return tuple(Frame(*(float(value) for value in box)) for box in boxes)

    def climb_to(self, passes: float) -> None:
        """Show the cells that have been read after so many passes."""
        read = np.arange(len(self._row)) < self.cells_read(passes)
        for cells, mask in self._groups:
            cells.lie(self._boxes(passes, mask & read))
        shown = min(max((passes - FEW) / (MANY - FEW), 0.0), 1.0)
        for bed, boxes, joint in zip(self._beds, self._laid(passes), JOINTS, strict=True):
            bed.lie(boxes)
            bed.tint(Color.WHITE, _mix(*joint), shown)

    def climb(self, begin: float, end: float, run_time: float, ease: Ease = steady) -> Motion:
        """Read from one pass to another."""
        return Motion(self, lambda p: self.climb_to(begin + (end - begin) * p), run_time, ease)

    def spare(self, run_time: float) -> Motion:
        """All that was read twice turns pale; only the edge keeps its colour."""

        def change(progress: float) -> None:
            for (cells, _), color in zip(self._groups, (Color.LINE, Color.NAVY), strict=False):
                cells.tint(color, Color.HAIRLINE, progress)
            for bed, joint in zip(self._beds, JOINTS, strict=True):
                bed.tint(_mix(*joint), Color.WHITE, progress)

        return Motion(self, change, run_time)

    def _boxes(self, passes: float, mask: np.ndarray) -> Boxes:
        """The boxes of some cells when the row that is being read is the last in the frame."""
        across, down, gap_x, gap_y = self._pitch(passes)
        left = self.frame.left + self._column[mask] * across
        top = self.frame.top - self._row[mask] * down
        return np.column_stack([left, top - down + gap_y, left + across - gap_x, top])

    def _laid(self, passes: float) -> tuple[Boxes, Boxes]:
        """The beds of the cells that have been read, a box for each row: right part, left part."""
        across, down, gap_x, gap_y = self._pitch(passes)
        read = np.clip(self.cells_read(passes) - self._ends[:-1], 0, np.diff(self._ends))
        rows = np.arange(self._passes)[read > 0]
        read = read[rows]
        top = self.frame.top - rows * down
        bottom, over = top - down + gap_y, np.where(rows > 0, top + gap_y, top)
        left = np.full(len(rows), self.frame.left)
        middle = left + np.minimum(read, self._first) * across - gap_x
        # The last cell of a row but the first has a colour of its own, and no bed.
        right = left + np.minimum(read, self._first + rows - (rows > 0)) * across - gap_x
        beyond = right > middle
        return (
            np.column_stack([middle, bottom, right, over])[beyond],
            np.column_stack([left, bottom, middle, over]),
        )

    def _pitch(self, passes: float) -> tuple[float, float, float, float]:
        """From one cell to the next across and down, and the gaps between."""
        rows = min(max(passes + 1, NEAREST), self._passes)
        across = self.frame.width / (self._first + rows - 1)
        down = self.frame.height / rows
        return across, down, min(across * self._gap, px(14)), min(down * self._gap, px(14))


def _mix(color: str, other: str, share: float) -> str:
    """A colour on the way from one to another."""
    return str(ManimColor(color).interpolate(ManimColor(other), share).to_hex())
