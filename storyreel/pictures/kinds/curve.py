"""`curve`: axes with functions and data, and a point that runs along."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, pairwise
from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.facts import Arithmetic
from storyreel.pictures.forms import Anchor, Point, Polyline, Rect, between
from storyreel.pictures.kinds.chart import LINE, Chart, Pair, PointOnAxes
from storyreel.pictures.kinds.heap import heaped
from storyreel.pictures.kinds.kind import (
    INK,
    SOFT,
    Kind,
    NoRoomError,
    PictureSurroundings,
    Quantity,
    Reading,
    Text,
    width_of,
    words,
)
from storyreel.storyboard.values import Distinct, mistake

CURVE = Look(stroke=color(Color.NAVY), width=px(10))
OTHERS = (
    Look(stroke=color(Color.MUTED), width=px(10)),
    Look(stroke=color(Color.DEEP_GOLD), width=px(10)),
    Look(stroke=color(Color.OUTLINE), width=px(10)),
)
GHOST = Look(stroke=color(Color.MUTED), width=Weight.LINE, dash=px(14))
GUIDE = Look(stroke=color(Color.DEEP_GOLD), width=Weight.STRONG, dash=px(16))
AREA = Look(fill=color(Color.GOLD_PALE))
POINT = Look(fill=color(Color.GOLD), stroke=color(Color.WHITE), width=Weight.STRONG, lift=1.0)
WALL = Look(stroke=color(Color.MUTED), width=Weight.LINE)
SOLID = Look(fill=color(Color.NAVY), stroke=color(Color.WHITE), width=Weight.LINE)
HOLLOW = Look(fill=color(Color.PEARL), stroke=color(Color.MUTED), width=Weight.LINE)
BEAD = px(19)
LARGE_BEADS = 8
"""The radius of beads, and how many there may be of that size; more are smaller."""

STEPS = 120
RADIUS = px(20)
SLACK = 1e-9
"""Share of the y axis by which rounding may carry a function beyond its end."""

MAIN = ""
"""The name of the line that `line` or `data` describes."""

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
        arithmetic = _arithmetic(info)
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

            if len(self._inside(points)) < 2:
                what = f"line {name!r} is" if name else "the line is"
                at = ("lines", name) if name else ("line",)
                raise mistake(f"{what} outside the y axis everywhere.", "Widen `y`.", *at)

    def _check_names(self) -> None:
        """Refuse names of lines that do not exist."""
        for name in self.ghost:
            if name not in self.lines:
                raise mistake(f"draws {name!r} dashed.", "Name one of `lines`.", "ghost")
        for name in self.unnamed:
            if name not in self.lines:
                raise mistake(f"hides the name of {name!r}.", "Name one of `lines`.", "unnamed")

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
            y = _at(line, x)
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
        y = _at(self.series[MAIN], self.point)
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
        names = [width_of(name, Type.LABEL) for name in self.lines if name not in self.unnamed]
        plot = self.plot_in(room, max(names) + px(28) if names else 0.0)
        if self.area:
            yield Element("area", self._area(plot), AREA, "decor")
        yield from self.axes(room, plot)
        yield from self._guide(plot)
        others = cycle(OTHERS if MAIN in self.series else (CURVE, *OTHERS))
        for name, points in self.series.items():
            ghost = name in self.ghost
            look = CURVE if name == MAIN else GHOST if ghost else next(others)
            shown = points if ghost else self._until(points)
            line = Polyline(tuple(self.place(point, plot) for point in self._inside(shown)))
            if line.points:
                yield Element(f"line/{name}" if name else "curve", line, look)
        yield from self._names(plot)
        yield from self._beads(plot)
        if self.point is not None:
            center = self.place((self.point, _at(self.series[MAIN], self.point)), plot)
            yield Element("point", Rect.disc(center, RADIUS), POINT, depth=1)

    def _guide(self, plot: Frame) -> Iterator[Element]:
        if self.guide is None:
            return
        y = self.place((self.x[0], self.guide), plot)[1]
        yield Element("guide", Polyline(((plot.left, y), (plot.right, y))), GUIDE)
        if self.guide_label:
            if width_of(self.guide_label, Type.LABEL) > plot.width:
                raise NoRoomError(f"{self.guide_label!r} is wider than the chart.")
            above = (plot.right, y + px(36))
            yield words("guide_label", self.guide_label, Type.LABEL, above, "right", SOFT)

    def _beads(self, plot: Frame) -> Iterator[Element]:
        """Discs that rest on the line, those at one place on top of one another, and the wall that
        divides them. On their way, discs rise and sink evenly: those that pass do not jump.
        """
        yield from self._wall(plot)
        radius = BEAD * min(1.0, math.sqrt(LARGE_BEADS / max(len(self.beads), 1)))
        lifts = self._lifts(plot, radius)
        for at, (bead, (x, y)) in enumerate(
            zip(self.beads, self._resting(plot, radius), strict=True)
        ):
            center = (x, y + lifts[at])
            look = SOLID if self.wall is None or bead > self.wall else HOLLOW
            birth = Rect.disc(center, radius * 0.2)
            yield Element(f"bead/{at + 1}", Rect.disc(center, radius), look, birth=birth)

    def _wall(self, plot: Frame) -> Iterator[Element]:
        """The wall, with a word on each side of its foot."""
        if self.wall is None:
            return
        x, _ = self.place((self.wall, self.y[0]), plot)
        yield Element("wall", Polyline(((x, plot.bottom), (x, plot.top))), WALL)
        if self.sides is None:
            return
        y = plot.bottom + LINE * 0.66
        places: tuple[tuple[float, Anchor, float], ...] = (
            (x - px(28), "right", x - plot.left),
            (x + px(28), "left", plot.right - x),
        )
        for name, (at, anchor, room) in zip(self.sides, places, strict=True):
            if width_of(name, Type.LABEL) + px(28) > room:
                raise NoRoomError(f"{name!r} has no room beside the wall.")
            yield words(f"side/{name}", name, Type.LABEL, (at, y), anchor, SOFT)

    def _lifts(self, plot: Frame, radius: float) -> list[float]:
        """How far each disc is lifted by others; on its way, between what it was and will be."""
        if self.rolling is None:
            return self._heaped(plot, radius)
        before, after, share = self.rolling
        ends = [
            self.model_copy(update={"beads": beads, "rolling": None})._heaped(plot, radius)
            for beads in (before, after)
        ]
        return [between(a, b, share) for a, b in zip(*ends, strict=True)]

    def _heaped(self, plot: Frame, radius: float) -> list[float]:
        """How far each disc at rest is lifted by others; less where the chart is too low."""
        resting = self._resting(plot, radius)
        lifts = heaped(tuple(resting), radius)
        rooms = [(plot.top - radius - y, lift) for (_, y), lift in zip(resting, lifts, strict=True)]
        squeeze = min((room / lift for room, lift in rooms if lift > max(room, 0.0)), default=1.0)
        return [lift * max(squeeze, 0.0) for lift in lifts]

    def _resting(self, plot: Frame, radius: float) -> list[Point]:
        """Where the discs are if they touch nothing but the line."""
        if not self.beads:
            return []
        line, places = self.series[MAIN], []
        step = (self.x[1] - self.x[0]) * radius / plot.width
        for bead in self.beads:
            x, y = self.place((bead, _at(line, bead)), plot)
            beside = (self.place((at, _at(line, at)), plot) for at in (bead - step, bead + step))
            rise = math.dist(*beside) / (2 * radius)
            places.append((x, y + radius * rise))
        return places

    def _names(self, plot: Frame) -> Iterator[Element]:
        """Names at the ends of the lines, kept apart."""
        ends = {
            name: self.place(points[-1] if name in self.ghost else self._until(points)[-1], plot)
            for name, points in self.series.items()
            if name and name not in self.unnamed
        }
        if LINE * len(ends) > plot.height + LINE:
            raise NoRoomError(f"the names of {len(ends)} lines do not fit above one another.")
        lowest = plot.bottom
        for name, (x, y) in sorted(ends.items(), key=lambda item: item[1][1]):
            lowest = max(y, lowest)
            look = SOFT if name in self.ghost else INK
            yield words(f"name/{name}", name, Type.LABEL, (x + px(20), lowest), "left", look)
            lowest += LINE

    def _area(self, plot: Frame) -> Polyline:
        base = self.y[0] if self.guide is None else self.guide
        points = self._until(self.series[MAIN])
        edge = [self.place(point, plot) for point in points]
        floor = self.place((self.x[0], base), plot)[1]
        return Polyline((*edge, (edge[-1][0], floor), (edge[0][0], floor)), closed=True)

    def _inside(self, points: tuple[Pair, ...]) -> tuple[Pair, ...]:
        """A line without what is above or below the chart at its two ends."""
        return _entering(_entering(points, self.y)[::-1], self.y)[::-1]

    def _until(self, points: tuple[Pair, ...]) -> tuple[Pair, ...]:
        """The points of a line up to where it ends."""
        if self.until is None or self.until >= points[-1][0]:
            return points
        end = max(self.until, points[0][0])
        return (*(point for point in points if point[0] < end), (end, _at(points, end)))


def _entering(points: tuple[Pair, ...], span: Pair) -> tuple[Pair, ...]:
    """A line from where it first is inside a span of y; nothing where it never is."""
    for at, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        if span[0] <= y0 <= span[1]:
            return points[at:]
        edge = span[0] if y0 < span[0] else span[1]
        if (y0 - edge) * (y1 - edge) < 0:
            share = (edge - y0) / (y1 - y0)
            return ((x0 + (x1 - x0) * share, edge), *points[at + 1 :])
    return tuple(point for point in points[-1:] if span[0] <= point[1] <= span[1])


def _arithmetic(info: ValidationInfo) -> Arithmetic:
    context = info.context
    return context.arithmetic if isinstance(context, PictureSurroundings) else Arithmetic()


def _evaluated(name: str, function: str, info: ValidationInfo) -> None:
    """Raise the mistake of a function that could not be evaluated."""
    span = info.data.get("x")
    if span is None or name in info.data.get("sampled", ()):
        return
    for x in _places({**info.data, "x": span}, _arithmetic(info)):
        _arithmetic(info).value(function, {"x": x})


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
    if not all(isinstance(end, (int, float)) for end in ends):
        return []
    first, last = ends
    if "x" in (value.get("log") or "") and first > 0:
        return [first * (last / first) ** (step / STEPS) for step in range(STEPS + 1)]
    return [first + (last - first) * step / STEPS for step in range(STEPS + 1)]


def _at(points: tuple[Pair, ...], x: float) -> float:
    """A line's y at an x, between its points."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * ((x - x0) / (x1 - x0) if x1 > x0 else 0.0)
    return points[0][1] if x < points[0][0] else points[-1][1]
