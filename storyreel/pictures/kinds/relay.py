"""`relay`: rings in a row that pass a signal on, and how strong it is at each."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point, Polyline, Rect, between
from storyreel.pictures.kinds.kind import Kind, NoRoomError, Quantity
from storyreel.storyboard.model import mistake

RING = Look(fill=color(Color.WHITE), stroke=color(Color.NAVY), width=Weight.STRONG)
EDGE = Look(stroke=color(Color.NAVY), width=Weight.STRONG)
LINK = color(Color.LINE)
SIGNAL = Look(fill=color(Color.GOLD))
RADIUS = 0.25
"""Radius of a ring, and of the disc of strength 1, as a share of the distance of two rings."""

THICKEST = 0.2
"""Width of the heaviest link as a share of the distance of two rings."""

THINNEST = px(3)
WIDEST_PITCH, NARROWEST_PITCH = px(280), px(60)


class RelayState(Kind):
    """Rings in a row that pass a signal on. The area of a gold disc is how strong it is there; at
    strength 1 it fills its ring. The signal has reached the ring `at`, and leaves discs behind it.
    Rows of one width and one `top` can be compared."""

    name: ClassVar[str] = "relay"
    example: ClassVar[str] = "{strengths: [1, 1.6, 2.6, 4.1, 6.5], at: 4, weight: 0.6}"

    strengths: tuple[Quantity, ...] = Field(
        min_length=2, max_length=16, description="How strong the signal is at each ring."
    )
    at: Annotated[
        Quantity | None, Field(ge=1, description="The ring that the signal has reached, from 1.")
    ] = None
    direction: Annotated[
        Literal["right", "left"], Field(description="Where the signal goes: `left` is back.")
    ] = "right"
    weight: Annotated[
        Quantity, Field(ge=0, le=1, description="How thick the links are; 1 is the thickest.")
    ] = 0.3
    top: Annotated[
        Quantity | None, Field(gt=0, description="Leave room for discs of this strength.")
    ] = None

    @model_validator(mode="after")
    def _consistent(self) -> RelayState:
        if self.at is not None and self.at > len(self.strengths):
            raise mistake(
                f"`at` is ring {self.at:g} of {len(self.strengths)}.",
                f"Write 1 to {len(self.strengths)}.",
            )
        if not 0 <= min(self.strengths) <= max(self.strengths) <= self.largest:
            raise mistake("has a strength outside its scale.", "Write strengths from 0 to `top`.")
        return self

    @property
    def largest(self) -> float:
        """The strength whose disc has room between rings and the edge."""
        return max(self.top or max(self.strengths), 1.0)

    def between(self, other: Kind, share: float) -> Kind | None:
        """The signal goes from ring to ring, as long as all else is the same."""
        if not isinstance(other, RelayState) or self.at is None or other.at is None:
            return None
        if self.model_copy(update={"at": other.at}) != other:
            return None
        return self.model_copy(update={"at": between(self.at, other.at, share)})

    def draw(self, room: Frame) -> Iterator[Element]:
        plan = self._planned(room)
        yield from self._links(plan)
        for ring, _ in enumerate(self.strengths, 1):
            yield Element(f"ring/{ring}", Rect.disc(plan.center(ring), plan.radius), RING, "decor")
        yield from self._discs(plan)
        for ring, _ in enumerate(self.strengths, 1):
            edge = Rect.disc(plan.center(ring), plan.radius)
            yield Element(f"edge/{ring}", edge, EDGE, depth=1)

    def _planned(self, room: Frame) -> _Plan:
        count = len(self.strengths)
        along = count - 1 + 2 * RADIUS * math.sqrt(self.largest)
        across = 2 * RADIUS * math.sqrt(max(*self.strengths, 1.0))
        pitch = min(room.width / along, room.height / across, WIDEST_PITCH)
        if pitch < NARROWEST_PITCH:
            raise NoRoomError(
                f"{count} rings need {along * NARROWEST_PITCH / px(1):.0f} by "
                f"{across * NARROWEST_PITCH / px(1):.0f} px."
            )
        x, y = room.center
        return _Plan((x - pitch * (count - 1) / 2, y), pitch)

    def _links(self, plan: _Plan) -> Iterator[Element]:
        """A line from each ring to the next."""
        look = Look(stroke=LINK, width=max(self.weight * THICKEST * plan.pitch, THINNEST))
        for ring in range(1, len(self.strengths)):
            (left, y), (right, _) = plan.center(ring), plan.center(ring + 1)
            ends = ((left + plan.radius, y), (right - plan.radius, y))
            yield Element(f"link/{ring}", Polyline(ends), look, "decor")

    def _discs(self, plan: _Plan) -> Iterator[Element]:
        """The signal in the rings that it has left, and where it is now."""
        if self.at is None:
            return
        for ring, strength in enumerate(self.strengths, 1):
            behind = ring < self.at if self.direction == "right" else ring > self.at
            if behind:
                yield self._disc(f"disc/{ring}", ring, strength, plan)
        first = min(int(self.at), len(self.strengths) - 1)
        low, high = self.strengths[first - 1 : first + 1]
        yield self._disc("signal", self.at, between(low, high, self.at - first), plan)

    def _disc(self, key: str, place: float, strength: float, plan: _Plan) -> Element:
        radius = plan.radius * math.sqrt(strength)
        disc = Rect.disc(plan.center(place), radius)
        return Element(key, disc, SIGNAL, birth=Rect.disc(plan.center(place), radius * 0.2))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the rings are: the centre of the first, and the distance of two."""

    first: Point
    pitch: float

    @property
    def radius(self) -> float:
        """The radius of a ring, and of the disc of strength 1."""
        return RADIUS * self.pitch

    def center(self, place: float) -> Point:
        """The centre of a ring, counted from 1, or a point between two."""
        return self.first[0] + (place - 1) * self.pitch, self.first[1]
