"""`numberline`: values, intervals and a threshold on one line of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.forms import Polyline
from storyreel.pictures.kinds.chart import share_of
from storyreel.pictures.kinds.fields import Quantity, Text
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.kinds.numberline_drawing import NumberlineDrawing
from storyreel.pictures.kinds.numberline_plan import NumberlinePlanner
from storyreel.storyboard.values import Distinct, mistake

MOST_TICKS = 260


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
        """With another span, ticks come from, and go to, where they are on the other scale. An
        interval enters once the names above it have made room."""
        if not isinstance(earlier, NumberlineState):
            return before, after
        if earlier.span == self.span:
            return before, _later("interval/", before, after)
        return (
            (*before, *earlier._ticks_of(after, before)),
            (*_later("number/", before, after), *self._ticks_of(before, after)),
        )

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


def _later(family: str, before: Picture, after: Picture) -> Picture:
    """The later elements, with new ones of a family entering once others have nearly come to
    rest."""
    known = {element.key for element in before}
    return tuple(
        element._replace(span=(0.6, 1.0))
        if element.key.startswith(family) and element.key not in known
        else element
        for element in after
    )
