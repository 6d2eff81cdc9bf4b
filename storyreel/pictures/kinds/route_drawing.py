"""How a state of `route` is drawn: the road, its stops and gates, the switch, and the traveller."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyreel.design.tokens import Color, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point, Polyline, Rect, between
from storyreel.pictures.kinds.labels import fitted, words
from storyreel.pictures.kinds.route_plan import BESIDE, NAME_ROOM, WIDTH, RoutePlan, name_style
from storyreel.pictures.looks import INK, SOFT
from storyreel.pictures.paths import on_dial, point_along

if TYPE_CHECKING:
    from storyreel.pictures.kinds.route import RouteState

ROAD = Look(stroke=color("#CBD5E2"), width=WIDTH)
CLOSED_ROAD = Look(stroke=color(Color.HAIRLINE), width=WIDTH)
MIDDLE = Look(stroke=color(Color.WHITE), width=px(5), dash=px(22))
"""Looks at the least size."""

STOP = Look(fill=color(Color.PEARL), stroke=color(Color.OUTLINE), width=Weight.LINE)
REACHED = Look(fill=color(Color.NAVY), stroke=color(Color.NAVY), width=Weight.LINE)
POST = Look(fill=color(Color.NAVY))
ARM = Look(stroke=color(Color.DEEP_GOLD), width=px(15))
TRAVELLER = Look(fill=color(Color.GOLD), stroke=color(Color.WHITE), width=Weight.STRONG, lift=0.7)
TONGUE = Look(stroke=color(Color.DEEP_GOLD), width=px(15))
ACROSS, RAISED = 180.0, 30.0
"""Angles of a gate's arm, clockwise from straight up: across the road, and off it."""

RADIUS, DISC = px(25), px(17)
"""Of the traveller, and of stops."""


@dataclass(frozen=True, slots=True)
class RouteDrawing:
    """Draws a state of `route` as it was planned."""

    state: RouteState
    plan: RoutePlan

    def draw(self) -> Iterator[Element]:
        """The elements of the road and of what is on it."""
        yield from self._road()
        traveller = self._traveller()
        for name, center in self.plan.places.items():
            reached = self._reached(name, center, traveller)
            disc = Rect.disc(center, DISC * self.plan.size)
            yield Element(f"stop/{name}", disc, REACHED if reached else STOP, depth=1)
            yield self._name(name, INK if reached or not traveller else SOFT)
        for name, opening in self.state.gates.items():
            yield from self._gate(name, opening)
        if traveller is not None:
            disc = Rect.disc(traveller, RADIUS * self.plan.size)
            yield Element("traveller", disc, TRAVELLER, depth=3)

    def _road(self) -> Iterator[Element]:
        """The branches, closed ones below the open one, the trunk, and the switch."""
        plan, switch = self.plan, self.state.switch
        road, middle = plan.sized(ROAD), plan.sized(MIDDLE)
        for name, branch in plan.branches.items():
            if name != switch:
                look = plan.sized(CLOSED_ROAD) if switch else road
                yield Element(f"branch/{name}", Polyline(branch), look)
        if switch:
            yield Element(f"branch/{switch}", Polyline(plan.branches[switch]), road)
        yield Element("road", Polyline(plan.trunk), road)
        yield Element("middle", Polyline(plan.trunk), middle, "decor")
        for name, branch in plan.branches.items():
            yield Element(f"middle/{name}", Polyline(branch), middle, "decor")
        if switch:
            way = plan.branches[switch]
            tongue = tuple(point_along(way, share) for share in (0.04, 0.14, 0.24, 0.34, 0.44))
            yield Element("switch", Polyline(tongue), plan.sized(TONGUE))

    def _traveller(self) -> Point | None:
        """Where the traveller is; None without one."""
        way = self.state.way
        if not way:
            return None
        if len(way) == 1:
            return self.plan.places[way[0]]
        return point_along(self.plan.drive(way[0], way[1]), self.state.progress)

    def _reached(self, name: str, center: Point, traveller: Point | None) -> bool:
        """Whether the traveller is at a place, or has passed it."""
        if traveller is None:
            return False
        on_way = name in self.state.stops or name == self.state.way[-1]
        return traveller[0] >= center[0] - px(2) and on_way

    def _name(self, name: str, look: Look) -> Element:
        """The name of a stop below it, or of a branch after its end."""
        plan, (x, y) = self.plan, self.plan.places[name]
        style = name_style(plan.size)
        if name in plan.branches:
            return words(f"name/{name}", name, style, (x + BESIDE * plan.size, y), "left", look)
        style = fitted(name, style, plan.pitch * 0.96, NAME_ROOM * plan.size)
        below = (WIDTH / 2 + px(40)) * plan.size
        return words(f"name/{name}", name, style, (x, y - below), look=look)

    def _gate(self, name: str, opening: float) -> Iterator[Element]:
        """A post above the road with its arm."""
        plan, (x, y) = self.plan, self.plan.before(name)
        post = (x, y + (WIDTH / 2 + px(16)) * plan.size)
        reach = (WIDTH + px(26)) * plan.size
        arm = on_dial(post, reach, between(ACROSS, RAISED, opening))
        yield Element(f"arm/{name}", Polyline((post, arm)), plan.sized(ARM), depth=2)
        yield Element(f"post/{name}", Rect.disc(post, px(15) * plan.size), POST, depth=2)
