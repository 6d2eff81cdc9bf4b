"""Where the jars of a note are seen: folded into rows as a whole, or close to a part of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from storyreel.design.layout import x_at, y_at

COLUMNS, ROWS = 17, 9
"""Of the folded line; 153 tokens fill it, and 103 fill six rows and one place."""

STAGE_TOP = 244
WINDOW = (x_at(-200), y_at(1280), x_at(2120), y_at(STAGE_TOP))
"""Things that leave the stage by its top pass below the steps."""

FEET, FRONT = 772, 826
"""The feet of jars on the counter, and the middle of its front, in pixels."""

SHELF = 490
"""The feet of jars on the shelf above."""

JAR = 0.95
"""The scale of jars that are seen from close by."""

SLOTS, PITCH = 158, 183
"""The first place on counter and shelf, and the distance from one to the next."""

PANEL = 1427
"""The middle of the room beside the folded line."""

LEFT, STEP, TOP, ROW, MINI = 146, 50, 322, 66, 0.25
"""Of the folded line: first column, from column to column, first row, from row to row, jars."""

_ROW_CLOSE = 560
_APART = 400
"""How much further the jars beside the excerpt are when seen from close by."""


@dataclass(frozen=True, slots=True)
class View:
    """A share of the way from the whole line (0) to the first places of its last row (1)."""

    close: float
    last: int
    """The last place that is seen from close by, counted from the first of its row."""

    @property
    def jar(self) -> float:
        """The scale of jars."""
        return float(MINI * (JAR / MINI) ** self.close)

    @property
    def near(self) -> float:
        """The share that positions follow: that of the scale."""
        return (self.jar - MINI) / (JAR - MINI)

    def seats(self, places: Any) -> Any:
        """The feet (n, 2) of jars at some places (n,) of the line, in pixels.

        Rows run to the right and to the left in turn, joined by bends.
        """
        row = np.clip(np.floor((places + 1e-9) / COLUMNS), 0, ROWS - 1)
        column = places - row * COLUMNS
        ends = np.where(row < ROWS - 1, COLUMNS - 1, COLUMNS)
        bend = np.clip(column - ends, 0, 1)
        straight = np.clip(column, 0, ends)
        right = row % 2 == 0
        column = np.where(right, straight, COLUMNS - 1 - straight)
        out = np.where(right, 1, -1) * np.sin(np.pi * bend) * ROW / 2
        x = LEFT + STEP * column + out
        y = TOP + ROW * (row + (1 - np.cos(np.pi * bend)) / 2)
        beyond = column > self.last + 0.5
        return self.seen(np.stack([x, y], axis=-1), beyond)

    def seat(self, place: int) -> tuple[float, float]:
        """The foot at one place, in pixels."""
        x, y = self.seats(np.array([float(place)]))[0]
        return float(x), float(y)

    def seen(self, points: Any, beyond: Any = False) -> Any:
        """Where points (n, 2) of the folded line are seen, in pixels."""
        x, y = points[..., 0], points[..., 1]
        floor = TOP + ROW * (ROWS - 1)
        close_x = SLOTS + (x - LEFT) * PITCH / STEP + np.where(beyond, _APART, 0)
        close_y = FEET + (y - floor) * _ROW_CLOSE / ROW
        near = self.near
        return np.stack([x + (close_x - x) * near, y + (close_y - y) * near], axis=-1)


def slot(index: float) -> float:
    """The x of a place on counter and shelf."""
    return SLOTS + PITCH * index
