"""`curve`: axes with functions and data, and a point that runs along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element
from storyreel.pictures.facts import LARGEST, Arithmetic
from storyreel.pictures.forms import between
from storyreel.pictures.kinds.chart import Chart, Pair, PointOnAxes
from storyreel.pictures.kinds.chart_line import height_at, inside
from storyreel.pictures.kinds.curve_drawing import MAIN, CurveDrawing
from storyreel.pictures.kinds.fields import Quantity, Text, arithmetic_of
from storyreel.pictures.kinds.kind import Kind, Reading
from storyreel.storyboard.values import Distinct, mistake

STEPS = 120
SLACK = 1e-9
"""Share of the y axis by which rounding may carry a function beyond its end."""


Function = Annotated[str, Field(max_length=120)]
Data = Annotated[tuple[PointOnAxes, ...], Field(min_length=2, max_length=400)]


class CurveState(Chart):
    """A chart: a function `line` of x, or `data`, on axes. `point` is where the gold point is."""

    name: ClassVar[str] = "curve"
    example: ClassVar[str] = (
        "{x: [0, 6], y: [0, 1], line: exp(-x), point: 1.5, guide: 0.5, guide_label: a half, "
        "x_label: margin, y_label: loss, x_ticks: [0, 2, 4, 6], y_ticks: [0, 1]}"
    )

    sampled: dict[str, tuple[Pair, ...]] = Field(default={}, exclude=True)
    line: Annotated[Function | None, Field(description="A function of x.")] = None
    data: Annotated[
        tuple[PointOnAxes, ...],
        Field(max_length=400, description="Points [x, y] joined by a line."),
    ] = ()
    lines: dict[Text, Function | Data] = Field(
        default={}, max_length=4, description="More lines by name: functions of x, or points."
    )
    ghost: Annotated[
        tuple[Text, ...], Distinct, Field(description="Names of lines that are drawn dashed.")
    ] = ()
    unnamed: Annotated[
        tuple[Text, ...],
        Distinct,
        Field(description="Lines whose names are not written at their ends."),
    ] = ()
    until: Annotated[
        Quantity | None, Field(description="The lines end at this x; dashed ones go on.")
    ] = None
    guide: Annotated[Quantity | None, Field(description="A dashed line at this y.")] = None
    guide_label: Annotated[Text | None, Field(max_length=24, description="Its name.")] = None
    area: Annotated[
        bool, Field(description="Fill between the line and the guide, or the x axis.")
    ] = False
    point: Annotated[Quantity | None, Field(description="The x at which the point is.")] = None
    beads: Annotated[
        tuple[Quantity, ...],
        Field(max_length=60, description="The x of discs on the line; each keeps its place here."),
    ] = ()
    wall: Annotated[
        Quantity | None,
        Field(description="An upright line at this x; beads right of it are solid, others hollow."),
    ] = None
    sides: Annotated[
        tuple[Text, Text] | None, Field(description="Words to the left and right of the wall.")
    ] = None
    rolling: tuple[tuple[float, ...], tuple[float, ...], float] | None = Field(
        default=None, exclude=True
    )

    @model_validator(mode="before")
    @classmethod
    def _sampled(cls, value: Any, info: ValidationInfo) -> Any:
        """Evaluate the functions once, where the facts are known."""
        if not isinstance(value, dict):
            return value
        for key in ("sampled", "rolling"):
            if key in value:
                raise mistake(f"unknown key {key!r}.", "Delete it.")
        arithmetic = arithmetic_of(info)
        places = _places(value, arithmetic)
        named = value.get("lines")
        functions = {MAIN: value.get("line"), **(named if isinstance(named, Mapping) else {})}
        sampled = {
            name: points
            for name, function in functions.items()
            if isinstance(function, str)
            and places
            and (points := _values(function, places, arithmetic))
        }
        return {**value, "sampled": sampled}

    @field_validator("line")
    @classmethod
    def _line_evaluated(cls, line: str | None, info: ValidationInfo) -> str | None:
        if line is not None:
            _evaluated(MAIN, line, info)
        return line

    @field_validator("lines")
    @classmethod
    def _lines_evaluated(
        cls, lines: dict[str, str | Data], info: ValidationInfo
    ) -> dict[str, str | Data]:
        for name, line in lines.items():
            if isinstance(line, str):
                _evaluated(name, line, info)
        return lines

    @field_validator("guide")
    @classmethod
    def _on_y_axis(cls, guide: float | None, info: ValidationInfo) -> float | None:
        span = info.data.get("y")
        if guide is not None and span is not None and not span[0] <= guide <= span[1]:
            raise mistake(f"{guide:g} is not on the y axis.", "Move it inside `y`.")
        return guide

    @model_validator(mode="after")
    def _consistent(self) -> CurveState:
        self._check_lines()
        self._check_names()
        self._check_places()
        self._check_on_line()
        return self

    def _check_lines(self) -> None:
        """Refuse a chart without a line, two main lines, points that go back, and lines that are
        nowhere inside the axes."""
        if self.line is not None and self.data:
            raise mistake("has both `line` and `data`.", "Write one of the two.", "data")
        if self.line is None and not self.data and not self.lines:
            raise mistake("needs `line`, `data` or `lines`.", "Write one of them.")
        for name, points in self.series.items():
            if any(b[0] < a[0] for a, b in pairwise(points)):
                what = f"line {name!r} has points that go" if name else "has data that goes"
                at = ("lines", name) if name else ("data",)
                raise mistake(f"{what} back in x.", "Sort the points by x.", *at)

            if len(inside(points, self.y)) < 2:
                what = f"line {name!r} is" if name else "the line is"
                at = ("lines", name) if name else ("line",)
                raise mistake(f"{what} outside the y axis everywhere.", "Widen `y`.", *at)

    def _check_names(self) -> None:
        """Refuse names of lines that do not exist."""
        names = ", ".join(self.lines)
        known = f"The lines are {names}." if names else "Write `lines:`."
        for name in self.ghost:
            if name not in self.lines:
                raise mistake(f"`ghost` names {name!r}.", known, "ghost")
        for name in self.unnamed:
            if name not in self.lines:
                raise mistake(f"`unnamed` names {name!r}.", known, "unnamed")

    def _check_places(self) -> None:
        """Refuse places beside the x axis, the name of no guide, and sides of no wall."""
        places = [("point", self.point), ("until", self.until), ("wall", self.wall)]
        for key, x in (*places, *(("beads", bead) for bead in self.beads)):
            if x is not None and not self.x[0] <= x <= self.x[1]:
                raise mistake(f"`{key}` {x:g} is not on the x axis.", "Move it inside `x`.", key)
        if self.guide_label and self.guide is None:
            what = "names a guide that it does not have."
            raise mistake(what, "Add `guide:`.", "guide_label")
        if self.sides and self.wall is None:
            raise mistake(
                "names the sides of a wall that it does not have.", "Add `wall:`.", "sides"
            )

    def _check_on_line(self) -> None:
        """Refuse a point, beads or an area of no line, and places beside the line or where it
        leaves the axes."""
        discs = [("beads", bead) for bead in self.beads]
        if self.point is not None:
            discs.append(("point", self.point))
        line = self.series.get(MAIN, ())
        if not line and (discs or self.area):
            raise mistake("has no line for its point, beads or area.", "Write `line` or `data`.")
        reach, slack = SLACK * (self.x[1] - self.x[0]), SLACK * (self.y[1] - self.y[0])
        for key, x in discs:
            first, last = line[0][0], line[-1][0]
            if not first - reach <= x <= last + reach:
                what = f"`{key}` {x:g} is beside the line, which goes from {first:g} to {last:g}."
                raise mistake(what, "Move it onto the line.", key)
            y = height_at(line, x)
            if not self.y[0] - slack <= y <= self.y[1] + slack:
                raise mistake(
                    f"`{key}` {x:g} is where the line is at {y:g}, outside the y axis.",
                    "Move it, or widen `y`.",
                    key,
                )

    @property
    def series(self) -> dict[str, tuple[Pair, ...]]:
        """The points of every line in numbers of the axes; the main one has the name ""."""
        main = {MAIN: self.data} if self.data else {}
        named = {name: line for name, line in self.lines.items() if not isinstance(line, str)}
        found = {**main, **named, **self.sampled}
        order = (MAIN, *self.lines)
        return {name: found[name] for name in order if name in found}

    @property
    def readings(self) -> Mapping[str, Reading]:
        """The y at the point, and its x."""
        if self.point is None:
            return {}
        y = height_at(self.series[MAIN], self.point)
        return {"point": Reading(y, self.y), "point.x": Reading(self.point, self.x)}

    def between(self, other: Kind, share: float) -> Kind | None:
        """Point, beads and the end of the lines run along as long as all else is the same."""
        if not isinstance(other, CurveState) or len(self.beads) != len(other.beads):
            return None
        ends = {"point": (self.point, other.point), "until": (self.until, other.until)}
        moving: dict[str, object] = {key: stop for key, (_, stop) in ends.items()}
        if self.model_copy(update={**moving, "beads": other.beads}) != other:
            return None
        if any((start is None) != (stop is None) for start, stop in ends.values()):
            return None
        now: dict[str, object] = {
            key: between(start, stop, share)
            for key, (start, stop) in ends.items()
            if start is not None and stop is not None
        }
        if self.beads != other.beads:
            now["rolling"] = (self.beads, other.beads, share)
        now["beads"] = tuple(
            between(a, b, share) for a, b in zip(self.beads, other.beads, strict=True)
        )
        return self.model_copy(update=now)

    @property
    def usual(self) -> tuple[float, float] | None:
        return px(760), px(400)

    def draw(self, room: Frame) -> Iterator[Element]:
        return CurveDrawing(self).draw(room)


def _evaluated(name: str, function: str, info: ValidationInfo) -> None:
    """Raise the mistake of a function that could not be evaluated."""
    span = info.data.get("x")
    if span is None or name in info.data.get("sampled", ()):
        return
    for x in _places({**info.data, "x": span}, arithmetic_of(info)):
        arithmetic_of(info).value(function, {"x": x})


def _values(
    function: str, places: Sequence[float], arithmetic: Arithmetic
) -> tuple[Pair, ...] | None:
    """The points of a function; None for one that cannot be evaluated."""
    try:
        return tuple((x, arithmetic.value(function, {"x": x})) for x in places)
    except PydanticCustomError:
        return None


def _places(value: Mapping[str, Any], arithmetic: Arithmetic) -> list[float]:
    """The x at which functions are evaluated; none where the span is not readable."""
    span = value.get("x")
    if not isinstance(span, (tuple, list)) or len(span) != 2:
        return []
    ends = [arithmetic.value(end) if isinstance(end, str) else end for end in span]
    if not all(isinstance(end, (int, float)) and abs(end) <= LARGEST for end in ends):
        return []
    first, last = ends
    if "x" in (value.get("log") or "") and first > 0:
        return [first * (last / first) ** (step / STEPS) for step in range(STEPS + 1)]
    return [first + (last - first) * step / STEPS for step in range(STEPS + 1)]
