"""`points`: clouds of points in groups, with lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.forms import between
from storyreel.pictures.kinds.chart import Chart, Pair
from storyreel.pictures.kinds.fields import Count, Quantity, Text
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.kinds.point_drawing import PointDrawing
from storyreel.pictures.kinds.point_looks import LineTone, Tone
from storyreel.pictures.kinds.point_motion import (
    legend_in_turn,
    line_between,
    points_between,
)
from storyreel.storyboard.record import Model
from storyreel.storyboard.values import mistake

Side = Literal["above", "below"]
MOST = 1000
"""Points that one chart shows."""


class Cloud(Model):
    """Points around a centre, normally distributed; an illustration, the same for one seed."""

    count: Annotated[Count, Field(ge=1, le=400, description="How many points.")]
    center: Annotated[Pair, Field(description="Its centre.")]
    spread: Annotated[Pair, Field(description="Standard deviations in x and y.")]
    seed: Annotated[Count, Field(ge=0, description="Another seed is another cloud.")] = 0

    def points(self, name: str) -> tuple[Pair, ...]:
        """Its points; those of a larger count begin with those of a smaller one."""
        chance = Random(f"{name}/{self.seed}")
        (x, y), (dx, dy) = self.center, self.spread
        return tuple((chance.gauss(x, dx), chance.gauss(y, dy)) for _ in range(self.count))


class PointsState(Chart):
    """Points in a plane. Each group is a list of points [x, y], or a cloud made up from a centre
    and a spread; the n-th point of a group is the same one in every picture. With `belongs`,
    points turn gold as the line `shade` passes them. Axes are shown where they have numbers or
    labels."""

    name: ClassVar[str] = "points"
    example: ClassVar[str] = (
        "{x: [0, 10], y: [0, 10], groups: {ran: {count: 40, center: [3, 3], spread: [1, 1]}, "
        "stopped: {count: 20, center: [7, 7], spread: [1, 1]}}, lines: {fence: [[0, 9], [9, 0]]}, "
        "x_label: vibration, y_label: alarms}"
    )

    groups: dict[Text, Cloud | tuple[Pair, ...] | None] = Field(
        default={},
        max_length=8,
        description="Points [x, y], or a cloud, by name; without them, the group stays as it was.",
    )
    tones: dict[Text, Tone] = Field(
        default={}, description="How a group looks; else solid, hollow, gold and pale in turn."
    )
    ring: dict[Text, tuple[Count, ...]] = Field(
        default={}, description="Places, by group, of points with a ring."
    )
    gold: dict[Text, tuple[Count, ...]] = Field(
        default={}, description="Places, by group, of points in gold."
    )
    lines: dict[Text, tuple[Pair, ...] | None] = Field(
        default={},
        max_length=8,
        description="Lines through points [x, y], by name; without them, a line stays as it was.",
    )
    line_tones: dict[Text, LineTone] = Field(
        default={}, description="How a line looks; else gold, solid, slate and pale in turn."
    )
    shade: Annotated[
        Text | None, Field(description="A line by name: the chart below it is shaded.")
    ] = None
    belongs: dict[Text, Side] = Field(
        default={},
        description="Where a group should be, of the line `shade`; points elsewhere are gold.",
    )
    legend: dict[Text, Tone] = Field(
        default={}, max_length=4, description="Above the chart: what the looks mean, by word."
    )
    places: dict[Text, Pair] = Field(
        default={}, max_length=12, description="Single points with their names."
    )
    pins: Annotated[
        tuple[Pair, ...], Field(max_length=12, description="Single points without a name.")
    ] = ()
    cross: Annotated[Pair | None, Field(description="A cross, as at a centre.")] = None
    walked: dict[Text, Annotated[Quantity, Field(ge=0)]] = Field(
        default={},
        description="How many steps of a line, point to point, are done; the last one is gold.",
    )
    aspect: Annotated[
        Literal["equal"] | None,
        Field(description="With `equal`, one unit is as long in x as in y: directions are true."),
    ] = None

    @model_validator(mode="after")
    def _consistent(self) -> PointsState:
        self._check_content()
        self._check_group_names()
        self._check_picked("rings", "ring")
        self._check_picked("gilds", "gold")
        self._check_lines()
        self._check_line_names()
        self._check_walks()
        self._check_inside()
        return self

    def _check_content(self) -> None:
        """Refuse a chart without points, groups without points, and too many points."""
        if not (self.groups or self.lines or self.places or self.pins or self.cross):
            raise mistake("shows nothing.", "Write `groups`, `lines` or `places`.")
        for name, group in self.groups.items():
            if group is None:
                raise mistake(
                    f"has no points in {name!r}.", "Write them, or a cloud.", "groups", name
                )
        count = sum(len(points) for points in self.clouds.values())
        if count > MOST:
            raise mistake(f"has {count} points.", f"Show at most {MOST}.")

    def _check_group_names(self) -> None:
        """Refuse names of groups that do not exist."""
        for key in ("tones", "ring", "gold", "belongs"):
            for name in getattr(self, key):
                if name not in self.groups:
                    raise mistake(
                        f"`{key}` names {name!r}.", f"The groups are {', '.join(self.groups)}.", key
                    )

    def _check_picked(self, verb: str, key: Literal["ring", "gold"]) -> None:
        """Refuse places of points that do not exist, or that are named twice."""
        picked: Mapping[str, tuple[int, ...]] = getattr(self, key)
        for name, places in picked.items():
            size = len(self.clouds[name])
            wrong = [place for place in places if not 1 <= place <= size]
            if wrong:
                raise mistake(
                    f"{verb} point {wrong[0]} of {name!r}.",
                    f"Write places from 1 to {size}.",
                    key,
                    name,
                )
            twice = [place for place, times in Counter(places).items() if times > 1]
            if twice:
                raise mistake(
                    f"{verb} point {twice[0]} of {name!r} twice.", "Name it once.", key, name
                )

    def _check_lines(self) -> None:
        """Refuse lines of one point, sides of no line, and equal units on a logarithmic axis."""
        for name, line in self.lines.items():
            if line is None or len(line) < 2:
                raise mistake(
                    f"line {name!r} has fewer than two points.", "Add one.", "lines", name
                )
        if self.belongs and self.shade is None:
            raise mistake("has `belongs` without `shade`.", "Name the line in `shade`.", "belongs")
        if self.aspect and self.log:
            raise mistake("has equal units on a logarithmic axis.", "Leave out `aspect`.", "aspect")

    def _check_line_names(self) -> None:
        """Refuse names of lines that do not exist."""
        named = {
            "shade": () if self.shade is None else (self.shade,),
            "line_tones": self.line_tones,
            "walked": self.walked,
        }
        known = f"The lines are {', '.join(self.lines)}." if self.lines else "Write `lines:`."
        for key, lines in named.items():
            for name in lines:
                if name not in self.lines:
                    raise mistake(f"`{key}` names {name!r}.", known, key)

    def _check_walks(self) -> None:
        """Refuse walks longer than their lines."""
        for name, count in self.walked.items():
            steps = len(self.drawn_lines[name]) - 1
            if count > steps:
                raise mistake(
                    f"walks {count:g} steps of {name!r}.",
                    f"Write at most {steps}, or leave it out.",
                    "walked",
                    name,
                )

    def _check_inside(self) -> None:
        """Refuse written points outside the axes, where nothing can be drawn."""
        for what, (x, y), home in self._written():
            if not (self.x[0] <= x <= self.x[1] and self.y[0] <= y <= self.y[1]):
                raise mistake(
                    f"{what}, [{x:g}, {y:g}], is outside the axes.",
                    "Move it, or widen `x` and `y`.",
                    *home,
                )

    def _written(self) -> Iterator[tuple[str, Pair, tuple[str | int, ...]]]:
        """Every point that the storyboard states, and the centre of every cloud: what it is, its
        numbers, and where they are written."""
        for name, group in self.groups.items():
            if isinstance(group, Cloud):
                yield f"the centre of group {name!r}", group.center, ("groups", name, "center")
            else:
                yield from _listed(f"group {name!r}", group or (), ("groups", name))
        for name, line in self.drawn_lines.items():
            yield from _listed(f"line {name!r}", line, ("lines", name))
        for name, point in self.places.items():
            yield f"place {name!r}", point, ("places", name)
        yield from _listed("`pins`", self.pins, ("pins",))
        if self.cross is not None:
            yield "`cross`", self.cross, ("cross",)

    @classmethod
    def carried(cls, known: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
        """A later picture may name a group or a line alone: its points stay."""
        found = super().carried(known, stated)
        for key in ("groups", "lines"):
            old, new = known.get(key), stated.get(key)
            if isinstance(old, Mapping) and isinstance(new, Mapping):
                found[key] = {
                    name: old.get(name) if points is None else points
                    for name, points in new.items()
                }
        return found

    @property
    def drawn_lines(self) -> dict[str, tuple[Pair, ...]]:
        """The points of every line."""
        return {name: line or () for name, line in self.lines.items()}

    @property
    def clouds(self) -> dict[str, tuple[Pair, ...]]:
        """The points of every group."""
        return {
            name: group.points(name) if isinstance(group, Cloud) else group or ()
            for name, group in self.groups.items()
        }

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """A new word of the legend enters when those that leave have made room."""
        return legend_in_turn(before, after)

    def between(self, other: Kind, share: float) -> Kind | None:
        """A walk goes on, or the line moves and points turn gold as it passes them, as long as all
        else is the same and the line has as many points."""
        if not isinstance(other, PointsState):
            return None
        if self.walked.keys() == other.walked.keys() != set():
            return self._walking(other, share)
        if not (self.belongs and other.belongs):
            return None
        if self.model_copy(update={"lines": other.lines, "pins": other.pins}) != other:
            return None
        if _sizes(self) != _sizes(other):
            return None
        later = other.drawn_lines
        lines = {
            name: line_between(line, later[name], share) for name, line in self.drawn_lines.items()
        }
        pins = points_between(self.pins, other.pins, share)
        return self.model_copy(update={"lines": lines, "pins": pins})

    def _walking(self, other: PointsState, share: float) -> PointsState | None:
        """The walk between two pictures that differ in it alone."""
        if self.model_copy(update={"walked": other.walked}) != other:
            return None
        done = {
            name: between(count, other.walked[name], share) for name, count in self.walked.items()
        }
        return self.model_copy(update={"walked": done})

    @property
    def usual(self) -> tuple[float, float] | None:
        return px(900), px(430)

    def draw(self, room: Frame) -> Iterator[Element]:
        return PointDrawing(self).draw(room)


def _listed(
    what: str, points: Sequence[Pair], home: tuple[str, ...]
) -> Iterator[tuple[str, Pair, tuple[str | int, ...]]]:
    """The points of a list with their places."""
    for at, point in enumerate(points):
        yield f"point {at + 1} of {what}", point, (*home, at)


def _sizes(state: PointsState) -> tuple[dict[str, int], int]:
    """How many points each line has, and how many pins there are."""
    return {name: len(line) for name, line in state.drawn_lines.items()}, len(state.pins)
