"""`layers`: a network of units, or a stack of plates, with a pulse that runs through."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.base.counted import counted
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point, Polyline, Rect, between
from storyreel.pictures.kinds.fields import Count, Quantity, Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import fitted, words
from storyreel.pictures.looks import INK
from storyreel.storyboard.values import Distinct, mistake

EMPTY = color(Color.WHITE)
FULL = color(Color.NAVY)
OUTLINE = color(Color.OUTLINE)
PULSE = Look(fill=color(Color.GOLD), stroke=color(Color.DEEP_GOLD), width=Weight.LINE)
GOLD = color(Color.GOLD)
WIRE = Look(stroke=color(Color.MIST), width=Weight.LINE)
LIT = Look(stroke=color(Color.DEEP_GOLD), width=Weight.LINE)
LIGHT = Look(fill=color(Color.WHITE))
REACH = 0.75
"""How far, in layers, the pulse is seen on either side."""

NAME_ROOM = px(66)
LARGEST, SMALLEST = px(56), px(9)
PITCH = 2.6
"""Distance of two units in radii."""

THICKEST, THINNEST = px(110), px(60)
MOST_WIRES = 600


class LayersState(Kind):
    """`units` draws a network from left to right, `stack` named plates from bottom to top. `pulse`
    is the layer that the signal has reached, from 1: it runs forward, or backward, to the next."""

    name: ClassVar[str] = "layers"
    example: ClassVar[str] = "{units: [3, 5, 5, 2], pulse: 2}"

    units: Annotated[
        tuple[Annotated[Count, Field(ge=1, le=16)], ...],
        Field(max_length=16, description="How many units each layer has."),
    ] = ()
    stack: Annotated[
        tuple[Text, ...], Field(max_length=9, description="The plates by name, from the bottom.")
    ] = ()
    names: Annotated[
        tuple[Text, ...], Field(max_length=16, description="With `units`: words below layers.")
    ] = ()
    values: Annotated[
        tuple[Quantity, ...],
        Field(max_length=16, description="A share from 0 to 1 for each layer, shown as tint."),
    ] = ()
    pulse: Annotated[
        Quantity | None, Field(ge=0, description="The layer with the pulse, from 1; 0 is before.")
    ] = None
    frozen: Annotated[
        tuple[Count, ...],
        Distinct,
        Field(description="Layers that do not learn: pale, with dashed edges."),
    ] = ()

    @model_validator(mode="after")
    def _consistent(self) -> LayersState:
        if bool(self.units) == bool(self.stack):
            raise mistake("needs either `units` or `stack`.", "Write one of the two.")
        if self.stack and self.names:
            raise mistake("has `names` for a stack.", "Write the names in `stack`.", "names")
        if len(set(self.stack)) < len(self.stack):
            raise mistake("has two plates of one name.", "Give each its own.", "stack")
        for key in ("values", "names"):
            own = getattr(self, key)
            if own and len(own) != self.count:
                what = f"has {counted(self.count, 'layer')} and {counted(len(own), key[:-1])}."
                raise mistake(what, "Write one for each layer.", key)
        for index, value in enumerate(self.values):
            if not 0 <= value <= 1:
                remedy = "Divide by the largest value."
                raise mistake(f"has the value {value:g}, outside 0 to 1.", remedy, "values", index)
        if self.pulse is not None and self.pulse > self.count + 1:
            raise mistake(
                f"`pulse` is at layer {self.pulse:g} of {self.count}.",
                f"Write at most {self.count + 1}: behind the last one.",
                "pulse",
            )
        if any(not 1 <= place <= self.count for place in self.frozen):
            raise mistake(
                "freezes a layer it does not have.", f"Write 1 to {self.count}.", "frozen"
            )
        return self

    @property
    def count(self) -> int:
        """How many layers there are."""
        return len(self.units or self.stack)

    def between(self, other: Kind, share: float) -> Kind | None:
        """The pulse runs from layer to layer, as long as all else is the same."""
        if not isinstance(other, LayersState) or self.pulse is None or other.pulse is None:
            return None
        if self.model_copy(update={"pulse": other.pulse}) != other:
            return None
        return self.model_copy(update={"pulse": between(self.pulse, other.pulse, share)})

    def draw(self, room: Frame) -> Iterator[Element]:
        yield from self._network(room) if self.units else self._plates(room)

    def _look(self, layer: int) -> Look:
        """How a unit or plate of a layer, from 1, looks now."""
        value = self.values[layer - 1] if self.values else 0.0
        stroke = Look(fill=EMPTY, stroke=OUTLINE, width=Weight.LINE)
        look = stroke.mix(Look(fill=FULL, stroke=FULL, width=Weight.LINE), value)
        if layer in self.frozen:
            look = Look(look.fill, look.stroke, look.width, dash=px(9))
        # A tinted layer keeps its tint, so that gold and navy do not mix to olive.
        lit = Look(look.fill, GOLD, px(10)) if self.values else PULSE
        return look.mix(lit, self._lit(layer))

    def _lit(self, place: float) -> float:
        """How strongly the pulse lights a place between layers."""
        return 0.0 if self.pulse is None else max(0.0, 1 - abs(self.pulse - place) / REACH)

    def _network(self, room: Frame) -> Iterator[Element]:
        below = NAME_ROOM if self.names else 0.0
        most = max(self.units)
        radius = min(
            LARGEST, (room.height - below) / (PITCH * most), room.width / (PITCH * self.count)
        )
        if radius < SMALLEST:
            raise NoRoomError(
                f"{self.count} layers of up to {most} units are too small to be seen here."
            )
        # Equal columns, as those of bars: layers above bars are above their own ones.
        step = min(room.width / self.count, radius * 9)
        left = room.center[0] - step * (self.count - 1) / 2
        middle = (room.bottom + below + room.top) / 2
        centers = [
            [
                (left + at * step, middle + ((count - 1) / 2 - unit) * radius * PITCH)
                for unit in range(count)
            ]
            for at, count in enumerate(self.units)
        ]
        yield from self._wires(centers)
        for layer, column in enumerate(centers, 1):
            for unit, center in enumerate(column, 1):
                disc = Rect.disc(center, radius)
                yield Element(f"unit/l{layer}/{unit}", disc, self._look(layer))
        for layer, name in enumerate(self.names, 1):
            style = fitted(name, Type.LABEL, step * 0.96 if self.count > 1 else room.width, below)
            lowest = middle - (most - 1) / 2 * radius * PITCH - radius
            place = (centers[layer - 1][0][0], lowest - NAME_ROOM * 0.6)
            yield words(f"name/l{layer}", name, style, place)

    def _wires(self, centers: list[list[Point]]) -> Iterator[Element]:
        """A line from each unit to each of the next layer, where they are few enough."""
        if sum(len(a) * len(b) for a, b in pairwise(centers)) > MOST_WIRES:
            raise NoRoomError("the units have too many lines between them.", "Draw fewer units.")
        for layer, (first, second) in enumerate(pairwise(centers), 1):
            look = WIRE.mix(LIT, self._lit(layer + 0.5))
            for a, start in enumerate(first, 1):
                for b, stop in enumerate(second, 1):
                    yield Element(f"wire/l{layer}/{a}-{b}", Polyline((start, stop)), look, "decor")

    def _plates(self, room: Frame) -> Iterator[Element]:
        gap = px(16)
        high = min(THICKEST, (room.height - gap * (self.count - 1)) / self.count)
        if high < THINNEST:
            raise NoRoomError(f"{self.count} plates do not fit above one another.")
        total = high * self.count + gap * (self.count - 1)
        wide = min(room.width, px(760))
        left, bottom = room.center[0] - wide / 2, room.center[1] - total / 2
        for layer, name in enumerate(self.stack, 1):
            low = bottom + (layer - 1) * (high + gap)
            frame = Frame(left, low, left + wide, low + high)
            yield Element(f"plate/{name}", Rect(frame, px(16)), self._look(layer))
            style = fitted(name, Type.LABEL_STRONG, wide - px(40), high)
            dark = bool(self.values) and self.values[layer - 1] > 0.5
            yield words(f"word/{name}", name, style, frame.center, look=LIGHT if dark else INK)
