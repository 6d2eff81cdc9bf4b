"""One position of two compared strings: two cells, or the capsule into which equal ones fuse."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.tone import edge, fill, mixed, rgb

LANE_GAP = px(10)
PARTING = px(6)
"""How far cells that differ move away from one another."""

CHARACTER = Type.CODE_STRONG.sized(58)
RADIUS = px(10)
EDGE = px(3.5)
CELL, PALE, GOLD, LINE, SLATE, CHARCOAL, WHITE = map(
    rgb,
    (
        Color.CELL,
        Color.GOLD_PALE,
        Color.GOLD,
        Color.GOLD_LINE,
        Color.SLATE,
        Color.CHARCOAL,
        Color.WHITE,
    ),
)
DIGITS = "0123456789abcdef"
SHORTEST = 0.16
"""Length of a half bar for the digit 0, as a share of that for the last digit."""

AXIS_GAP = px(9)
"""Half of the gap between the two half bars of digits that differ."""


class Column(VGroup):
    """Two cells, one above the other, and the capsule of both.

    `solid` is the capsule's colour. `show_compared` and `show_bar` set the state.
    """

    def __init__(self, frame: Frame, upper: str, lower: str, solid: str = Color.NAVY) -> None:
        super().__init__()
        self.frame = frame
        self._rooms = frame.rows((1.0, 1.0), LANE_GAP)
        self._cells = [Plate(room, RADIUS, Color.CELL, role="decor") for room in self._rooms]
        self._solid = rgb(solid)
        self._capsule = Plate(frame, RADIUS, solid)
        self._characters = [
            Line(text, CHARACTER, room.center, Color.SLATE, anchor="center", role="token")
            for text, room in zip((upper, lower), self._rooms, strict=True)
        ]
        self.add(*self._cells, self._capsule, *self._characters)
        self._state: tuple[object, ...] = ()
        self.show_compared(0.0)

    @property
    def equal(self) -> bool:
        return self._characters[0].text == self._characters[1].text

    @property
    def upper(self) -> str:
        return self._characters[0].text

    @property
    def lower(self) -> str:
        return self._characters[1].text

    def set_lower(self, text: str) -> None:
        """Put another character into the lower cell."""
        self._characters[1].write(text)

    def show_compared(self, share: float, squeeze: float = 1.0) -> None:
        """0 is not compared yet, 1 is fused or parted; `squeeze` flattens the lower character."""
        state = (share, squeeze, self.upper, self.lower)
        if state == self._state:
            return  # most columns of a sweep are at rest, and shaping characters takes time
        self._state = state
        fused, parted = (share, 0.0) if self.equal else (0.0, share)
        self._capsule.fit(self.frame.inset(px(8) * (1 - fused), px(14) * (1 - fused)))
        fill(self._capsule, self._solid, fused)
        for index, way in enumerate((1, -1)):
            room = self._rooms[index].raised(way * PARTING * parted)
            self._cells[index].fit(room)
            fill(self._cells[index], mixed(CELL, PALE, parted))
            edge(self._cells[index], LINE, EDGE * parted)
            character = self._characters[index]
            character.at = room.center
            character.write(character.text)
            fill(character, mixed(mixed(SLATE, WHITE, fused), CHARCOAL, parted))
        lower = self._characters[1]
        lower.points[:, 1] = (lower.points[:, 1] - lower.at[1]) * squeeze + lower.at[1]

    def show_bar(self, bar: Frame, share: float) -> None:
        """0 is the compared column, 1 a bar about the middle of `bar`.

        A bar is as long upwards as the upper digit is high, and downwards as the lower one: equal
        digits make one bar that is its own mirror image, different ones two halves that are not.
        """
        self.show_compared(1.0)
        held = [self._capsule] * 2 if self.equal else self._cells
        starts = [plate.frame.center for plate in held]
        axis, half = bar.center[1], bar.height / 2
        up, down = (half * _length(character.text) for character in self._characters)
        radius = RADIUS + (bar.width / 2 - RADIUS) * share
        whole = Frame(bar.left, axis - down, bar.right, axis + up)
        self._capsule.fit(self.frame.toward(whole, share), radius)
        ends = (
            Frame(bar.left, axis + AXIS_GAP, bar.right, axis + max(up, 2 * AXIS_GAP)),
            Frame(bar.left, axis - max(down, 2 * AXIS_GAP), bar.right, axis - AXIS_GAP),
        )
        for cell, end in zip(self._cells, ends, strict=True):
            if self.equal:
                fill(cell, CELL, 0.0)
                continue
            cell.fit(cell.frame.toward(end, share), radius)
            fill(cell, mixed(PALE, GOLD, share))
            edge(cell, LINE, EDGE * (1 - 0.4 * share))
        ink = WHITE if self.equal else CHARCOAL
        for character, plate, start in zip(self._characters, held, starts, strict=True):
            character.points[:, :2] += np.subtract(plate.frame.center, start)
            fill(character, ink, 1 - min(share * 3, 1.0))
        self._state = ()  # what `show_compared` set is no longer there


def _length(digit: str) -> float:
    """Length of a half bar: digits of a hexadecimal number, or else any character, by its code."""
    value = DIGITS.index(digit) if digit in DIGITS else ord(digit) % len(DIGITS)
    return SHORTEST + (1 - SHORTEST) * value / (len(DIGITS) - 1)
