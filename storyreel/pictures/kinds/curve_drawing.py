"""How a state of `curve` is drawn: lines and their names, the guide, the point, beads and wall."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, pairwise
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Anchor, Point, Polyline, Rect, between
from storyreel.pictures.kinds.chart import LINE
from storyreel.pictures.kinds.chart_line import Line, height_at, inside, until
from storyreel.pictures.kinds.heap import heaped
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.looks import INK, SOFT

if TYPE_CHECKING:
    from storyreel.pictures.kinds.curve import CurveState

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

RADIUS = px(20)

GUIDE_GAP = px(36)
CLEAR = px(24)
"""From a guide to the middle of its name, and half of the height that a name needs."""

NAME_GAP = px(20)
"""From the end of a line to its name."""

ASIDE = px(60)
"""Within so far of the end of the x axis, a name comes down to the height of its line."""

MAIN = ""
"""The name of the line that `line` or `data` describes."""


@dataclass(frozen=True, slots=True)
class CurveDrawing:
    """One state of `curve`, as elements."""

    state: CurveState

    def draw(self, room: Frame) -> Iterator[Element]:
        state = self.state
        names = [width_of(name, Type.LABEL) for name in state.lines if name not in state.unnamed]
        plot = state.plot_in(room, max(names) + px(28) if names else 0.0)
        if state.area:
            yield Element("area", self._area(plot), AREA, "decor")
        yield from state.axes(room, plot)
        yield from self._guide(plot)
        others = cycle(OTHERS if MAIN in state.series else (CURVE, *OTHERS))
        for name, points in state.series.items():
            ghost = name in state.ghost
            look = CURVE if name == MAIN else GHOST if ghost else next(others)
            shown = points if ghost else self._shown(points)
            line = Polyline(tuple(state.place(point, plot) for point in inside(shown, state.y)))
            if line.points:
                yield Element(f"line/{name}" if name else "curve", line, look)
        yield from self._names(plot)
        yield from self._beads(plot)
        if state.point is not None:
            center = self._on_line(state.point, plot)
            yield Element("point", Rect.disc(center, RADIUS), POINT, depth=1)

    def _on_line(self, x: float, plot: Frame) -> Point:
        """Where the main line is at an x."""
        return self.state.place((x, height_at(self.state.series[MAIN], x)), plot)

    def _guide(self, plot: Frame) -> Iterator[Element]:
        if self.state.guide is None:
            return
        y = self.state.place((self.state.x[0], self.state.guide), plot)[1]
        yield Element("guide", Polyline(((plot.left, y), (plot.right, y))), GUIDE)
        if self.state.guide_label:
            if width_of(self.state.guide_label, Type.LABEL) > plot.width:
                raise NoRoomError(f"{self.state.guide_label!r} is wider than the chart.")
            place = (plot.right, y + self._label_lift(plot, y))
            yield words("guide_label", self.state.guide_label, Type.LABEL, place, "right", SOFT)

    def _label_lift(self, plot: Frame, y: float) -> float:
        """How far the name of the guide is above it; below it where whole lines are only above."""
        wide = width_of(self.state.guide_label or "", Type.LABEL)
        above, below = (
            Frame(plot.right - wide, middle - CLEAR, plot.right, middle + CLEAR)
            for middle in (y + GUIDE_GAP, y - GUIDE_GAP)
        )
        is_better = self._is_crossed(above, plot) and not self._is_crossed(below, plot)
        return -GUIDE_GAP if is_better and below.bottom > plot.bottom else GUIDE_GAP

    def _is_crossed(self, box: Frame, plot: Frame) -> bool:
        """Whether a line, drawn to its end, crosses a box."""
        for points in self.state.series.values():
            line = [self.state.place(point, plot) for point in inside(points, self.state.y)]
            for (x0, y0), (x1, y1) in pairwise(line):
                if x1 < box.left or x0 > box.right:
                    continue
                # The part of the step that is within the sides of the box.
                shares = ((at - x0) / (x1 - x0) if x1 > x0 else 0.0 for at in (box.left, box.right))
                ends = [between(y0, y1, min(max(share, 0.0), 1.0)) for share in shares]
                if min(ends) < box.top and max(ends) > box.bottom:
                    return True
        return False

    def _beads(self, plot: Frame) -> Iterator[Element]:
        """Discs that rest on the line, those at one place on top of one another, and the wall that
        divides them. On their way, discs rise and sink evenly: those that pass do not jump.
        """
        yield from self._wall(plot)
        radius = BEAD * min(1.0, math.sqrt(LARGE_BEADS / max(len(self.state.beads), 1)))
        lifts = self._lifts(plot, radius)
        for at, (bead, (x, y)) in enumerate(
            zip(self.state.beads, self._resting(plot, radius), strict=True)
        ):
            center = (x, y + lifts[at])
            look = SOLID if self.state.wall is None or bead > self.state.wall else HOLLOW
            birth = Rect.disc(center, radius * 0.2)
            yield Element(f"bead/{at + 1}", Rect.disc(center, radius), look, birth=birth)

    def _wall(self, plot: Frame) -> Iterator[Element]:
        """The wall, with a word on each side of its foot."""
        if self.state.wall is None:
            return
        x, _ = self.state.place((self.state.wall, self.state.y[0]), plot)
        yield Element("wall", Polyline(((x, plot.bottom), (x, plot.top))), WALL)
        if self.state.sides is None:
            return
        y = plot.bottom + LINE * 0.66
        places: tuple[tuple[float, Anchor, float], ...] = (
            (x - px(28), "right", x - plot.left),
            (x + px(28), "left", plot.right - x),
        )
        for name, (at, anchor, room) in zip(self.state.sides, places, strict=True):
            if width_of(name, Type.LABEL) + px(28) > room:
                raise NoRoomError(f"{name!r} has no room beside the wall.")
            yield words(f"side/{name}", name, Type.LABEL, (at, y), anchor, SOFT)

    def _lifts(self, plot: Frame, radius: float) -> list[float]:
        """How far each disc is lifted by others; on its way, between what it was and will be."""
        if self.state.rolling is None:
            return self._heaped(plot, radius)
        before, after, share = self.state.rolling
        ends = [
            CurveDrawing(self.state.model_copy(update={"beads": beads, "rolling": None}))._heaped(
                plot, radius
            )
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
        if not self.state.beads:
            return []
        places = []
        step = (self.state.x[1] - self.state.x[0]) * radius / plot.width
        for bead in self.state.beads:
            x, y = self._on_line(bead, plot)
            beside = (self._on_line(at, plot) for at in (bead - step, bead + step))
            rise = math.dist(*beside) / (2 * radius)
            places.append((x, y + radius * rise))
        return places

    def _names(self, plot: Frame) -> Iterator[Element]:
        """Names at the ends of the lines, kept apart, and above the axis or the guide.

        Where lines are at one height, as those that begin together, that of the line which ends
        higher is above.
        """
        ends = {
            name: self.state.place(
                points[-1] if name in self.state.ghost else self._shown(points)[-1], plot
            )
            for name, points in self.state.series.items()
            if name and name not in self.state.unnamed
        }
        if LINE * len(ends) > plot.height + LINE:
            raise NoRoomError(f"the names of {len(ends)} lines do not fit above one another.")
        lowest = plot.bottom
        last = {name: self.state.place(self.state.series[name][-1], plot)[1] for name in ends}
        for name in sorted(ends, key=lambda name: (ends[name][1], last[name])):
            x, y = ends[name]
            left = x + NAME_GAP
            lift = min(max((plot.right - left) / ASIDE, 0.0), 1.0) * LINE / 2
            lowest = max(y, lowest, self._floor(name, plot) + lift)
            look = SOFT if name in self.state.ghost else INK
            yield words(f"name/{name}", name, Type.LABEL, (left, lowest), "left", look)
            lowest += LINE

    def _floor(self, name: str, plot: Frame) -> float:
        """What a name must not touch: the guide, where its line is never below, or the axis."""
        guide = self.state.guide
        if guide is None or any(y < guide for _, y in self.state.series[name]):
            return plot.bottom
        return self.state.place((self.state.x[0], guide), plot)[1]

    def _area(self, plot: Frame) -> Polyline:
        base = self.state.y[0] if self.state.guide is None else self.state.guide
        points = self._shown(self.state.series[MAIN])
        edge = [self.state.place(point, plot) for point in points]
        floor = self.state.place((self.state.x[0], base), plot)[1]
        return Polyline((*edge, (edge[-1][0], floor), (edge[0][0], floor)), closed=True)

    def _shown(self, points: Line) -> Line:
        """The points of a line up to where it ends."""
        return until(points, self.state.until)
