"""Where bars are: the room that their names, numbers and labels leave them, and the scale in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.pictures.forms import Point, Polyline, Rect, shown
from storyreel.pictures.kinds.chart import share_of, tick_text
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import width_of

if TYPE_CHECKING:
    from storyreel.pictures.kinds.bars import BarsState

WIDEST, WIDEST_PAIR = px(220), px(300)
"""Of a bar that leads up, and of one with an earlier one beside it."""

THICKEST = px(150)
"""Of a bar that leads to the right."""

THICKNESS = 0.72
"""Share of the pitch that a bar takes."""

NAME_ROOM = px(70)
VALUE_ROOM = px(60)
ROW = px(58)
"""The least pitch of bars with a name beside them."""

NARROWEST = px(3)
SHORTEST = px(60)
GAP = px(22)

LABEL_ROOM = px(46)
"""From a number above a bar to the label above it."""

ASIDE = px(14)
"""From the end of a bar that leads right, or from a guide, to a number."""


@dataclass(frozen=True, slots=True)
class BarPlan:
    """Where the bars are: a frame, the distance of two bars, and the scale along them."""

    frame: Frame
    pitch: float
    span: tuple[float, float]
    log: bool
    direction: Literal["up", "right"]

    @property
    def base(self) -> float:
        """The number at which bars begin."""
        return self.span[0] if self.log else min(max(0.0, self.span[0]), self.span[1])

    def across(self, at: int) -> float:
        """The middle of a bar's place: an x, or a y from the top down."""
        if self.direction == "up":
            return self.frame.left + (at + 0.5) * self.pitch
        return self.frame.top - (at + 0.5) * self.pitch

    def point(self, across: float, value: float) -> Point:
        """A place of a number in scene units."""
        share = share_of(value, self.span, self.log)
        if self.direction == "up":
            return across, self.frame.bottom + share * self.frame.height
        return self.frame.left + share * self.frame.width, across

    def bar(self, at: int, sides: tuple[float, float], value: float) -> Frame:
        """A bar between two sides, in shares of the pitch; never so short that it vanishes."""
        turn = 1 if self.direction == "up" else -1
        edges = sorted(self.across(at) + turn * side * self.pitch for side in sides)
        (ax, ay), (bx, by) = self.point(edges[0], self.base), self.point(edges[1], value)
        if self.direction == "up":
            by = ay + max(by - ay, px(2)) if value >= self.base else by
        else:
            bx = ax + max(bx - ax, px(2)) if value >= self.base else bx
        return Frame(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def rounded(self, frame: Frame) -> Rect:
        """A bar with slightly round corners."""
        thick = frame.width if self.direction == "up" else frame.height
        return Rect(frame, min(px(14), thick / 5))

    def flat(self, at: int, sides: tuple[float, float]) -> Rect:
        """A bar before it has grown."""
        return Rect(self.bar(at, sides, self.base), 0.0)

    def line(self, value: float) -> Polyline:
        """The line across all bars at a number."""
        if self.direction == "up":
            ends = (self.frame.left, self.frame.right)
        else:
            ends = (self.frame.bottom, self.frame.top)
        return Polyline((self.point(ends[0], value), self.point(ends[1], value)))


@dataclass(frozen=True, slots=True)
class BarPlanner:
    """Plans a state of `bars`, with the room that all states of the thing need."""

    state: BarsState

    @property
    def _family(self) -> tuple[BarPlanner, ...]:
        return tuple(BarPlanner(state) for state in self.state.family)

    def plan(self, room: Frame) -> BarPlan:
        """The plan for a room; raises NoRoomError."""
        return self._upward(room) if self.state.direction == "up" else self._rightward(room)

    @property
    def under(self) -> float:
        """The room below bars that lead down for their numbers."""
        negative = any(
            each.state.span[0] < 0 and each.state.digits is not None for each in self._family
        )
        return VALUE_ROOM if negative else 0.0

    @property
    def margin(self) -> float:
        """Between the names of bars that lead right and the plot."""
        negative = [each._number_width for each in self._family if each.state.span[0] < 0]
        widest = max(negative, default=0.0)
        return widest + 2 * GAP if widest else GAP

    def number_share(self, name: str) -> float:
        """The share of its pitch that a bar's number may take."""
        return 0.62 if name in self.state.before else 1.0

    def _upward(self, room: Frame) -> BarPlan:
        """The plan of bars that lead up."""
        count = len(self.state.heights())
        ticks = [tick for each in self._family for tick in each.state.ticks]
        numbers = max((width_of(tick_text(tick), Type.LABEL) for tick in ticks), default=0.0)
        left = room.left + (numbers + GAP if ticks else 0.0)
        pitch = min((room.right - left) / count, self._widest())
        if pitch < NARROWEST:
            raise NoRoomError(f"{count} bars do not fit side by side.")
        floor = room.bottom + (NAME_ROOM if self.state.named else px(4)) + self.under
        over = any(
            each.state.digits is not None or each.state.label or each.state.guide_label
            for each in self._family
        )
        ceiling = room.top - (VALUE_ROOM if over else px(22) if ticks else 0.0)
        if any(each.state.numbered and each.state.label for each in self._family):
            ceiling -= LABEL_ROOM
        if ceiling - floor < SHORTEST:
            raise NoRoomError("the bars have no height left.")
        start = (left + room.right - pitch * count) / 2
        frame = Frame(start, floor, start + pitch * count, ceiling)
        return BarPlan(frame, pitch, self.state.span, self.state.log, "up")

    def _widest(self) -> float:
        """The largest pitch of bars that lead up: wider where names or numbers need it."""
        least = (WIDEST_PAIR if self.state.before else WIDEST) / THICKNESS
        if self.state.even is not None:
            return least
        names = [
            width_of(name, Type.LABEL) / 0.96 for name in self.state.numbers if self.state.named
        ]
        numbers = [
            width_of(shown(self.state.spec, value), Type.LABEL_STRONG) / self.number_share(name)
            for name, value in self.state.numbers.items()
            if self.state.digits is not None
        ]
        return max([least, *names, *numbers]) * 1.001

    def _rightward(self, room: Frame) -> BarPlan:
        """The plan of bars that lead to the right."""
        count = len(self.state.heights())
        names = self.state.numbers if self.state.named else ()
        beside = max((width_of(name, Type.LABEL) for name in names), default=0.0)
        numbers = max(each._number_width for each in self._family)
        value_room = numbers + GAP if numbers else 0.0
        low = min(each.state.span[0] for each in self._family)
        left = room.left + (beside + GAP if self.state.named else 0.0) + value_room * (low < 0)
        above = NAME_ROOM if any(each.state.guide_label for each in self._family) else 0.0
        below = NAME_ROOM if any(each.state.ticks for each in self._family) else 0.0
        high = room.height - above - below
        pitch = min(high / count, THICKEST / THICKNESS)
        if pitch < (ROW if self.state.named else NARROWEST):
            raise NoRoomError(f"{count} bars do not fit above one another.")
        full = room.right - left
        right = left + min(
            full - value_room, *(each._length_for_label(full) for each in self._family)
        )
        if right - left < px(120):
            raise NoRoomError("the bars have no length left.")
        start = (room.top - above + room.bottom + below + pitch * count) / 2
        return BarPlan(
            Frame(left, start - pitch * count, right, start),
            pitch,
            self.state.span,
            self.state.log,
            "right",
        )

    @property
    def _number_width(self) -> float:
        """The width of the widest number; 0 where none is shown."""
        if not self.state.numbered:
            return 0.0
        widths = (
            width_of(shown(self.state.spec, value), Type.LABEL_STRONG)
            for _, value, _ in self.state.heights()
        )
        return max(widths, default=0.0)

    def _length_for_label(self, room: float) -> float:
        """The length of the scale at which the label has room at the end of the marked bar."""
        marked = [height for _, height, is_marked in self.state.heights() if is_marked]
        share = (
            share_of(marked[0], self.state.span, self.state.log)
            if marked and self.state.label
            else 0.0
        )
        if share <= 0 or not self.state.label:
            return room
        tail = width_of(self.state.label, Type.LABEL_STRONG) + self._number_width + 2 * ASIDE
        return (room - tail) / share
