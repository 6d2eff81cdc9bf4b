"""The axes that charts share: spans, logarithmic scales, ticks and labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point, Polyline, shown
from storyreel.pictures.kinds.fields import Quantity, Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.looks import SOFT
from storyreel.storyboard.values import Distinct, mistake

AXIS = Look(stroke=color(Color.OUTLINE), width=Weight.STRONG)
GRID = Look(stroke=color(Color.GRID), width=px(3))
TICK = px(14)
"""Length of a tick."""

DIGITS = px(44)
"""The least distance of two numbers above one another."""

LINE = px(56)
"""Height of a line of labels."""

Pair = tuple[Quantity, Quantity]


def _on_axes(point: Pair, info: ValidationInfo) -> Pair:
    """Refuses a point outside the axes, where nothing can be drawn."""
    for axis, value in zip("xy", point, strict=True):
        span = info.data.get(axis)
        if span is not None and not span[0] <= value <= span[1]:
            raise mistake(
                f"[{point[0]:g}, {point[1]:g}] is outside the axes.",
                f"Move it, or widen `{axis}`.",
            )
    return point


PointOnAxes = Annotated[Pair, AfterValidator(_on_axes)]
Span = Annotated[tuple[Quantity, Quantity], Field(description="First and last number.")]
Ticks = Annotated[tuple[Quantity, ...], Field(max_length=12), Distinct]


def tick_text(value: float) -> str:
    """A number at an axis: as few digits as it needs, with thousands separated."""
    return shown("{:,.10g}", value)


def share_of(value: float, span: tuple[float, float], log: bool) -> float:
    """Where a value is between the ends of a span, from 0 to 1; values outside are at the ends."""
    first, last = span
    value = min(max(value, first), last)
    if log:
        return math.log(value / first) / math.log(last / first)
    return (value - first) / (last - first)


def check_apart(what: str, numbers: Iterable[tuple[float, float]]) -> None:
    """Raise NoRoomError where numbers at an axis touch; each is its middle and its extent."""
    for (a, before), (b, after) in pairwise(sorted(numbers)):
        if b - a < (before + after) / 2:
            raise NoRoomError(
                f"the numbers at the {what} have no room beside one another.",
                "Write fewer ticks.",
            )


class Chart(Kind):
    """Two axes; what is drawn between them is up to its subclasses."""

    x: Span
    y: Span
    log: Annotated[
        Literal["x", "y", "xy"] | None, Field(description="Axes with a logarithmic scale.")
    ] = None
    x_ticks: Annotated[Ticks, Field(description="Numbers at the x axis.")] = ()
    y_ticks: Annotated[Ticks, Field(description="Numbers at the y axis.")] = ()
    x_label: Annotated[Text | None, Field(max_length=32, description="What x is.")] = None
    y_label: Annotated[Text | None, Field(max_length=32, description="What y is.")] = None

    @model_validator(mode="after")
    def _axes_consistent(self) -> Chart:
        for name, span, ticks in (("x", self.x, self.x_ticks), ("y", self.y, self.y_ticks)):
            if not span[0] < span[1]:
                raise mistake(
                    f"`{name}` goes from {span[0]:g} to {span[1]:g}.",
                    "Write the smaller first.",
                    name,
                )
            if self.logarithmic(name) and span[0] <= 0:
                raise mistake(
                    f"`{name}` is logarithmic and begins at {span[0]:g}.",
                    "Begin above 0, as in [0.001, 1].",
                    name,
                )
            outside = [tick for tick in ticks if not span[0] <= tick <= span[1]]
            if outside:
                raise mistake(
                    f"the tick {outside[0]:g} is not on the {name} axis.",
                    f"Write ticks from {span[0]:g} to {span[1]:g}.",
                    f"{name}_ticks",
                    ticks.index(outside[0]),
                )
        return self

    def logarithmic(self, axis: str) -> bool:
        """Whether an axis, "x" or "y", is logarithmic."""
        return self.log is not None and axis in self.log

    def plot_in(self, room: Frame, right: float = 0.0) -> Frame:
        """The rectangle between the axes; `right` is kept free for names of lines."""
        numbers = max((width_of(tick_text(tick), Type.LABEL) for tick in self.y_ticks), default=0.0)
        left = room.left + px(8) + (numbers + px(26) if self.y_ticks else 0.0)
        end = room.right - max(right, self._overhang())
        below = LINE * bool(self.x_ticks) + LINE * (self.x_label is not None)
        above = LINE if self.y_label else px(30) if self.y_ticks else 0.0
        plot = Frame(left, room.bottom + px(12) + below, end, room.top - px(12) - above)
        if plot.width < px(150) or plot.height < px(110):
            raise NoRoomError("the chart does not fit here.")
        return plot

    def _overhang(self) -> float:
        """How far the last number of the x axis reaches beyond it."""
        last = [tick for tick in self.x_ticks if tick > self.x[0] + (self.x[1] - self.x[0]) * 0.9]
        return max((width_of(tick_text(tick), Type.LABEL) / 2 for tick in last), default=px(16))

    def place(self, point: Pair, plot: Frame) -> Point:
        """Where a point of the chart is; outside the axes it stays at their ends."""
        across = share_of(point[0], self.x, self.logarithmic("x"))
        up = share_of(point[1], self.y, self.logarithmic("y"))
        return plot.left + across * plot.width, plot.bottom + up * plot.height

    def axes(self, room: Frame, plot: Frame) -> Iterator[Element]:
        """Both axes with their ticks and labels, from bottom to top."""
        corner = (plot.left, plot.bottom)
        check_apart(
            "y axis", ((self.place((self.x[0], tick), plot)[1], DIGITS) for tick in self.y_ticks)
        )
        widths = ((tick, width_of(tick_text(tick), Type.LABEL) + px(16)) for tick in self.x_ticks)
        check_apart(
            "x axis", ((self.place((tick, self.y[0]), plot)[0], wide) for tick, wide in widths)
        )
        yield Element("axis/x", Polyline((corner, (plot.right, plot.bottom))), AXIS)
        yield Element("axis/y", Polyline((corner, (plot.left, plot.top))), AXIS)
        for tick in self.y_ticks:
            yield from self._y_tick(tick, plot)
        for tick in self.x_ticks:
            yield from self._x_tick(tick, plot)
        if self.x_label:
            if width_of(self.x_label, Type.LABEL) > room.width:
                raise NoRoomError(f"{self.x_label!r} is wider than the chart.")
            end = plot.right + self._overhang()
            fits = width_of(self.x_label, Type.LABEL) <= end - room.left
            below = (end if fits else room.right, room.bottom + LINE / 2)
            yield words("x_label", self.x_label, Type.LABEL, below, "right")
        if self.y_label:
            if width_of(self.y_label, Type.LABEL) > room.width:
                raise NoRoomError(f"{self.y_label!r} is wider than the chart.")
            above = (room.left, room.top - px(24))
            yield words("y_label", self.y_label, Type.LABEL, above, "left")

    def _x_tick(self, tick: float, plot: Frame) -> Iterator[Element]:
        x, _ = self.place((tick, self.y[0]), plot)
        ends = ((x, plot.bottom), (x, plot.bottom - TICK))
        yield Element(f"tick/x{tick:g}", Polyline(ends), AXIS, "decor")
        below = (x, plot.bottom - TICK - px(28))
        yield words(f"number/x{tick:g}", tick_text(tick), Type.LABEL, below, look=SOFT)

    def _y_tick(self, tick: float, plot: Frame) -> Iterator[Element]:
        _, y = self.place((self.x[0], tick), plot)
        if y > plot.bottom + px(2):
            ends = ((plot.left + px(2), y), (plot.right, y))
            yield Element(f"tick/y{tick:g}", Polyline(ends), GRID, "decor", depth=-1)
        left = (plot.left - px(18), y)
        yield words(f"number/y{tick:g}", tick_text(tick), Type.LABEL, left, "right", SOFT)
