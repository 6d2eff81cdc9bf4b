"""Where the boxes and the arrows of a graph are, and where things rest and turn beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from storyreel.design.layout import Frame
from storyreel.design.tokens import TextStyle, px
from storyreel.pictures.forms import Point

Link: TypeAlias = tuple[str, str]
"""An arrow from one box to another."""

PORT_SPAN = 0.36
"""Share of the side of a box over which straight ways are spread."""

REST = px(14)
"""From the edge of a box to the middle of the thing that rests there, so that it covers no text."""


@dataclass(frozen=True, slots=True)
class GraphLayout:
    """Where the boxes are, their lines of text, and the line of every arrow."""

    boxes: Mapping[str, Frame]
    lines: Mapping[str, tuple[str, ...]]
    routes: Mapping[Link, tuple[Point, ...]]
    style: TextStyle
    down: bool

    def with_roads(self) -> GraphLayout:
        """The same boxes with straight ways, spread over their sides; ways back stay."""
        along = 1 if self.down else 0
        forward = tuple(
            (start, stop)
            for start, stop in self.routes
            if (self.boxes[start].center[along] < self.boxes[stop].center[along]) != self.down
        )
        roads = {
            (start, stop): (
                self._port(self.routes[start, stop][0], start, stop, forward),
                self._port(self.routes[start, stop][-1], stop, start, forward),
            )
            for start, stop in forward
        }
        return replace(self, routes={**self.routes, **roads})

    def _port(self, end: Point, name: str, other: str, links: tuple[Link, ...]) -> Point:
        """Where a way to or from another box ends: in the order of those that share the side."""
        across = 0 if self.down else 1
        side = [stop for start, stop in links if start == name]
        if other not in side:
            side = [start for start, stop in links if stop == name]
        side.sort(key=lambda box: self.boxes[box].center[across])
        box = self.boxes[name]
        span = PORT_SPAN * (box.width if self.down else box.height)
        share = side.index(other) / (len(side) - 1) - 0.5 if len(side) > 1 else 0.0
        place = box.center[across] + share * span
        return (place, end[1]) if self.down else (end[0], place)

    def rest(self, name: str) -> Point:
        """Where a thing rests at a box: just outside the middle of an edge without arrows."""
        box = self.boxes[name]
        if self.down:
            return (box.left - REST, box.center[1])
        return (box.center[0], box.top + REST)

    def corner(self, name: str, port: Point) -> Point:
        """The corner of a box between its rest and a port, where a thing turns."""
        box = self.boxes[name]
        if self.down:
            return (box.left, box.top if port[1] > box.center[1] else box.bottom)
        return (box.left if port[0] < box.center[0] else box.right, box.top)
