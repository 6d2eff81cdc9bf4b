"""Where the road of a `route`, its stops and its branches are, as large as the room allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import TextStyle, Type, px
from storyreel.pictures.elements import Look
from storyreel.pictures.forms import Point
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import width_of
from storyreel.pictures.paths import point_along, smooth_step

if TYPE_CHECKING:
    from storyreel.pictures.kinds.route import RouteState

WIDTH = px(64)
"""Of the road, at its least size."""

LARGEST = 2.0
"""How many times its least size the road is at most."""

NAME_ROOM = px(80)
POST_ROOM, RAISED_ROOM = px(40), px(110)
"""Room above the road: for the traveller, and for a raised arm."""

NARROWEST = px(130)
"""The least distance of two stops."""

BRANCH = px(104)
"""Distance of two branches."""

BESIDE = px(48)
"""From the end of a branch to its name."""


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """Where the road, its stops and its branches are."""

    trunk: tuple[Point, Point]
    stops: Mapping[str, Point]
    branches: Mapping[str, tuple[Point, ...]]
    pitch: float
    size: float
    """How many times its least size everything is."""

    def sized(self, look: Look) -> Look:
        """A look of the least size at this one."""
        return look._replace(width=look.width * self.size, dash=look.dash * self.size)

    @property
    def places(self) -> dict[str, Point]:
        """The stops, and the ends of the branches."""
        return {**self.stops, **{name: line[-1] for name, line in self.branches.items()}}

    def before(self, name: str) -> Point:
        """Where the gate of a place is."""
        if name in self.branches:
            return point_along(self.branches[name], 0.72)
        x, y = self.stops[name]
        return x - self.pitch * 0.42, y

    def drive(self, start: str, stop: str) -> list[Point]:
        """The line along the road from one place to another."""
        out, back = self._from_trunk(start), self._from_trunk(stop)
        return [*reversed(out), *back]

    def _from_trunk(self, name: str) -> list[Point]:
        return list(self.branches[name]) if name in self.branches else [self.stops[name]]


@dataclass(frozen=True, slots=True)
class RoutePlanner:
    """Finds where the parts of a state of `route` are."""

    state: RouteState

    def plan(self, room: Frame) -> RoutePlan:
        """The plan for a room; raises NoRoomError."""
        least = self._sized(room, 1.0)
        if least.pitch < NARROWEST or self._height(1.0) > room.height:
            raise NoRoomError("the road does not fit here.")
        by_height = room.height / self._height(1.0)
        size = max(1.0, min(LARGEST, by_height, least.pitch / (1.5 * NARROWEST)))
        return self._sized(room, size)

    @property
    def _parts(self) -> float:
        """The length of the road in distances of stops."""
        return len(self.state.stops) - 1 + (1.7 if self.state.fork else 0.0)

    @property
    def _above(self) -> float:
        """Room above the road at its least size."""
        return RAISED_ROOM if self.state.gates else POST_ROOM

    def _height(self, size: float) -> float:
        """The height that everything needs."""
        road = (self._above + WIDTH) * size + NAME_ROOM * size
        return max(road, (BRANCH * (len(self.state.fork) - 1) + WIDTH) * size)

    def _sized(self, room: Frame, size: float) -> RoutePlan:
        """The places of everything at a size."""
        fork = self.state.fork
        left, right = self._ends(room, size)
        pitch = (right - left) / max(self._parts, 1)
        lift = (NAME_ROOM - self._above) * size / 2
        y = room.center[1] + (0.0 if fork else lift)
        spread = min(BRANCH * 1.7 * size, (room.height - WIDTH * size) / max(len(fork) - 1, 1))
        stops = {name: (left + at * pitch, y) for at, name in enumerate(self.state.stops)}
        end = stops[self.state.stops[-1]][0] + pitch * 0.6 * bool(fork)
        middle = (len(fork) - 1) / 2
        branches = {
            name: tuple(smooth_step((end, y), (right, y + (middle - at) * spread)))
            for at, name in enumerate(fork)
        }
        return RoutePlan(((left, y), (max(end, left + px(1)), y)), stops, branches, pitch, size)

    def _ends(self, room: Frame, size: float) -> tuple[float, float]:
        """Where the road begins, and where it or its branches end, with room for names there."""
        style = name_style(size)
        first, last = (
            min(width_of(name, style) / 2, px(110) * size)
            for name in (self.state.stops[0], self.state.stops[-1])
        )
        after = max(last, WIDTH * size)
        if self.state.fork:
            after = max(width_of(name, style) for name in self.state.fork) + BESIDE * size
        return room.left + max(first, WIDTH * size), room.right - after


def name_style(size: float) -> TextStyle:
    """The style of names beside a road of a size."""
    return Type.LABEL.sized(Type.LABEL.size / px(1) * min(size, 1.35))
