"""`route`: a road with stops, gates and a fork, and a traveller on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point, Polyline, Rect, between
from storyreel.pictures.kinds.kind import (
    INK,
    SOFT,
    Kind,
    NoRoomError,
    Quantity,
    Text,
    fitted,
    width_of,
    words,
)
from storyreel.pictures.paths import on_dial, point_along, smooth_step
from storyreel.storyboard.values import mistake

WIDTH = px(64)
"""Of the road."""

ROAD = Look(stroke=color("#CBD5E2"), width=WIDTH)
CLOSED_ROAD = Look(stroke=color(Color.HAIRLINE), width=WIDTH)
MIDDLE = Look(stroke=color(Color.WHITE), width=px(5), dash=px(22))
"""Looks at the least size."""

LARGEST = 2.0
"""How many times its least size the road is at most."""

STOP = Look(fill=color(Color.PEARL), stroke=color(Color.OUTLINE), width=Weight.LINE)
REACHED = Look(fill=color(Color.NAVY), stroke=color(Color.NAVY), width=Weight.LINE)
POST = Look(fill=color(Color.NAVY))
ARM = Look(stroke=color(Color.DEEP_GOLD), width=px(15))
TRAVELLER = Look(fill=color(Color.GOLD), stroke=color(Color.WHITE), width=Weight.STRONG, lift=0.7)
TONGUE = Look(stroke=color(Color.DEEP_GOLD), width=px(15))
ACROSS, RAISED = 180.0, 30.0
"""Angles of a gate's arm, clockwise from straight up: across the road, and off it."""

NAME_ROOM = px(80)
POST_ROOM, RAISED_ROOM = px(40), px(110)
"""Room above the road: for the traveller, and for a raised arm."""

NARROWEST = px(130)
BRANCH = px(104)
"""Distance of two branches."""

RADIUS, DISC = px(25), px(17)
OPENINGS = {"closed": 0.0, "open": 1.0}
HALF_OPEN = 0.5
"""The least opening of a gate at which something can pass."""


def _opening(value: Any) -> Any:
    if isinstance(value, str):
        if value not in OPENINGS:
            raise mistake(f"a gate cannot be {value!r}.", "Write open or closed.")
        return OPENINGS[value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


Opening = Annotated[
    float,
    Field(ge=0, le=1),
    BeforeValidator(_opening, json_schema_input_type=float | str),
]
"""How far a gate is open: closed, open, or a share from 0 to 1."""


class RouteState(Kind):
    """A road from stop to stop. A gate is before its stop; behind the last stop the road may
    fork, and `switch` says which branch is open. The traveller drives to where it is next."""

    name: ClassVar[str] = "route"
    example: ClassVar[str] = (
        "{stops: [record, train, exam], gates: {exam: closed}, fork: [release, person], "
        "switch: person, at: train}"
    )

    stops: tuple[Text, ...] = Field(
        min_length=1, max_length=8, description="Names along the road, from the left."
    )
    gates: dict[Text, Opening] = Field(
        default={}, description="Gates before stops or branches: open or closed, by name."
    )
    fork: Annotated[
        tuple[Text, ...], Field(max_length=4, description="Names of the branches, from the top.")
    ] = ()
    switch: Annotated[Text | None, Field(description="The branch that is open.")] = None
    at: Annotated[
        Text | None, Field(description="Where the traveller is, or its way, as in a -> b.")
    ] = None
    progress: Annotated[
        Quantity, Field(ge=0, le=1, description="How far along its way the traveller is.")
    ] = 1.0

    @model_validator(mode="after")
    def _consistent(self) -> RouteState:
        known = (*self.stops, *self.fork)
        if len(set(known)) < len(known):
            raise mistake("has two places of one name.", "Give each its own.", "stops")
        if len(self.fork) == 1:
            raise mistake("has a fork with one branch.", "Name two to four branches.", "fork")
        for key, names in (("gates", tuple(self.gates)), ("at", self.way)):
            for name in names:
                if name not in known:
                    remedy = f"{did_you_mean(name, known)}Its places: {', '.join(known)}."
                    raise mistake(f"has no place {name!r}.", remedy, key)
        if self.switch is not None and self.switch not in self.fork:
            raise mistake(f"has no branch {self.switch!r}.", "Name one of `fork`.", "switch")
        if len(self.way) > 2:
            raise mistake(f"{self.at!r} has more than two places.", "Write as in a -> b.", "at")
        return self

    @property
    def way(self) -> tuple[str, ...]:
        """The places between which the traveller is; one where it rests."""
        return tuple(name.strip() for name in self.at.split("->")) if self.at else ()

    def objection(self, earlier: Kind) -> tuple[str, str] | None:
        """The traveller passes no closed gate, and leaves the road for the open branch alone."""
        if not (isinstance(earlier, RouteState) and earlier.way and self.way):
            return None
        start, stop = earlier.way[-1], self.way[-1]
        for name, opening in self.gates.items():
            if opening < HALF_OPEN and self._passes(name, start, stop):
                what = f"drives through the gate of {name!r}, which is closed."
                return what, f"Write `gates: {{{name}: open}}`, or stop before it."
        if stop != start and stop in self.fork and self.switch not in (None, stop):
            what = f"drives to {stop!r}, but the switch leads to {self.switch!r}."
            return what, f"Write `switch: {stop}`."
        return None

    def _passes(self, gate: str, start: str, stop: str) -> bool:
        """Whether the way between two places leads through the gate of a place."""
        if gate in self.fork:
            return start != stop and gate in (start, stop)
        order = {name: at for at, name in enumerate(self.stops)}
        ends = sorted(order.get(name, len(order)) for name in (start, stop))
        return ends[0] < order[gate] <= ends[1]

    def between(self, other: Kind, share: float) -> Kind | None:
        """The traveller drives, and gates swing, as long as the road is the same."""
        if not isinstance(other, RouteState) or (self.at is None) != (other.at is None):
            return None
        moving = {"at": other.at, "progress": other.progress, "gates": other.gates}
        if self.model_copy(update=moving) != other or set(self.gates) != set(other.gates):
            return None
        if min(self.progress, other.progress) < 1:
            return None
        # A gate opens before the traveller gets there, and closes behind it.
        swing = share if self.at == other.at else min(1.0, share / 0.4)
        gates = {
            name: between(opening, other.gates[name], swing) for name, opening in self.gates.items()
        }
        if self.at == other.at:
            return self.model_copy(update={"gates": gates})
        at = f"{self.way[-1]} -> {other.way[-1]}"
        drive = share if self.gates == other.gates else max(0.0, (share - 0.3) / 0.7)
        return self.model_copy(update={"at": at, "progress": drive, "gates": gates})

    def draw(self, room: Frame) -> Iterator[Element]:
        plan = self._plan(room)
        for name, branch in plan.branches.items():
            if name != self.switch:
                look = plan.sized(CLOSED_ROAD if self.switch else ROAD)
                yield Element(f"branch/{name}", Polyline(branch), look)
        road, middle = plan.sized(ROAD), plan.sized(MIDDLE)
        if self.switch:
            yield Element(f"branch/{self.switch}", Polyline(plan.branches[self.switch]), road)
        yield Element("road", Polyline(plan.trunk), road)
        yield Element("middle", Polyline(plan.trunk), middle, "decor")
        for name, branch in plan.branches.items():
            yield Element(f"middle/{name}", Polyline(branch), middle, "decor")
        if self.switch:
            way = plan.branches[self.switch]
            tongue = tuple(point_along(way, share) for share in (0.04, 0.14, 0.24, 0.34, 0.44))
            yield Element("switch", Polyline(tongue), plan.sized(TONGUE))
        traveller = self._traveller(plan)
        for name, center in plan.places.items():
            reached = self._reached(name, center, traveller)
            yield Element(
                f"stop/{name}",
                Rect.disc(center, DISC * plan.size),
                REACHED if reached else STOP,
                depth=1,
            )
            yield from self._name(name, plan, INK if reached or not traveller else SOFT)
        for name, opening in self.gates.items():
            yield from _gate(name, opening, plan)
        if traveller is not None:
            disc = Rect.disc(traveller, RADIUS * plan.size)
            yield Element("traveller", disc, TRAVELLER, depth=3)

    def _plan(self, room: Frame) -> _Plan:
        """The places of everything, as large as the room allows."""
        least = self._sized(room, 1.0)
        if least.pitch < NARROWEST or self._height(1.0) > room.height:
            raise NoRoomError("the road does not fit here.")
        by_height = room.height / self._height(1.0)
        size = max(1.0, min(LARGEST, by_height, least.pitch / (1.5 * NARROWEST)))
        return self._sized(room, size)

    @property
    def _parts(self) -> float:
        """The length of the road in distances of stops."""
        return len(self.stops) - 1 + (1.7 if self.fork else 0.0)

    @property
    def _above(self) -> float:
        """Room above the road at its least size."""
        return RAISED_ROOM if self.gates else POST_ROOM

    def _height(self, size: float) -> float:
        """The height that everything needs."""
        road = (self._above + WIDTH) * size + NAME_ROOM * size
        return max(road, (BRANCH * (len(self.fork) - 1) + WIDTH) * size)

    def _sized(self, room: Frame, size: float) -> _Plan:
        """The places of everything at a size."""
        style = _name_style(size)
        beside = max((width_of(name, style) for name in self.fork), default=0.0)
        first = min(width_of(self.stops[0], style) / 2, px(110) * size)
        last = min(width_of(self.stops[-1], style) / 2, px(110) * size)
        left = room.left + max(first, WIDTH * size)
        right = room.right - (beside + px(48) * size if self.fork else max(last, WIDTH * size))
        pitch = (right - left) / max(self._parts, 1)
        lift = (NAME_ROOM - self._above) * size / 2
        y = room.center[1] + (0.0 if self.fork else lift)
        spread = min(BRANCH * 1.7 * size, (room.height - WIDTH * size) / max(len(self.fork) - 1, 1))
        stops = {name: (left + at * pitch, y) for at, name in enumerate(self.stops)}
        end = stops[self.stops[-1]][0] + pitch * 0.6 * bool(self.fork)
        middle = (len(self.fork) - 1) / 2
        branches = {
            name: tuple(smooth_step((end, y), (right, y + (middle - at) * spread)))
            for at, name in enumerate(self.fork)
        }
        return _Plan(((left, y), (max(end, left + px(1)), y)), stops, branches, pitch, size)

    def _traveller(self, plan: _Plan) -> Point | None:
        if not self.way:
            return None
        if len(self.way) == 1:
            return plan.places[self.way[0]]
        return point_along(plan.drive(self.way[0], self.way[1]), self.progress)

    def _reached(self, name: str, center: Point, traveller: Point | None) -> bool:
        """Whether the traveller is at a place, or has passed it."""
        if traveller is None:
            return False
        return traveller[0] >= center[0] - px(2) and (name in self.stops or name == self.way[-1])

    def _name(self, name: str, plan: _Plan, look: Look) -> Iterator[Element]:
        x, y = plan.places[name]
        style = _name_style(plan.size)
        if name in plan.branches:
            yield words(f"name/{name}", name, style, (x + px(48) * plan.size, y), "left", look)
            return
        style = fitted(name, style, plan.pitch * 0.96, NAME_ROOM * plan.size)
        below = (WIDTH / 2 + px(40)) * plan.size
        yield words(f"name/{name}", name, style, (x, y - below), look=look)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the road, its stops and its branches are."""

    trunk: tuple[Point, Point]
    stops: Mapping[str, Point]
    branches: Mapping[str, tuple[Point, ...]]
    pitch: float
    size: float
    """How many times its least size everything is."""

    def sized(self, look: Look) -> Look:
        """A look of the least size at this one."""
        return replace(look, width=look.width * self.size, dash=look.dash * self.size)

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


def _name_style(size: float) -> TextStyle:
    """The style of names beside a road of a size."""
    return Type.LABEL.sized(Type.LABEL.size / px(1) * min(size, 1.35))


def _gate(name: str, opening: float, plan: _Plan) -> Iterator[Element]:
    """A post above the road with its arm."""
    x, y = plan.before(name)
    post = (x, y + (WIDTH / 2 + px(16)) * plan.size)
    reach = (WIDTH + px(26)) * plan.size
    arm = on_dial(post, reach, between(ACROSS, RAISED, opening))
    yield Element(f"arm/{name}", Polyline((post, arm)), plan.sized(ARM), depth=2)
    yield Element(f"post/{name}", Rect.disc(post, px(15) * plan.size), POST, depth=2)
