"""Where the jars of a note are seen: folded into rows as a whole, or close to a part of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from storyreel.design.layout import x_at, y_at

from .data import COLUMNS, ROWS

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

PANEL = 1632
"""The middle of the room beside the folded line."""

LEFT, STEP, TOP, ROW, MINI = 140, 59, 330, 79, 0.33
"""Of the folded line: first column, from column to column, first row, from row to row, jars."""

_RAISED = 640
"""How far up the line leaves the stage when the excerpt is seen from close by, in pixels."""


@dataclass(frozen=True, slots=True)
class View:
    """A share of the way from the whole line (0) to the beginning of its last row (1)."""

    close: float
    first: int = 0
    """The place that is in the first slot when it is seen from close by."""

    @property
    def jar(self) -> float:
        """The scale of the jars of the excerpt."""
        return float(MINI * (JAR / MINI) ** self.close)

    @property
    def near(self) -> float:
        """The share that positions of the excerpt follow: that of the scale."""
        return (self.jar - MINI) / (JAR - MINI)

    def seats(self, places: Any) -> Any:
        """The feet (n, 2) of jars at some places (n,) of the line, in pixels."""
        return folded(places) - np.array([0.0, _RAISED * self.close])

    def close_seats(self, places: Any) -> Any:
        """The feet (n, 2) of jars of the excerpt at some places (n,) of the line, in pixels."""
        far = folded(places)
        column = places - self.first
        near = np.stack([slot(column), np.full_like(column, FEET)], axis=-1)
        return far + (near - far) * self.near

    def close_seat(self, place: int) -> tuple[float, float]:
        """The foot of a jar of the excerpt, in pixels."""
        x, y = self.close_seats(np.array([float(place)]))[0]
        return float(x), float(y)


def folded(places: Any) -> Any:
    """The feet (n, 2) at some places (n,) of the whole line, in pixels.

    Rows run to the right and to the left in turn, joined by bends. The first place is 0; the line
    may begin before it.
    """
    row = np.clip(np.floor((places + 1e-9) / COLUMNS), 0, ROWS - 1)
    column = places - row * COLUMNS
    ends = np.where(row < ROWS - 1, COLUMNS - 1, COLUMNS)
    bend = np.clip(column - ends, 0, 1)
    straight = np.minimum(column, ends)
    right = row % 2 == 0
    out = np.where(right, 1, -1) * np.sin(np.pi * bend) * ROW / 2
    x = LEFT + STEP * np.where(right, straight, COLUMNS - 1 - straight) + out
    y = TOP + ROW * (row + (1 - np.cos(np.pi * bend)) / 2)
    return np.stack([x, y], axis=-1)


def slot(index: Any) -> Any:
    """The x of a place on counter and shelf, or of several."""
    return SLOTS + PITCH * index
