"""`points`: clouds of points in groups, with lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from math import ceil
from random import Random
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point, Polyline, Rect, between, point_between
from storyreel.pictures.kinds.chart import LINE, Chart, Pair
from storyreel.pictures.kinds.kind import (
    INK,
    SOFT,
    Count,
    Kind,
    NoRoomError,
    Quantity,
    Text,
    width_of,
    words,
)
from storyreel.storyboard.model import Model, mistake

Tone = Literal["solid", "hollow", "gold", "pale"]

PALE = color("#B9C5D6")
LOOKS: dict[str, Look] = {
    "solid": Look(fill=color(Color.NAVY), stroke=color(Color.PEARL), width=Weight.HAIRLINE),
    "hollow": Look(fill=color(Color.PEARL), stroke=color(Color.SLATE), width=Weight.LINE),
    "gold": Look(fill=color(Color.GOLD), stroke=color(Color.PEARL), width=Weight.HAIRLINE),
    "pale": Look(fill=PALE, stroke=color(Color.PEARL), width=Weight.HAIRLINE),
}
TONES: tuple[Tone, ...] = ("solid", "hollow", "gold", "pale")
LineTone = Literal["gold", "solid", "slate", "pale"]
Side = Literal["above", "below"]

PATHS: dict[LineTone, Look] = {
    "gold": Look(stroke=color(Color.GOLD_LINE), width=px(7)),
    "solid": Look(stroke=color(Color.NAVY), width=px(7)),
    "slate": Look(stroke=color(Color.SLATE), width=px(7)),
    "pale": Look(stroke=PALE, width=px(7)),
}
STEP = Look(stroke=color(Color.GOLD), width=px(11))
PLATE = Look(fill=color(Color.PEARL))
"""Behind the name of a point, so that no line crosses it."""

PICKED = Look(fill=color(Color.GOLD), stroke=color(Color.GOLD_LINE), width=Weight.LINE)
RING = Look(stroke=color(Color.GOLD_LINE), width=Weight.STRONG)
GOLD_SHADE, SHADE = Look(fill=color(Color.GOLD_PALE)), Look(fill=color("#E1E9F2"))
CROSS = Look(stroke=color(Color.GOLD_LINE), width=px(9))
NAMED = Look(fill=color(Color.NAVY), stroke=color(Color.WHITE), width=Weight.LINE)
STRAIGHT = 0.002
"""By how much, in lengths of a line, a point of a straight line may be beside it."""

LARGEST, SMALLEST = px(15), px(6)
PIN = px(17)
MOST = 1000
SIGN = px(15)
"""Radius of a disc in the legend."""

SIGN_GAP, WORD_GAP = px(18), px(44)
"""Room after a disc of the legend, and after its word."""


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
        if not (self.groups or self.lines or self.places or self.pins or self.cross):
            raise mistake("shows nothing.", "Write `groups`, `lines` or `places`.")
        for name, group in self.groups.items():
            if group is None:
                raise mistake(f"has no points in {name!r}.", "Write them, or a cloud.")
        count = sum(len(points) for points in self.clouds.values())
        if count > MOST:
            raise mistake(f"has {count} points.", f"Show {MOST} at most.")
        self._check_picked()
        self._check_lines()
        self._check_inside()
        return self

    def _check_inside(self) -> None:
        """Refuse written points outside the axes, where nothing can be drawn."""
        for what, points in self._written():
            for at, (x, y) in enumerate(points, 1):
                if not (self.x[0] <= x <= self.x[1] and self.y[0] <= y <= self.y[1]):
                    raise mistake(
                        f"point {at} of {what}, [{x:g}, {y:g}], is outside the axes.",
                        "Move it, or widen `x` and `y`.",
                    )

    def _written(self) -> Iterator[tuple[str, tuple[Pair, ...]]]:
        """The points that the storyboard states one by one, with the name of their list."""
        for name, group in self.groups.items():
            if not isinstance(group, Cloud):
                yield f"group {name!r}", group or ()
        yield from ((f"line {name!r}", line) for name, line in self.drawn_lines.items())
        yield "`places`", tuple(self.places.values())
        yield "`pins`", self.pins
        yield "`cross`", () if self.cross is None else (self.cross,)

    def _check_picked(self) -> None:
        """Refuse groups, and places in them, that do not exist."""
        for key in ("tones", "ring", "gold", "belongs"):
            for name in getattr(self, key):
                if name not in self.groups:
                    raise mistake(
                        f"`{key}` names {name!r}.", f"The groups are {', '.join(self.groups)}."
                    )
        for verb, picked in {"rings": self.ring, "gilds": self.gold}.items():
            for name, places in picked.items():
                size = len(self.clouds[name])
                wrong = [place for place in places if not 1 <= place <= size]
                if wrong:
                    raise mistake(
                        f"{verb} point {wrong[0]} of {name!r}.", f"Write places from 1 to {size}."
                    )
                twice = [place for place, times in Counter(places).items() if times > 1]
                if twice:
                    raise mistake(f"{verb} point {twice[0]} of {name!r} twice.", "Name it once.")

    def _check_lines(self) -> None:
        """Refuse lines of one point, and names of lines that do not exist."""
        for name, line in self.lines.items():
            if line is None or len(line) < 2:
                raise mistake(f"line {name!r} has fewer than two points.", "Add one.")
        if self.belongs and self.shade is None:
            raise mistake("has groups beside no line.", "Name the line in `shade`.")
        if self.aspect and self.log:
            raise mistake("has equal units on a logarithmic axis.", "Leave out `aspect`.")
        named = {
            "shade": () if self.shade is None else (self.shade,),
            "line_tones": self.line_tones,
            "walked": self.walked,
        }
        for key, lines in named.items():
            for name in lines:
                if name not in self.lines:
                    known = f"The lines are {', '.join(self.lines)}."
                    raise mistake(
                        f"`{key}` names {name!r}.", known if self.lines else "Write `lines:`."
                    )
        for name, count in self.walked.items():
            steps = len(self.drawn_lines[name]) - 1
            if count > steps:
                raise mistake(
                    f"walks {count:g} steps of {name!r}.",
                    f"Write {steps} at most, or leave it out.",
                )

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
            name: _mixed_line(line, later[name], share) for name, line in self.drawn_lines.items()
        }
        pins = _mixed(self.pins, other.pins, share)
        return self.model_copy(update={"lines": lines, "pins": pins})

    def _walking(self, other: PointsState, share: float) -> PointsState | None:
        """The walk between two pictures that differ in it alone."""
        if self.model_copy(update={"walked": other.walked}) != other:
            return None
        done = {
            name: between(count, other.walked[name], share) for name, count in self.walked.items()
        }
        return self.model_copy(update={"walked": done})

    def draw(self, room: Frame) -> Iterator[Element]:
        if self.legend and not self.y_label:
            room = replace(room, top=room.top - LINE)
        if self.aspect:
            room = self._with_equal_units(room)
        plot = self.plot_in(room)
        clouds = self.clouds
        count = sum(map(len, clouds.values()))
        radius = min(LARGEST, (plot.width * plot.height / max(count, 1)) ** 0.5 / 4)
        if radius < SMALLEST:
            raise NoRoomError(f"{count} points are too small to be seen here.")
        if self.shade is not None:
            yield self._shaded(self.shade, plot)
        if self.x_ticks or self.y_ticks or self.x_label or self.y_label:
            yield from self.axes(room, plot)
        yield from self._legend(room, plot)
        tones = iter(TONES * 2)
        for name, points in clouds.items():
            usual = LOOKS[self.tones.get(name) or next(tones)]
            golden = {*self.gold.get(name, ()), *self._astray(name, points, plot)}
            for at, point in enumerate(points, 1):
                disc = Rect.disc(self._kept(self.place(point, plot), plot, radius), radius)
                birth = Rect.disc(disc.frame.center, radius * 0.1)
                look = PICKED if at in golden else usual
                yield Element(f"point/{name}/{at}", disc, look, birth=birth)
            for at in self.ring.get(name, ()):
                center = self._kept(self.place(points[at - 1], plot), plot, radius)
                ring = Rect.disc(center, radius + px(8))
                yield Element(
                    f"ring/{name}/{at}", ring, RING, birth=Rect.disc(center, radius + px(40))
                )
        for name, line in self.drawn_lines.items():
            yield from self._line(name, tuple(self.place(point, plot) for point in line))
        for at, point in enumerate(self.pins, 1):
            center = self.place(point, plot)
            pin, birth = Rect.disc(center, PIN), Rect.disc(center, PIN * 0.2)
            yield Element(f"pin/{at}", pin, NAMED, birth=birth, depth=2)
        if self.cross is not None:
            yield from _cross(self.place(self.cross, plot))
        yield from self._named(plot)

    def _with_equal_units(self, room: Frame) -> Frame:
        """The middle of a room, in which one unit is as long in x as in y."""
        plot = self.plot_in(room)
        across, up = self.x[1] - self.x[0], self.y[1] - self.y[0]
        unit = min(plot.width / across, plot.height / up)
        beside, above = (plot.width - unit * across) / 2, (plot.height - unit * up) / 2
        return Frame(room.left + beside, room.bottom + above, room.right - beside, room.top - above)

    def _line(self, name: str, through: tuple[Point, ...]) -> Iterator[Element]:
        """A line, or as much of it as is walked, with the last step in gold."""
        look = PATHS[self._tone(name)]
        count = self.walked.get(name)
        if count is None:
            yield Element(f"line/{name}", Polyline(through), look, depth=1)
            return
        whole = max(ceil(count) - 1, 0)
        if whole:
            yield Element(f"line/{name}", Polyline(through[: whole + 1]), look, depth=1)
        if count:
            start, stop = through[whole], through[whole + 1]
            step = Polyline((start, point_between(start, stop, count - whole)))
            yield Element(f"step/{name}", step, STEP, depth=1)

    def _tone(self, line: str) -> LineTone:
        """How a line looks: as the storyboard says, or by its place."""
        usual = tuple(PATHS)[list(self.lines).index(line) % len(PATHS)]
        return self.line_tones.get(line, usual)

    def _shaded(self, line: str, plot: Frame) -> Element:
        """The chart below a line, in a tint of its colour; it rises from the x axis."""
        look = GOLD_SHADE if self._tone(line) == "gold" else SHADE
        area = self._below(line, plot)
        flat = tuple((x, plot.bottom) for x, _ in area)
        birth = Polyline(flat, closed=True)
        return Element("shade", Polyline(area, closed=True), look, "decor", birth)

    def _below(self, line: str, plot: Frame) -> tuple[Point, ...]:
        """The corners of the chart below a line.

        Where the line leaves the chart through the top, all that is beyond is below it.
        """
        top = tuple(self.place(point, plot) for point in self.drawn_lines[line])
        first, last = top[0], top[-1]
        if _at_top(first, plot):
            top = ((plot.left, plot.top), *top)
        if _at_top(last, plot):
            top = (*top, (plot.right, plot.top))
        return (*top, (top[-1][0], plot.bottom), (top[0][0], plot.bottom))

    def _astray(self, name: str, points: tuple[Pair, ...], plot: Frame) -> Iterator[int]:
        """The places of a group's points that are not on its side of the line."""
        if name not in self.belongs or self.shade is None:
            return
        area, below = self._below(self.shade, plot), self.belongs[name] == "below"
        for at, point in enumerate(points, 1):
            if _within(self.place(point, plot), area) != below:
                yield at

    def _legend(self, room: Frame, plot: Frame) -> Iterator[Element]:
        """Discs with their words at the right end of the line above the chart."""
        own = {name: width_of(name, Type.LABEL) for name in self.legend}
        wide = sum(own.values()) + len(own) * (2 * SIGN + SIGN_GAP) + (len(own) - 1) * WORD_GAP
        taken = width_of(self.y_label, Type.LABEL) + WORD_GAP if self.y_label else 0.0
        if self.legend and wide + taken > room.width:
            raise NoRoomError("the legend has no room above the chart.")
        left, y = room.right - wide, plot.top + LINE - px(12)
        for name, tone in self.legend.items():
            yield Element(f"sign/{name}", Rect.disc((left + SIGN, y), SIGN), LOOKS[tone])
            left += 2 * SIGN + SIGN_GAP
            yield words(f"meaning/{name}", name, Type.LABEL, (left, y), "left", SOFT)
            left += own[name] + WORD_GAP

    def _kept(self, center: Point, plot: Frame, radius: float) -> Point:
        """A centre moved so that its disc does not cross an axis."""
        inner = plot.inset(radius + px(4))
        x, y = center
        return min(max(x, inner.left), inner.right), min(max(y, inner.bottom), inner.top)

    def _named(self, plot: Frame) -> Iterator[Element]:
        """The single points with their names above them, or below where that is outside."""
        taken: dict[str, Frame] = {}
        for name, point in self.places.items():
            center = self.place(point, plot)
            frame = _name_frame(name, center, plot)
            for other, there in taken.items():
                if frame.left < there.right and there.left < frame.right and _level(frame, there):
                    raise NoRoomError(f"the names {other!r} and {name!r} overlap.")
            taken[name] = frame
            if self.lines:
                plate = Rect(frame.inset(-px(4)), px(10))
                yield Element(f"plate/{name}", plate, PLATE, "decor", depth=1)
            word = words(f"name/{name}", name, Type.LABEL_STRONG, frame.center, look=INK)
            yield replace(word, depth=1)
            yield Element(f"place/{name}", Rect.disc(center, px(18)), NAMED, depth=1)


def _sizes(state: PointsState) -> tuple[dict[str, int], int]:
    """How many points each line has, and how many pins there are."""
    return {name: len(line) for name, line in state.drawn_lines.items()}, len(state.pins)


def _mixed(first: tuple[Pair, ...], second: tuple[Pair, ...], share: float) -> tuple[Pair, ...]:
    """Points on straight ways from one to the other."""
    return tuple(
        (between(a, c, share), between(b, d, share))
        for (a, b), (c, d) in zip(first, second, strict=True)
    )


def _mixed_line(
    first: tuple[Pair, ...], second: tuple[Pair, ...], share: float
) -> tuple[Pair, ...]:
    """A line between two others; between two straight ones, it is straight."""
    if not (_straight(first) and _straight(second)):
        return _mixed(first, second, share)
    start, end = _mixed((first[0], first[-1]), (second[0], second[-1]), share)
    places = [between(a, b, share) for a, b in zip(_along(first), _along(second), strict=True)]
    return tuple((between(start[0], end[0], s), between(start[1], end[1], s)) for s in places)


def _along(line: tuple[Pair, ...]) -> list[float]:
    """Where the points of a straight line are, as shares of its length."""
    (ax, ay), (bx, by) = line[0], line[-1]
    across, up = bx - ax, by - ay
    if abs(across) > abs(up):
        return [(x - ax) / across for x, _ in line]
    return [(y - ay) / up if up else 0.0 for _, y in line]


def _straight(line: tuple[Pair, ...]) -> bool:
    """Whether a line's points are on the straight way from its first to its last."""
    (ax, ay), (bx, by) = line[0], line[-1]
    scale = (bx - ax) ** 2 + (by - ay) ** 2
    return all(
        abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) <= STRAIGHT * scale for x, y in line
    )


def _within(point: Point, corners: tuple[Point, ...]) -> bool:
    """Whether a point is in a polygon: a ray to the right crosses its edge an odd number of
    times."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in pairwise((*corners, corners[0])):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossed = not crossed
    return crossed


def _name_frame(name: str, center: Point, plot: Frame) -> Frame:
    """Where the name of a point is."""
    half = width_of(name, Type.LABEL_STRONG) / 2
    if 2 * half > plot.width:
        raise NoRoomError(f"{name!r} is wider than the chart.")
    x = min(max(center[0], plot.left + half + px(8)), plot.right - half)
    y = center[1] + LINE * 0.85
    if y + px(24) > plot.top:
        y = center[1] - LINE * 0.85
    return Frame(x - half, y - px(20), x + half, y + px(20))


def _at_top(point: Point, plot: Frame) -> bool:
    """Whether a line that ends here leaves the chart through its upper edge."""
    x, y = point
    return abs(y - plot.top) < px(1) and plot.left < x < plot.right


def _level(first: Frame, second: Frame) -> bool:
    """Whether two frames share some height."""
    return first.bottom < second.top and second.bottom < first.top


def _cross(center: Point) -> Iterator[Element]:
    x, y = center
    arm = px(26)
    yield Element("cross/level", Polyline(((x - arm, y), (x + arm, y))), CROSS, depth=2)
    yield Element("cross/upright", Polyline(((x, y - arm), (x, y + arm))), CROSS, depth=2)
