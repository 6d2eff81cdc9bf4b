"""Where the parts of a number line are: the line in its room, rows of names, stacks of dots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise, permutations
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.pictures.forms import Point
from storyreel.pictures.kinds.chart import share_of, tick_text
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import width_of

if TYPE_CHECKING:
    from storyreel.pictures.kinds.numberline import NumberlineState

RADIUS = px(24)
"""Radius of named points."""

SMALL = px(13)
"""Radius of dots that are many; few ones are as large as named points."""

ROW = px(62)
"""Height of a row of names or of intervals."""

GAP = px(20)


@dataclass(frozen=True, slots=True)
class NumberlinePlan:
    """Where the parts of a number line are."""

    line: Frame
    """From end to end of the line, which is its lower edge, up to the top of the room."""

    numbers: tuple[float, ...]
    """The ticks with numbers."""

    levels: Mapping[str, int]
    """The row of each name of a value, from the lowest one."""

    middles: Mapping[str, float]
    """The middle of each name that is moved aside, as it has a neighbour."""

    dots: tuple[Point, ...]
    """The middles of dots; their y are heights above the line."""

    radius: float
    """Of dots."""

    top: float
    """How high the threshold reaches, with its name."""


@dataclass(frozen=True, slots=True)
class NumberlinePlanner:
    """Finds where the parts of a state of `numberline` are."""

    state: NumberlineState

    def plan(self, room: Frame) -> NumberlinePlan:
        """The plan for a room; raises NoRoomError."""
        state = self.state
        numbers = self._numbers(room.width)
        ends = [width_of(tick_text(number), Type.LABEL) / 2 for number in numbers]
        edge = max([px(34), *ends])
        below = px(86) if numbers else px(24)
        middles = self._side_by_side(room.inset(edge, 0.0))
        levels = dict.fromkeys(middles, 0) or self._levels(room.inset(edge, 0.0))
        rows = len(state.intervals) + (max(levels.values()) + 1 if levels else 0)
        cap = cap_of(state)
        above = RADIUS + GAP + rows * ROW + cap
        if above + below > room.height or room.width < px(300):
            raise NoRoomError("the line does not fit with its numbers and names.")
        radius = self._dot_radius(room.width, room.height - below - ROW - cap)
        dots = self._dots(Frame(room.left + edge, 0.0, room.right - edge, room.height), radius)
        highest = max([above, *(y + radius for _, y in dots)])
        if highest + below > room.height:
            raise NoRoomError(f"{len(dots)} dots stack too high.")
        # Dots stack up from a line that stays where it is, however many there are.
        middle = room.center[1] - (highest + below) / 2
        y = (room.bottom if dots else middle) + below
        line = Frame(room.left + edge, y, room.right - edge, room.top)
        # The name of the threshold is above names that are above dots.
        over = highest + ROW if dots else highest
        top = min(line.top, y + max(above, px(150), over + cap))
        return NumberlinePlan(line, numbers, levels, middles, dots, radius, top)

    def _numbers(self, width: float) -> tuple[float, ...]:
        """The ticks with numbers: those asked for, or every n-th so that they keep apart."""
        wanted = self.state.marks if self.state.numbers is None else self.state.numbers
        for step in range(1, len(wanted) + 1):
            chosen = wanted[::step]
            if self._apart(chosen, width):
                return chosen
            if self.state.numbers is not None:
                raise NoRoomError(f"{len(wanted)} numbers do not fit side by side.")
        return ()

    def _apart(self, numbers: Sequence[float], width: float) -> bool:
        """Whether numbers have room beside one another on a line in a room of a width."""
        right = None
        for number in sorted(numbers):
            x = share_of(number, self.state.span, self.state.log) * width * 0.94
            half = width_of(tick_text(number), Type.LABEL) / 2
            if right is not None and x - half < right + GAP:
                return False
            right = x + half
        return True

    def _side_by_side(self, line: Frame) -> dict[str, float]:
        """The middles of names in one row, those that would overlap moved apart; empty where a
        name would then not reach its value, or other things are above the line."""
        state = self.state
        if state.dots or state.intervals or state.threshold is not None:
            return {}
        ascending = sorted(state.values, key=lambda name: state.values[name])
        places = [self._name_sides(name, line) for name in ascending]
        for before, after in pairwise(range(len(places))):
            (left, right), (start, stop) = places[before], places[after]
            by = max(right - start, 0.0) / 2
            places[before], places[after] = (left - by, right - by), (start + by, stop + by)
        middles = {
            name: kept_above((left + right) / 2, (right - left) / 2, line)
            for name, (left, right) in zip(ascending, places, strict=True)
        }
        halves = [(right - left) / 2 for left, right in places]
        apart = all(
            middles[first] + half + other <= middles[second] + px(1)
            for (first, half), (second, other) in pairwise(zip(ascending, halves, strict=True))
        )
        reach = all(
            abs(middles[name] - state.x_of(state.values[name], line)) <= half + px(1)
            for name, half in zip(ascending, halves, strict=True)
        )
        return middles if apart and reach else {}

    def _levels(self, line: Frame) -> dict[str, int]:
        """The row of each name above the line: the lowest one where it has room.

        Names go up from the left, or from the right where a stem would cross a lower name then.
        """
        places = {name: self._name_sides(name, line) for name in self.state.values}
        ascending = sorted(self.state.values, key=lambda name: self.state.values[name])
        levels = _stacked(ascending, places)
        if not self._crossed(levels, places, line):
            return levels
        other = _stacked(ascending[::-1], places)
        return levels if self._crossed(other, places, line) else other

    def _name_sides(self, name: str, line: Frame) -> tuple[float, float]:
        """The left and right end of a name above the line, with the room beside it."""
        half = max(width_of(name, Type.LABEL_STRONG) / 2, RADIUS) + GAP / 2
        center = kept_above(self.state.x_of(self.state.values[name], line), half, line)
        return center - half, center + half

    def _crossed(
        self, levels: Mapping[str, int], places: Mapping[str, tuple[float, float]], line: Frame
    ) -> bool:
        """Whether the stem of a name crosses another one below it."""
        return any(
            levels[lower] < levels[upper]
            and places[lower][0]
            < self.state.x_of(self.state.values[upper], line)
            < places[lower][1]
            for lower, upper in permutations(levels, 2)
        )

    def _dot_radius(self, width: float, height: float) -> float:
        """The radius of unnamed dots at which those of one value fit above one another."""
        largest = max(SMALL, min(RADIUS, width / (6 * max(len(self.state.dots), 1))))
        highest = max((self.state.dots.count(dot) for dot in self.state.dots), default=1)
        return max(min(largest, height / (2.2 * highest + 1)), px(4))

    def _dots(self, line: Frame, radius: float) -> tuple[Point, ...]:
        """Places of dots, as heights above the line: each above those that it would touch, and
        above the discs of named values."""
        discs = [self.state.x_of(value, line) for value in self.state.values.values()]
        placed: list[Point] = []
        for value in self.state.dots:
            x = self.state.x_of(value, line)
            near = [y for other, y in placed if abs(other - x) < radius * 1.9]
            meets = any(abs(disc - x) < RADIUS + radius for disc in discs)
            lowest = RADIUS + radius * 1.2 if meets else radius * 1.2
            placed.append((x, max(near) + radius * 2.2 if near else lowest))
        return tuple(placed)


def _stacked(names: Sequence[str], places: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    """The row of each name, one after another: the lowest one in which it overlaps no other."""
    levels: dict[str, int] = {}
    for name in names:
        left, right = places[name]
        taken = {
            level
            for other, level in levels.items()
            if left < places[other][1] and places[other][0] < right
        }
        levels[name] = next(level for level in count() if level not in taken)
    return levels


def cap_of(state: NumberlineState) -> float:
    """The room at the top for the name of the threshold."""
    return ROW if state.threshold_label else 0.0


def kept_above(x: float, half: float, line: Frame) -> float:
    """A centre moved so that what is around it stays above the line."""
    margin = px(30)
    return min(max(x, line.left - margin + half), line.right + margin - half)
