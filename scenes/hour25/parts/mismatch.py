"""Two rows of tokens, place by place: equal ones fuse, from the first difference on none does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from storyreel.design.easing import settle, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.veil import Veil

from .cell_sheet import Boxes, Cells, row_of

GAP = px(5)
ROW_GAP = px(14)
PARTING = px(10)
"""How far the rows move apart where they differ."""

SETTLING = 3
"""How many columns the head goes on while a difference comes to rest."""


class Mismatch(VGroup):
    """The upper and lower ids to scale, from the left edge of a frame that holds the longer row."""

    def __init__(self, frame: Frame, upper: Sequence[int], lower: Sequence[int]) -> None:
        super().__init__()
        count = max(len(upper), len(lower))
        rooms = frame.rows((1.0, 1.0), ROW_GAP)
        self.frame, self.rows = frame, rooms
        self.equal = [a == b for a, b in zip(upper, lower, strict=False)]
        self.agreed = next((i for i, same in enumerate(self.equal) if not same), len(self.equal))
        self._boxes = [
            row_of(room, count, GAP)[: len(ids)]
            for room, ids in zip(rooms, (upper, lower), strict=True)
        ]
        self._waiting = [Cells(Color.LINE) for _ in rooms]
        self._apart = [Cells(Color.GOLD_PALE, px(3.5)) for _ in rooms]
        self._fused = Cells(Color.NAVY)
        self._head = Plate(frame, px(12), None, Color.GOLD, px(7), role="decor")
        self._head_veil = Veil(self._head, 0.0)
        self._columns = row_of(frame, count, GAP)
        self.add(*self._waiting, *self._apart, self._fused, self._head)
        self.arrived(0.0)

    @property
    def agreement(self) -> Frame:
        """The columns from the left that agree."""
        right = self._columns[max(self.agreed - 1, 0), 2]
        return Frame(self.frame.left, self.frame.bottom, float(right), self.frame.top)

    def arrived(self, progress: float) -> None:
        """Show the rows on their way in: cell after cell, from the left."""
        for cells, boxes in zip(self._waiting, self._boxes, strict=True):
            cells.lie(boxes[: round(progress * len(boxes))])

    def arrive(self, run_time: float) -> Motion:
        """The rows are laid out."""
        return Motion(self, self.arrived, run_time, steady)

    def compared(self, at: float) -> None:
        """Show the comparison up to a column, or a part of one."""
        upper, lower = self._boxes
        count = max(len(upper), len(lower))
        at = at * (count + SETTLING)
        done = np.arange(count) < at
        same = np.array([*self.equal, *[False] * (count - len(self.equal))])
        fused = self._columns[done & same]
        self._fused.lie(fused)
        for index, boxes in enumerate(self._boxes):
            mine = np.arange(len(boxes))
            self._waiting[index].lie(boxes[~done[mine]])
            chosen = boxes[done[mine] & ~same[mine]].copy()
            age = np.array([settle((at - i) / SETTLING) for i in mine[done[mine] & ~same[mine]]])
            shift = age * PARTING * (1 if index == 0 else -1)
            if len(chosen):
                chosen[:, 1] += shift
                chosen[:, 3] += shift
            self._apart[index].lie(chosen)
        here = self._columns[min(max(int(np.ceil(at)) - 1, 0), count - 1)]
        self._head.fit(_around(here))
        self._head_veil.set(1.0 if 0 < at < count else 0.0)

    def compare(self, run_time: float) -> Motion:
        """A reading head goes over both rows at once."""
        return Motion(self, self.compared, run_time, steady)


def _around(box: Boxes) -> Frame:
    left, bottom, right, top = (float(value) for value in box)
    return Frame(left, bottom, right, top).inset(-px(6), -px(20))


def alike(equal: int, counts: tuple[int, int]) -> tuple[Sequence[int], Sequence[int]]:
    """Two rows of ids with these lengths that are the same up to a place, and nowhere after it."""
    first, second = counts
    return range(first), (*range(equal), *range(first, first + second - equal))
