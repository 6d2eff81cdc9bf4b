"""`numberline`: values, intervals and a threshold on one line of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.choreography import lanes_of, on_arcs
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.forms import Polyline
from storyreel.pictures.kinds.chart import share_of
from storyreel.pictures.kinds.fields import Quantity, Text
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.kinds.numberline_drawing import NumberlineDrawing
from storyreel.pictures.kinds.numberline_plan import ROW, NumberlinePlanner
from storyreel.storyboard.values import Distinct, mistake

MOST_TICKS = 260
RISE = 1.2 * ROW
"""How far a name rises above the row of another one that it passes."""


class NumberlineState(Kind):
    """A line of numbers with ticks. Named `values` have their names above, and step up where two
    would collide; unnamed `dots` stack where they meet."""

    name: ClassVar[str] = "numberline"
    example: ClassVar[str] = (
        "{span: [0, 5], ticks: [0, 1, 2, 3, 4, 5], values: {before: 4.6, after: 1.07}, "
        "threshold: 4.0, threshold_label: even guess}"
    )

    span: Annotated[tuple[Quantity, Quantity], Field(description="First and last number.")]
    ticks: Annotated[
        tuple[Quantity, ...],
        Field(max_length=MOST_TICKS, description="Where the ticks are."),
        Distinct,
    ] = ()
    every: Annotated[
        Quantity | None, Field(gt=0, description="Ticks at so equal distances, from the first.")
    ] = None
    numbers: Annotated[
        Annotated[tuple[Quantity, ...], Field(max_length=14), Distinct] | None,
        Field(description="Ticks with numbers below; without it, as many as fit."),
    ] = None
    values: dict[Text, Quantity] = Field(
        default={}, max_length=12, description="Points by name, with the names above."
    )
    dots: Annotated[
        tuple[Quantity, ...], Field(max_length=200, description="Points without names.")
    ] = ()
    intervals: dict[Text, tuple[Quantity, Quantity]] = Field(
        default={}, max_length=6, description="From where to where, by name."
    )
    threshold: Annotated[Quantity | None, Field(description="A dashed upright line.")] = None
    threshold_label: Annotated[Text | None, Field(max_length=24, description="Its name.")] = None
    log: Annotated[bool, Field(description="A logarithmic scale.")] = False

    @model_validator(mode="after")
    def _consistent(self) -> NumberlineState:
        first, last = self.span
        if not first < last:
            raise mistake(
                f"`span` goes from {first:g} to {last:g}.", "Write the smaller first.", "span"
            )
        if self.log and first <= 0:
            raise mistake(f"is logarithmic and begins at {first:g}.", "Begin above 0.", "span")
        if self.every is not None and (self.ticks or (last - first) / self.every > MOST_TICKS):
            what = "has `every` and `ticks`." if self.ticks else "has too many ticks."
            raise mistake(
                what, f"Write `ticks`, or `every` for at most {MOST_TICKS} ticks.", "every"
            )
        for name, (start, stop) in self.intervals.items():
            if not start < stop:
                raise mistake(
                    f"interval {name!r} goes from {start:g} to {stop:g}.",
                    "Write the smaller first.",
                    "intervals",
                    name,
                )
        for value, at in self._written():
            if not first <= value <= last:
                what = f"{value:g} is not on the line from {first:g} to {last:g}."
                raise mistake(what, "Enlarge `span`.", *at)
        if self.threshold_label and self.threshold is None:
            what = "names a threshold that it does not have."
            raise mistake(what, "Add `threshold:`.", "threshold_label")
        return self

    def _written(self) -> Iterator[tuple[float, tuple[str | int, ...]]]:
        """Every number on the line, and where it is written."""
        for key, listed in (("ticks", self.ticks), ("numbers", self.numbers), ("dots", self.dots)):
            yield from ((value, (key, at)) for at, value in enumerate(listed or ()))
        yield from ((value, ("values", name)) for name, value in self.values.items())
        for name, pair in self.intervals.items():
            yield from ((end, ("intervals", name)) for end in pair)
        if self.threshold is not None:
            yield self.threshold, ("threshold",)

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """With another span, ticks come from, and go to, where they are on the other scale. Values
        and intervals enter once names have made room, and a name that passes another one rises
        above it."""
        if not isinstance(earlier, NumberlineState):
            return before, after
        after = on_arcs(after, earlier._passing(self), _named)
        if earlier.span == self.span:
            moves = any(each.key.startswith("name/") for each in _moved(before, after))
            families = ("interval/", "name/", "stem/", "value/") if moves else ("interval/",)
            return before, _later(families, before, after)
        return (
            (*before, *earlier._ticks_of(after, before)),
            (*_later(("number/",), before, after), *self._ticks_of(before, after)),
        )

    def _passing(self, later: NumberlineState) -> dict[str, float]:
        """How far each name that passes another one rises on the way to a later state."""
        first, last = (sorted(each.values, key=each.values.__getitem__) for each in (self, later))
        return {name: RISE * lane for name, lane in lanes_of(first, last).items() if lane}

    def _ticks_of(self, other: Picture, own: Picture) -> Iterator[Element]:
        """The ticks that only the other picture has, on the line of this one; those outside its
        span are at its ends."""
        known = {element.key: element.form for element in own}
        line = known["line"]
        assert isinstance(line, Polyline)
        (left, y), (right, _) = line.points
        for element in other:
            if element.key.startswith("tick/") and element.key not in known:
                x = self.x_of(float(element.key.removeprefix("tick/")), Frame(left, y, right, y))
                stroke = element.form
                assert isinstance(stroke, Polyline)
                (at, low), (_, high) = stroke.points
                yield element.at(stroke.moved(x - at, y - (low + high) / 2))

    @property
    def usual(self) -> tuple[float, float] | None:
        return px(700), px(400) if self.dots else px(170)

    def draw(self, room: Frame) -> Iterator[Element]:
        return NumberlineDrawing(self, NumberlinePlanner(self).plan(room)).draw()

    @property
    def scale_numbers(self) -> tuple[float, ...]:
        return self.marks

    @property
    def marks(self) -> tuple[float, ...]:
        """Where the ticks are."""
        if self.every is None:
            return self.ticks
        first, last = self.span
        count = math.floor((last - first) / self.every + 1e-9) + 1
        return tuple(first + step * self.every for step in range(count))

    def x_of(self, value: float, line: Frame) -> float:
        """Where a number is on a line."""
        return line.left + share_of(value, self.span, self.log) * line.width


def _named(key: str) -> str | None:
    """The value that an element names; None for other elements."""
    return key.removeprefix("name/") if key.startswith("name/") else None


def _moved(before: Picture, after: Picture) -> Iterator[Element]:
    """The later elements that are elsewhere than before."""
    known = {element.key: element.form for element in before}
    return (each for each in after if known.get(each.key, each.form) != each.form)


def _later(families: tuple[str, ...], before: Picture, after: Picture) -> Picture:
    """The later elements, with new ones of some families entering once others have nearly come to
    rest."""
    known = {element.key for element in before}
    return tuple(
        element._replace(span=(0.6, 1.0))
        if element.key.startswith(families) and element.key not in known
        else element
        for element in after
    )
