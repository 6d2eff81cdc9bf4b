"""The ground plan of the house: where walls, shelves, rails and chair are, in two arrangements.

In the shop the three parts are about equally wide. For work the case is drawn out towards both
sides, and one of its shelves is high.
"""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import px

PANEL = (56.0, 246.0, 1864.0, 898.0)
"""Left, top, right and bottom of the house in pixels."""
PANEL_RADIUS = px(30)
FLOOR = y_at(868)
FEET = y_at(874)
"""The line of the feet, a little in front of the walls."""

SHELVES = 3
_CASE = ((772.0, 1312.0), (452.0, 1528.0))
_CHAIR = (1612.0, 1637.0)
_POST = 22.0
_TOP, _BOTTOM, _GAP = 336.0, 850.0, 14.0
_IDLE = 18.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How far the case is drawn out (`spread`), and how far each shelf is open, from 0 to 1."""

    spread: float = 0.0
    open: tuple[float, float, float] = (1.0, 0.0, 0.0)

    def toward(self, other: Plan, share: float) -> Plan:
        """The interpolation between this plan (share 0) and another (share 1)."""
        first, second, third = (
            mix(a, b, share) for a, b in zip(self.open, other.open, strict=True)
        )
        return Plan(mix(self.spread, other.spread, share), (first, second, third))

    def at_work(self, index: int) -> float:
        """How far the shelf of this index is open in a drawn out case, from 0 to 1."""
        return self.open[index] * self.spread

    @property
    def case(self) -> Frame:
        left, right = self._sides
        return Frame.of(left, PANEL[1], right, 868.0)

    @property
    def chair(self) -> float:
        """The column of the chair; the lamp hangs above it."""
        return x_at(mix(*_CHAIR, self.spread))

    def shelf(self, index: int) -> Frame:
        """The inside of a shelf."""
        left, right = self._sides
        heights = [self._height(at) for at in range(SHELVES)]
        top = _TOP + sum(heights[:index]) + _GAP * index
        return Frame.of(left + _POST, top, right - _POST, top + heights[index])

    @property
    def _sides(self) -> tuple[float, float]:
        (left, right), (wide_left, wide_right) = _CASE
        return mix(left, wide_left, self.spread), mix(right, wide_right, self.spread)

    def _height(self, index: int) -> float:
        room = _BOTTOM - _TOP - _GAP * (SHELVES - 1)
        high = _IDLE + (room - SHELVES * _IDLE) * self.open[index]
        return mix(room / SHELVES, high, self.spread)


SHOP = Plan()
"""The three parts of the house about equally wide."""


def working(index: int) -> Plan:
    """The case drawn out, with the shelf of this index open."""
    first, second, third = (1.0 if at == index else 0.0 for at in range(SHELVES))
    return Plan(1.0, (first, second, third))


def mix(first: float, second: float, share: float) -> float:
    """The interpolation between two numbers."""
    return first + (second - first) * share


def clamp(value: float) -> float:
    """The nearest number from 0 to 1."""
    return min(max(value, 0.0), 1.0)


def part_of(share: float, start: float, end: float) -> float:
    """How much of the part from `start` to `end` of a time has passed at `share`."""
    return clamp((share - start) / (end - start))
