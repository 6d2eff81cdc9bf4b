"""`relay`: plates in a row that pass a signal on, and how strong it is at each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Number, Point, Polyline, Rect, between, shown
from storyreel.pictures.kinds.fields import Count, Quantity
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of
from storyreel.pictures.looks import NAVY
from storyreel.pictures.shared_elements import STAGE
from storyreel.storyboard.values import mistake

PLATE = Look(fill=color(Color.WHITE), stroke=color(Color.NAVY), width=Weight.STRONG)
EDGE = Look(stroke=color(Color.NAVY), width=Weight.STRONG)
LINK = color(Color.OUTLINE)
SIGNAL = Look(fill=color(Color.GOLD), stroke=color(Color.DEEP_GOLD), width=Weight.LINE, lift=0.6)
TALLEST = 0.9
"""Height of a plate, and of the pipe at strength 1, as a share of the distance of two plates, where
it has room and the storyboard draws it to no scale."""

THICKNESS = 0.16
"""Width of a plate as a share of the distance of two plates."""

THICKEST = 0.2
"""Width of the heaviest link as a share of the distance of two plates."""

THINNEST = px(3)
WIDEST_PITCH, NARROWEST_PITCH = px(280), px(60)
NUMBER_ROOM = px(64)
LOWEST = px(12)


class RelayState(Kind):
    """Plates in a row that pass a signal on, as a gold pipe that is as high as the signal is
    strong: at strength 1, as high as the plates. The signal has reached the plate `at`. Rows with
    one `per` can be compared."""

    name: ClassVar[str] = "relay"
    example: ClassVar[str] = "{strengths: [1, 1.6, 2.6, 4.1, 6.5], at: 4, weight: 0.6}"

    strengths: tuple[Quantity, ...] = Field(
        min_length=2, max_length=16, description="How strong the signal is at each plate."
    )
    at: Annotated[
        Quantity | None, Field(ge=1, description="The plate that the signal has reached, from 1.")
    ] = None
    direction: Annotated[
        Literal["right", "left"], Field(description="Where the signal goes: `left` is back.")
    ] = "right"
    weight: Annotated[
        Quantity, Field(ge=0, le=1, description="How thick the links are; 1 is the thickest.")
    ] = 0.3
    per: Annotated[
        Quantity | None,
        Field(gt=0, description="Draw to scale: so many plates would fill the stage's height."),
    ] = None
    digits: Annotated[
        Count | None,
        Field(
            ge=0, le=6, description="Write the strength with so many digits where the signal is."
        ),
    ] = None

    @model_validator(mode="after")
    def _consistent(self) -> RelayState:
        if self.at is not None and self.at > len(self.strengths):
            raise mistake(
                f"`at` is plate {self.at:g} of {len(self.strengths)}.",
                f"Write 1 to {len(self.strengths)}.",
                "at",
            )
        if min(self.strengths) < 0:
            raise mistake("has a strength below 0.", "Write strengths from 0.", "strengths")
        return self

    def between(self, other: Kind, share: float) -> Kind | None:
        """The signal goes from plate to plate, as long as all else is the same."""
        if not isinstance(other, RelayState) or self.at is None or other.at is None:
            return None
        if self.model_copy(update={"at": other.at}) != other:
            return None
        return self.model_copy(update={"at": between(self.at, other.at, share)})

    def draw(self, room: Frame) -> Iterator[Element]:
        plan = self._planned(room)
        yield from self._links(plan)
        for place, _ in enumerate(self.strengths, 1):
            yield Element(f"plate/{place}", plan.plate(place), PLATE, "decor")
        if self.at is not None:
            yield from self._signal(self.at, plan)
            yield from self._number(self.at, plan, room)
        for place, _ in enumerate(self.strengths, 1):
            yield Element(f"edge/{place}", plan.plate(place), EDGE, depth=1)

    def _planned(self, room: Frame) -> _Plan:
        """Raises NoRoomError where the plates or the pipe do not fit the room."""
        along = len(self.strengths) - 1 + THICKNESS
        pitch = min(room.width / along, WIDEST_PITCH)
        above = 0.0 if self.digits is None else NUMBER_ROOM
        largest = max(*self.strengths, 1.0)
        fitting = (room.height - above) / largest
        height = min(fitting, pitch * TALLEST) if self.per is None else STAGE.height / self.per
        if pitch < NARROWEST_PITCH or height < LOWEST or height > fitting * 1.001:
            raise NoRoomError(f"{len(self.strengths)} plates do not fit here.")
        x, y = room.center
        start = (x - pitch * (len(self.strengths) - 1) / 2, y - above / 2)
        return _Plan(start, pitch, height / 2)

    def _links(self, plan: _Plan) -> Iterator[Element]:
        """A line from each plate to the next."""
        look = Look(stroke=LINK, width=max(self.weight * THICKEST * plan.pitch, THINNEST))
        for place in range(1, len(self.strengths)):
            yield Element(
                f"link/{place}",
                Polyline((plan.center(place), plan.center(place + 1))),
                look,
                "decor",
            )

    def _signal(self, at: float, plan: _Plan) -> Iterator[Element]:
        """The pipe from where the signal began to where it is now."""
        rim = [(plan.center(place)[0], plan.half(strength)) for place, strength in self._way(at)]
        side = THICKNESS * plan.pitch / 2 * (1 if self.direction == "right" else -1)
        rim = [(rim[0][0] - side, rim[0][1]), *rim, (rim[-1][0] + side, rim[-1][1])]
        pipe, seed = (_pipe(rim, plan.first[1], share) for share in (1.0, 0.1))
        yield Element("signal", pipe, SIGNAL, birth=seed)

    def _number(self, at: float, plan: _Plan, room: Frame) -> Iterator[Element]:
        """How strong the signal is, above where it is."""
        if self.digits is None:
            return
        strength, spec = self._strength(at), f"{{:,.{self.digits}f}}"
        half = width_of(shown(spec, strength), Type.HEADING) / 2
        x = min(max(plan.center(at)[0], room.left + half), room.right - half)
        y = plan.first[1] + max(plan.half(strength), plan.radius) + NUMBER_ROOM / 2
        form = Number(strength, spec, Type.HEADING, (x, y), "center")
        yield Element("number", form, NAVY, "number")

    def _way(self, at: float) -> list[tuple[float, float]]:
        """The plates that the signal has left behind, and where it is, with its strengths."""
        places = range(1, len(self.strengths) + 1)
        if self.direction == "right":
            behind = [place for place in places if place < at]
        else:
            behind = [place for place in reversed(places) if place > at]
        return [(place, self.strengths[place - 1]) for place in behind] + [(at, self._strength(at))]

    def _strength(self, at: float) -> float:
        """The strength at a plate, or between two."""
        first = min(int(at), len(self.strengths) - 1)
        low, high = self.strengths[first - 1 : first + 1]
        return between(low, high, at - first)


def _pipe(rim: Sequence[Point], middle: float, share: float) -> Polyline:
    """A closed form as high above the middle as below it; `rim` is where it is and half of its
    height, of which it has a share."""
    above = [(x, middle + half * share) for x, half in rim]
    below = [(x, middle - half * share) for x, half in reversed(rim)]
    return Polyline((*above, *below), closed=True)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the plates are: the centre of the first, the distance of two, and half the height."""

    first: Point
    pitch: float
    radius: float

    def half(self, strength: float) -> float:
        """Half the height of the pipe where the signal has a strength."""
        return self.radius * strength

    def center(self, place: float) -> Point:
        """The centre of a plate, counted from 1, or a point between two."""
        return self.first[0] + (place - 1) * self.pitch, self.first[1]

    def plate(self, place: int) -> Rect:
        """The form of a plate."""
        x, y = self.center(place)
        half = THICKNESS * self.pitch / 2
        return Rect(Frame(x - half, y - self.radius, x + half, y + self.radius), half)
