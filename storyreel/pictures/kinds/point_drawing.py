"""How a state of `points` is drawn: groups, lines, single points, and the chart around them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.pictures.elements import Element, Look
from storyreel.pictures.forms import Point, Polyline, Rect, point_between
from storyreel.pictures.kinds.chart import LINE, Pair
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.kinds.point_looks import (
    CROSS,
    GOLD_SHADE,
    GROUPS,
    LINES,
    PICKED,
    PLATE,
    RING,
    SHADE,
    SINGLE,
    STEP,
    LineTone,
)
from storyreel.pictures.kinds.point_sides import area_below, is_within
from storyreel.pictures.looks import INK, SOFT

if TYPE_CHECKING:
    from storyreel.pictures.kinds.points import PointsState

LARGEST, SMALLEST = px(15), px(6)
"""Radii of points."""

PIN, NAMED = px(17), px(18)
"""Radii of single points, without a name and with one."""

ARM = px(26)
"""Half the length of a cross."""

SIGN = px(15)
"""Radius of a disc in the legend."""

SIGN_GAP, WORD_GAP = px(18), px(44)
"""Room after a disc of the legend, and after its word."""


@dataclass(frozen=True, slots=True)
class PointDrawing:
    """Draws a state of `points`."""

    state: PointsState

    def draw(self, room: Frame) -> Iterator[Element]:
        """The elements of the chart in a room."""
        room = self._room(room)
        plot = self.state.plot_in(room)
        clouds = self.state.clouds
        radius = _radius(sum(map(len, clouds.values())), plot)
        yield from self._shade(plot)
        yield from self._axes(room, plot)
        yield from self._legend(room, plot)
        for name, points in clouds.items():
            yield from self._group(name, points, radius, plot)
            yield from self._rings(name, points, radius, plot)
        yield from self._lines(plot)
        yield from self._pins(plot)
        yield from self._cross(plot)
        yield from self._places(plot)

    def _room(self, room: Frame) -> Frame:
        """The part of a room for the chart: below the legend, and with equal units if wanted."""
        if self.state.legend and not self.state.y_label:
            room = replace(room, top=room.top - LINE)
        return self._with_equal_units(room) if self.state.aspect else room

    def _with_equal_units(self, room: Frame) -> Frame:
        """The middle of a room, in which one unit is as long in x as in y."""
        plot = self.state.plot_in(room)
        (left, right), (low, high) = self.state.x, self.state.y
        across, up = right - left, high - low
        unit = min(plot.width / across, plot.height / up)
        beside, above = (plot.width - unit * across) / 2, (plot.height - unit * up) / 2
        return Frame(room.left + beside, room.bottom + above, room.right - beside, room.top - above)

    def _axes(self, room: Frame, plot: Frame) -> Iterator[Element]:
        """The axes, where they have numbers or labels."""
        state = self.state
        if state.x_ticks or state.y_ticks or state.x_label or state.y_label:
            yield from state.axes(room, plot)

    def _legend(self, room: Frame, plot: Frame) -> Iterator[Element]:
        """Discs with their words at the right end of the line above the chart."""
        legend, label = self.state.legend, self.state.y_label
        own = {name: width_of(name, Type.LABEL) for name in legend}
        wide = sum(own.values()) + len(own) * (2 * SIGN + SIGN_GAP) + (len(own) - 1) * WORD_GAP
        taken = width_of(label, Type.LABEL) + WORD_GAP if label else 0.0
        if legend and wide + taken > room.width:
            raise NoRoomError("the legend has no room above the chart.")
        left, y = room.right - wide, plot.top + LINE - px(12)
        for name, tone in legend.items():
            yield Element(f"sign/{name}", Rect.disc((left + SIGN, y), SIGN), GROUPS[tone])
            left += 2 * SIGN + SIGN_GAP
            yield words(f"meaning/{name}", name, Type.LABEL, (left, y), "left", SOFT)
            left += own[name] + WORD_GAP

    def _group(
        self, name: str, points: tuple[Pair, ...], radius: float, plot: Frame
    ) -> Iterator[Element]:
        """The points of a group; some of them in gold."""
        look = self._looks[name]
        golden = {*self.state.gold.get(name, ()), *self._astray(name, points, plot)}
        for at, center in enumerate(self._centers(points, radius, plot), 1):
            disc = Rect.disc(center, radius)
            birth = Rect.disc(disc.frame.center, radius * 0.1)
            shown = PICKED if at in golden else look
            yield Element(f"point/{name}/{at}", disc, shown, birth=birth)

    def _rings(
        self, name: str, points: tuple[Pair, ...], radius: float, plot: Frame
    ) -> Iterator[Element]:
        """Rings around points of a group."""
        places = self.state.ring.get(name, ())
        picked = tuple(points[at - 1] for at in places)
        for at, center in zip(places, self._centers(picked, radius, plot), strict=True):
            birth = Rect.disc(center, radius + px(40))
            yield Element(f"ring/{name}/{at}", Rect.disc(center, radius + px(8)), RING, birth=birth)

    @property
    def _looks(self) -> dict[str, Look]:
        """The looks of the groups: as the storyboard says, or in turn."""
        tones, usual = self.state.tones, cycle(GROUPS)
        return {
            name: GROUPS[tones[name] if name in tones else next(usual)]
            for name in self.state.groups
        }

    def _centers(self, points: tuple[Pair, ...], radius: float, plot: Frame) -> list[Point]:
        """The centres of discs, moved so that none crosses an axis."""
        inner = plot.inset(radius + px(4))
        return [_moved_into(inner, center) for center in self._placed(points, plot)]

    def _placed(self, points: tuple[Pair, ...], plot: Frame) -> tuple[Point, ...]:
        """Points of the chart in scene units."""
        return tuple(self.state.place(point, plot) for point in points)

    def _astray(self, name: str, points: tuple[Pair, ...], plot: Frame) -> Iterator[int]:
        """The places of a group's points that are not on its side of the line."""
        state = self.state
        if name not in state.belongs or state.shade is None:
            return
        area, below = self._area(state.shade, plot), state.belongs[name] == "below"
        for at, point in enumerate(self._placed(points, plot), 1):
            if is_within(point, area) != below:
                yield at

    def _area(self, line: str, plot: Frame) -> tuple[Point, ...]:
        """The corners of the chart below a line."""
        return area_below(self._placed(self.state.drawn_lines[line], plot), plot)

    def _shade(self, plot: Frame) -> Iterator[Element]:
        """The chart below a line, in a tint of its colour; it rises from the x axis."""
        if self.state.shade is None:
            return
        look = GOLD_SHADE if self._tone(self.state.shade) == "gold" else SHADE
        area = self._area(self.state.shade, plot)
        flat = tuple((x, plot.bottom) for x, _ in area)
        birth = Polyline(flat, closed=True)
        yield Element("shade", Polyline(area, closed=True), look, "decor", birth)

    def _tone(self, line: str) -> LineTone:
        """How a line looks: as the storyboard says, or by its place."""
        usual = tuple(LINES)[list(self.state.lines).index(line) % len(LINES)]
        return self.state.line_tones.get(line, usual)

    def _lines(self, plot: Frame) -> Iterator[Element]:
        """The lines, each whole or as far as it is walked."""
        for name, points in self.state.drawn_lines.items():
            through, walked = self._placed(points, plot), self.state.walked.get(name)
            if walked is None:
                yield self._line(name, through)
            else:
                yield from self._walk(name, through, walked)

    def _line(self, name: str, through: tuple[Point, ...]) -> Element:
        return Element(f"line/{name}", Polyline(through), LINES[self._tone(name)], depth=1)

    def _walk(self, name: str, through: tuple[Point, ...], walked: float) -> Iterator[Element]:
        """As much of a line as is walked, with the last step in gold."""
        whole = max(math.ceil(walked) - 1, 0)
        if whole:
            yield self._line(name, through[: whole + 1])
        if walked:
            start, stop = through[whole], through[whole + 1]
            step = Polyline((start, point_between(start, stop, walked - whole)))
            yield Element(f"step/{name}", step, STEP, depth=1)

    def _pins(self, plot: Frame) -> Iterator[Element]:
        """Single points without a name."""
        for at, center in enumerate(self._placed(self.state.pins, plot), 1):
            birth = Rect.disc(center, PIN * 0.2)
            yield Element(f"pin/{at}", Rect.disc(center, PIN), SINGLE, birth=birth, depth=2)

    def _cross(self, plot: Frame) -> Iterator[Element]:
        if self.state.cross is None:
            return
        x, y = self.state.place(self.state.cross, plot)
        level, upright = ((x - ARM, y), (x + ARM, y)), ((x, y - ARM), (x, y + ARM))
        yield Element("cross/level", Polyline(level), CROSS, depth=2)
        yield Element("cross/upright", Polyline(upright), CROSS, depth=2)

    def _places(self, plot: Frame) -> Iterator[Element]:
        """The single points with their names above them, or below where that is outside."""
        taken: dict[str, Frame] = {}
        for name, point in self.state.places.items():
            center = self.state.place(point, plot)
            frame = _name_frame(name, center, plot)
            for other, there in taken.items():
                if _overlap(frame, there):
                    raise NoRoomError(f"the names {other!r} and {name!r} overlap.")
            taken[name] = frame
            if self.state.lines:
                plate = Rect(frame.inset(-px(4)), px(10))
                yield Element(f"plate/{name}", plate, PLATE, "decor", depth=1)
            word = words(f"name/{name}", name, Type.LABEL_STRONG, frame.center, look=INK)
            yield word._replace(depth=1)
            yield Element(f"place/{name}", Rect.disc(center, NAMED), SINGLE, depth=1)


def _radius(count: int, plot: Frame) -> float:
    """The radius of so many points: smaller where there are many."""
    pitch: float = (plot.width * plot.height / max(count, 1)) ** 0.5
    radius = min(LARGEST, pitch / 4)
    if radius < SMALLEST:
        raise NoRoomError(f"{count} points are too small to be seen here.")
    return radius


def _moved_into(frame: Frame, point: Point) -> Point:
    """The point of a frame nearest to a point."""
    x, y = point
    return min(max(x, frame.left), frame.right), min(max(y, frame.bottom), frame.top)


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


def _overlap(first: Frame, second: Frame) -> bool:
    """Whether two frames share some area."""
    across = first.left < second.right and second.left < first.right
    return across and first.bottom < second.top and second.bottom < first.top
