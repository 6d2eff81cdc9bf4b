"""`route`: a road with stops, gates and a fork, and a traveller on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
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
from storyreel.storyboard.model import mistake

WIDTH = px(64)
"""Of the road."""

ROAD = Look(stroke=color("#CBD5E2"), width=WIDTH)
CLOSED_ROAD = Look(stroke=color(Color.HAIRLINE), width=WIDTH)
MIDDLE = Look(stroke=color(Color.WHITE), width=px(5), dash=px(22))
STOP = Look(fill=color(Color.PEARL), stroke=color(Color.LINE), width=Weight.LINE)
REACHED = Look(fill=color(Color.NAVY), stroke=color(Color.NAVY), width=Weight.LINE)
POST = Look(fill=color(Color.NAVY))
ARM = Look(stroke=color(Color.GOLD_LINE), width=px(15))
TRAVELLER = Look(fill=color(Color.GOLD), stroke=color(Color.WHITE), width=Weight.STRONG, lift=0.7)
TONGUE = Look(stroke=color(Color.GOLD_LINE), width=px(15))
ACROSS, ALONG = 180.0, 90.0
"""Angles of a gate's arm, clockwise from straight up: across the road, and beside it."""

NAME_ROOM = px(80)
POST_ROOM = px(40)
NARROWEST = px(130)
BRANCH = px(104)
"""Distance of two branches."""

RADIUS, DISC = px(25), px(17)
OPENINGS = {"closed": 0.0, "open": 1.0}


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
            raise mistake("has two places of one name.", "Give each its own.")
        if len(self.fork) == 1:
            raise mistake("has a fork with one branch.", "Name two to four branches.")
        for name in (*self.gates, *self.way):
            if name not in known:
                near = did_you_mean(name, list(known))
                raise mistake(f"has no place {name!r}.", f"{near}Its places: {', '.join(known)}.")
        if self.switch is not None and self.switch not in self.fork:
            raise mistake(f"has no branch {self.switch!r}.", "Name one of `fork`.")
        if len(self.way) > 2:
            raise mistake(f"{self.at!r} has more than two places.", "Write as in a -> b.")
        return self

    @property
    def way(self) -> tuple[str, ...]:
        """The places between which the traveller is; one where it rests."""
        return tuple(name.strip() for name in self.at.split("->")) if self.at else ()

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
                look = CLOSED_ROAD if self.switch else ROAD
                yield Element(f"branch/{name}", Polyline(branch), look)
        if self.switch:
            yield Element(f"branch/{self.switch}", Polyline(plan.branches[self.switch]), ROAD)
        yield Element("road", Polyline(plan.trunk), ROAD)
        yield Element("middle", Polyline(plan.trunk), MIDDLE, "decor")
        for name, branch in plan.branches.items():
            yield Element(f"middle/{name}", Polyline(branch), MIDDLE, "decor")
        if self.switch:
            way = plan.branches[self.switch]
            tongue = tuple(point_along(way, share) for share in (0.04, 0.14, 0.24, 0.34, 0.44))
            yield Element("switch", Polyline(tongue), TONGUE)
        traveller = self._traveller(plan)
        for name, center in plan.places.items():
            reached = self._reached(name, center, traveller)
            yield Element(
                f"stop/{name}", Rect.disc(center, DISC), REACHED if reached else STOP, depth=1
            )
            yield from self._name(name, plan, INK if reached or not traveller else SOFT)
        for name, opening in self.gates.items():
            yield from _gate(name, plan.before(name), opening)
        if traveller is not None:
            yield Element("traveller", Rect.disc(traveller, RADIUS), TRAVELLER, depth=3)

    def _plan(self, room: Frame) -> _Plan:
        """The places of everything; the pitch of the stops is as large as the room allows."""
        beside = max((width_of(name, Type.LABEL) for name in self.fork), default=0.0)
        first = min(width_of(self.stops[0], Type.LABEL) / 2, px(110))
        last = min(width_of(self.stops[-1], Type.LABEL) / 2, px(110))
        left = room.left + max(first, WIDTH)
        right = room.right - (beside + px(48) if self.fork else max(last, WIDTH))
        parts = len(self.stops) - 1 + (1.7 if self.fork else 0.0)
        pitch = (right - left) / max(parts, 1)
        high = max(POST_ROOM + WIDTH + NAME_ROOM, BRANCH * (len(self.fork) - 1) + WIDTH)
        if pitch < NARROWEST or high > room.height:
            wide = (room.width - (right - left) + NARROWEST * max(parts, 1)) / px(1)
            raise NoRoomError(f"the road needs {wide:.0f} by {high / px(1):.0f} px.")
        y = room.center[1] if self.fork else room.center[1] + (NAME_ROOM - POST_ROOM) / 2
        spread = min(BRANCH * 1.7, (room.height - WIDTH) / max(len(self.fork) - 1, 1))
        stops = {name: (left + at * pitch, y) for at, name in enumerate(self.stops)}
        end = stops[self.stops[-1]][0] + pitch * 0.6 * bool(self.fork)
        middle = (len(self.fork) - 1) / 2
        branches = {
            name: tuple(smooth_step((end, y), (right, y + (middle - at) * spread)))
            for at, name in enumerate(self.fork)
        }
        return _Plan(((left, y), (max(end, left + px(1)), y)), stops, branches, pitch)

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
        if name in plan.branches:
            yield words(f"name/{name}", name, Type.LABEL, (x + px(48), y), "left", look)
            return
        style = fitted(name, Type.LABEL, plan.pitch * 0.96, NAME_ROOM)
        yield words(f"name/{name}", name, style, (x, y - WIDTH / 2 - px(40)), look=look)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the road, its stops and its branches are."""

    trunk: tuple[Point, Point]
    stops: Mapping[str, Point]
    branches: Mapping[str, tuple[Point, ...]]
    pitch: float

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


def _gate(name: str, at: Point, opening: float) -> Iterator[Element]:
    """A post above the road with its arm."""
    x, y = at
    post = (x, y + WIDTH / 2 + px(16))
    arm = on_dial(post, WIDTH + px(26), between(ACROSS, ALONG, opening))
    yield Element(f"arm/{name}", Polyline((post, arm)), ARM, depth=2)
    yield Element(f"post/{name}", Rect.disc(post, px(15)), POST, depth=2)
