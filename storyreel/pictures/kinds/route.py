"""`route`: a road with stops, gates and a fork, and a traveller on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.pictures.elements import Element
from storyreel.pictures.forms import between
from storyreel.pictures.kinds.fields import Quantity, Text
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.kinds.route_drawing import RouteDrawing
from storyreel.pictures.kinds.route_plan import RoutePlanner
from storyreel.storyboard.values import mistake

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
        return RouteDrawing(self, RoutePlanner(self).plan(room)).draw()
