"""`curve`: axes with functions and data, and a point that runs along."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidationInfo, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.facts import Arithmetic
from storyreel.pictures.forms import Point, Polyline, Rect, between
from storyreel.pictures.kinds.kind import (
    SOFT,
    Kind,
    NoRoomError,
    PictureSurroundings,
    Quantity,
    Text,
    width_of,
    words,
)
from storyreel.storyboard.model import mistake

AXIS = Look(stroke=color(Color.LINE), width=Weight.LINE)
CURVE = Look(stroke=color(Color.NAVY), width=px(7))
GUIDE = Look(stroke=color(Color.GOLD_LINE), width=Weight.LINE, dash=px(14))
POINT = Look(fill=color(Color.GOLD), stroke=color(Color.WHITE), width=Weight.LINE)
STEPS = 120
EDGE = px(70)
LEFT = px(120)
RADIUS = px(17)

Span = Annotated[tuple[Quantity, Quantity], Field(description="First and last number.")]
Pair = tuple[Quantity, Quantity]


class CurveState(Kind):
    """A chart: a function `line` of x, or `data`, on axes. `point` is where the gold point is."""

    name: ClassVar[str] = "curve"
    example: ClassVar[str] = (
        "{x: [0, 6], y: [0, 1], line: exp(-x), point: 1.5, x_label: margin, y_label: loss}"
    )

    x: Span
    y: Span
    line: Annotated[str | None, Field(max_length=120, description="A function of x.")] = None
    data: Annotated[
        tuple[Pair, ...], Field(max_length=400, description="Points [x, y] joined by a line.")
    ] = ()
    guide: Annotated[Quantity | None, Field(description="A dashed line at this y.")] = None
    guide_label: Annotated[Text | None, Field(max_length=24, description="Its name.")] = None
    point: Annotated[Quantity | None, Field(description="The x at which the point is.")] = None
    x_label: Annotated[Text | None, Field(max_length=24, description="What x is.")] = None
    y_label: Annotated[Text | None, Field(max_length=24, description="What y is.")] = None
    sampled: Annotated[tuple[Pair, ...], Field(exclude=True)] = ()

    @model_validator(mode="before")
    @classmethod
    def _sampled(cls, value: Any, info: ValidationInfo) -> Any:
        """Evaluate the function once, where the facts are known."""
        if not isinstance(value, dict):
            return value
        if "sampled" in value:
            raise mistake("unknown key 'sampled'.", "Delete it.")
        line, span = value.get("line"), value.get("x")
        if not isinstance(line, str) or not isinstance(span, (tuple, list)) or len(span) != 2:
            return value
        context = info.context
        arithmetic = (
            context.arithmetic if isinstance(context, PictureSurroundings) else Arithmetic()
        )
        ends = [arithmetic.value(end) if isinstance(end, str) else end for end in span]
        if not all(isinstance(end, (int, float)) for end in ends):
            return value
        places = [ends[0] + (ends[1] - ends[0]) * step / STEPS for step in range(STEPS + 1)]
        return {**value, "sampled": tuple((x, arithmetic.value(line, {"x": x})) for x in places)}

    @model_validator(mode="after")
    def _consistent(self) -> CurveState:
        for name, (first, last) in (("x", self.x), ("y", self.y)):
            if not first < last:
                raise mistake(
                    f"`{name}` goes from {first:g} to {last:g}.", "Write the smaller first."
                )
        if (self.line is None) == (not self.data):
            raise mistake("needs either `line` or `data`.", "Write one of the two.")
        if [x for x, _ in self.data] != sorted(x for x, _ in self.data):
            raise mistake("has data that goes back in x.", "Sort the points by x.")
        if self.point is not None and not self.x[0] <= self.point <= self.x[1]:
            raise mistake(f"`point` {self.point:g} is not on the x axis.", "Move it inside `x`.")
        return self

    @property
    def points(self) -> tuple[Pair, ...]:
        """The line's points in numbers of the axes."""
        return self.data or self.sampled

    def between(self, other: Kind, share: float) -> Kind | None:
        """The point runs along the line, as long as line and axes are the same."""
        if not isinstance(other, CurveState) or self.point is None or other.point is None:
            return None
        if self.model_copy(update={"point": other.point}) != other:
            return None
        return self.model_copy(update={"point": between(self.point, other.point, share)})

    def draw(self, room: Frame) -> Iterator[Element]:
        plot = Frame(
            room.left + (px(64) if self.y_label else px(8)),
            room.bottom + (EDGE if self.x_label else px(8)),
            room.right - px(8),
            room.top - (px(64) if self.y_label else px(8)),
        )
        if plot.width < px(160) or plot.height < px(120):
            raise NoRoomError("a chart needs at least 240 by 260 px.")
        corner, right, top = (
            (plot.left, plot.bottom),
            (plot.right, plot.bottom),
            (plot.left, plot.top),
        )
        yield Element("axis/x", Polyline((corner, right)), AXIS)
        yield Element("axis/y", Polyline((corner, top)), AXIS)
        if self.x_label:
            place = (plot.right, plot.bottom - px(42))
            yield words("x_label", self.x_label, Type.LABEL, place, "right", SOFT)
        if self.y_label:
            yield words(
                "y_label", self.y_label, Type.LABEL, (room.left, room.top - px(22)), "left", SOFT
            )
        if self.guide is not None:
            y = self._place((self.x[0], self.guide), plot)[1]
            yield Element("guide", Polyline(((plot.left, y), (plot.right, y))), GUIDE)
            if self.guide_label:
                if width_of(self.guide_label, Type.LABEL) > plot.width:
                    raise NoRoomError(f"{self.guide_label!r} is wider than the chart.")
                place = (plot.right, y + px(40))
                yield words("guide_label", self.guide_label, Type.LABEL, place, "right", SOFT)
        line = tuple(self._place(point, plot) for point in self.points)
        yield Element("curve", Polyline(line), CURVE)
        if self.point is not None:
            center = self._place((self.point, self._at(self.point)), plot)
            yield Element("point", Rect.disc(center, RADIUS), POINT, depth=1)

    def _place(self, point: Pair, plot: Frame) -> Point:
        (x0, x1), (y0, y1) = self.x, self.y
        y = min(max(point[1], y0), y1)
        return (
            plot.left + (point[0] - x0) / (x1 - x0) * plot.width,
            plot.bottom + (y - y0) / (y1 - y0) * plot.height,
        )

    def _at(self, x: float) -> float:
        """The line's y at an x, between its points."""
        points = self.points
        for (x0, y0), (x1, y1) in pairwise(points):
            if x0 <= x <= x1:
                return y0 + (y1 - y0) * ((x - x0) / (x1 - x0) if x1 > x0 else 0.0)
        return points[0][1] if x < points[0][0] else points[-1][1]
