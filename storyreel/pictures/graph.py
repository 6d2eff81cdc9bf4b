"""Layered layouts of directed graphs: boxes in layers, arrows that lead around boxes.

The steps are those of Sugiyama, Tagawa and Toda (1981): break cycles, layer by the longest path,
order the layers by the mean place of neighbours, and place boxes near their neighbours. Arrows that
close a cycle run back along lanes outside all boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TypeAlias

import networkx as nx

from storyreel.design.layout import Frame
from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle, Type, px
from storyreel.pictures.forms import Point
from storyreel.pictures.paths import rounded, smooth_step

Link: TypeAlias = tuple[str, str]
Node: TypeAlias = str | tuple[str, str, int]
"""A box, or a bend of a long arrow: its link and its layer."""

SCALES = (1.5, 1.35, 1.2, 1.1, 1.0)
PAD = px(24)
NARROWEST_BOX = px(120)
GAP_ALONG = px(58)
WIDE_GAP_ALONG = px(96)
"""Between layers, where the text is larger than it has to be."""

WIDEST_GAP_ALONG = px(460)
GAP_ACROSS = px(30)
WIDEST_GAP_ACROSS = px(110)
BEND = px(36)
LANE = px(46)
CLEARANCE = px(8)
"""Between the tip of an arrow and its box."""

STRAIGHT = px(18)
"""The straight end of an arrow, before its tip."""

BEND_WEIGHT = 8
"""How much more a bend follows the bends of its own arrow than other nodes."""

PORT_SPAN = 0.36
"""Share of the side of a box over which straight ways are spread."""

REST = px(14)
"""From the edge of a box to the middle of the thing that rests there, so that it covers no text."""

SWEEPS = 8


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


@lru_cache(maxsize=64)
def arrange(links: tuple[Link, ...], room: Frame, down: bool) -> GraphLayout | None:
    """The arrangement with the largest text that fits a room; None where none does."""
    sketch = _sketched(links)
    for scale in SCALES:
        style = replace(Type.LABEL_STRONG, size=Type.LABEL_STRONG.size * scale)
        for most in (1, 2, 3):
            lines = {node: _broken(node, style, most) for node in sketch.names}
            size = _box_size(lines, style)
            placed = _placed(sketch, room, size, down, GAP_ALONG if scale == 1 else WIDE_GAP_ALONG)
            if placed is not None:
                boxes, routes = placed
                return GraphLayout(boxes, lines, routes, style, down)
    return None


def shortest_way(links: Sequence[Link], start: str, stop: str) -> tuple[str, ...] | None:
    """The boxes on the shortest way along arrows from one box to another; None without a way."""
    graph = nx.DiGraph(links)
    return tuple(nx.shortest_path(graph, start, stop)) if nx.has_path(graph, start, stop) else None


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A graph in layers, before it has measures."""

    names: tuple[str, ...]
    layers: tuple[tuple[Node, ...], ...]
    chains: Mapping[Link, tuple[Node, ...]]
    """The boxes and bends of each arrow that leads forward."""

    back: tuple[Link, ...]
    """The arrows that close a cycle."""


def _sketched(links: Sequence[Link]) -> _Sketch:
    forward, back = _acyclic(links)
    names = tuple(dict.fromkeys(name for link in links for name in link))
    graph = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from(forward)
    depth = {
        name: at for at, layer in enumerate(nx.topological_generations(graph)) for name in layer
    }
    chains: dict[Link, tuple[Node, ...]] = {}
    layers: list[list[Node]] = [[] for _ in range(max(depth.values()) + 1)]
    for name in names:
        layers[depth[name]].append(name)
    for start, stop in forward:
        bends = [(start, stop, at) for at in range(depth[start] + 1, depth[stop])]
        for bend in bends:
            layers[bend[2]].append(bend)
        chains[start, stop] = (start, *bends, stop)
    return _Sketch(names, _ordered(layers, chains.values()), chains, back)


def _acyclic(links: Sequence[Link]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The arrows in order of the file that make no cycle, and those that would close one."""
    graph = nx.DiGraph()
    forward, back = [], []
    for start, stop in links:
        closes = start == stop or (
            graph.has_node(start) and graph.has_node(stop) and nx.has_path(graph, stop, start)
        )
        if closes:
            back.append((start, stop))
        else:
            graph.add_edge(start, stop)
            forward.append((start, stop))
    return tuple(forward), tuple(back)


def _ordered(
    layers: Sequence[Sequence[Node]], chains: Iterable[tuple[Node, ...]]
) -> tuple[tuple[Node, ...], ...]:
    """The layers with their nodes in the order with the fewest crossings that sweeps find."""
    graph = nx.Graph()
    graph.add_nodes_from(node for layer in layers for node in layer)
    for chain in chains:
        graph.add_edges_from(pairwise(chain))
    current = best = tuple(tuple(layer) for layer in layers)
    for sweep in range(SWEEPS):
        current = _swept(current, graph, backward=sweep % 2 == 1)
        if _crossings(current, graph) < _crossings(best, graph):
            best = current
    return best


def _swept(
    layers: tuple[tuple[Node, ...], ...], graph: nx.Graph, backward: bool
) -> tuple[tuple[Node, ...], ...]:
    """Each layer sorted by the mean place of neighbours in the layer that comes before it."""
    swept: list[tuple[Node, ...]] = []
    for layer in reversed(layers) if backward else layers:
        places = {node: at for at, node in enumerate(swept[-1])} if swept else {}
        swept.append(tuple(sorted(layer, key=_mean_place(layer, graph, places).__getitem__)))
    return tuple(reversed(swept)) if backward else tuple(swept)


def _mean_place(
    layer: tuple[Node, ...], graph: nx.Graph, places: Mapping[Node, float]
) -> dict[Node, float]:
    means: dict[Node, float] = {}
    for at, node in enumerate(layer):
        known = [places[other] for other in graph[node] if other in places]
        means[node] = sum(known) / len(known) if known else float(at)
    return means


def _crossings(layers: tuple[tuple[Node, ...], ...], graph: nx.Graph) -> int:
    """How often arrows between neighbouring layers cross."""
    count = 0
    for first, second in pairwise(layers):
        place = {node: at for at, node in enumerate(second)}
        ends = [
            (at, place[other])
            for at, node in enumerate(first)
            for other in graph[node]
            if other in place
        ]
        count += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))
    return count


def _broken(name: str, style: TextStyle, most: int) -> tuple[str, ...]:
    """A name on at most so many lines, the widest as narrow as possible."""
    parts = name.split()
    count = min(most, len(parts))
    choices = (
        tuple(" ".join(parts[a:b]) for a, b in pairwise((0, *breaks, len(parts))))
        for breaks in combinations(range(1, len(parts)), count - 1)
    )
    return min(choices, key=lambda lines: max(shape_line(line, style).advance for line in lines))


def _box_size(lines: Mapping[str, tuple[str, ...]], style: TextStyle) -> tuple[float, float]:
    """Width and height of every box."""
    widest = max(shape_line(line, style).advance for own in lines.values() for line in own)
    highest = max(map(len, lines.values()))
    return max(widest + 2 * PAD, NARROWEST_BOX), (highest * 1.18 + 0.6) * style.size


@dataclass(frozen=True, slots=True)
class _Places:
    """Centres along the direction of the arrows, by layer, and across it, by node."""

    along: tuple[float, ...]
    across: Mapping[Node, float]
    size: tuple[float, float]
    """Of a box, along and across."""

    gap: float
    """Between two layers."""

    room: Frame
    down: bool

    def point(self, along: float, across: float) -> Point:
        """A place in scene units."""
        if self.down:
            return self.room.left + across, self.room.top - along
        return self.room.left + along, self.room.top - across

    def box(self, along: float, across: float) -> Frame:
        (a, b), (c, d) = self.size, self.point(along, across)
        wide, high = (b, a) if self.down else (a, b)
        return Frame(c - wide / 2, d - high / 2, c + wide / 2, d + high / 2)


def _placed(
    sketch: _Sketch, room: Frame, size: tuple[float, float], down: bool, least: float
) -> tuple[dict[str, Frame], dict[Link, tuple[Point, ...]]] | None:
    """The boxes, and the lines of the arrows; None where they do not fit."""
    own = (size[1], size[0]) if down else size
    long, wide = (room.height, room.width) if down else (room.width, room.height)
    lanes = LANE * len(sketch.back)
    edge = GAP_ALONG / 2 if _leaves_beside(sketch) else 0.0
    count = len(sketch.layers)
    free = long - 2 * edge - count * own[0]
    gap = min(free / max(count - 1, 1), WIDEST_GAP_ALONG)
    if free < 0 or (count > 1 and gap < least):
        return None
    across = _across(sketch, own[1], wide - lanes)
    if across is None:
        return None
    low = min(center - _extent(node, own[1]) / 2 for node, center in across.items())
    high = max(center + _extent(node, own[1]) / 2 for node, center in across.items())
    shift = (wide - (high - low) - lanes) / 2 - low
    start = (long - count * own[0] - (count - 1) * gap) / 2 + own[0] / 2
    places = _Places(
        tuple(start + at * (own[0] + gap) for at in range(count)),
        {node: center + shift for node, center in across.items()},
        own,
        gap,
        room,
        down,
    )
    depth = {node: at for at, layer in enumerate(sketch.layers) for node in layer}
    boxes = {
        name: places.box(places.along[depth[name]], places.across[name]) for name in sketch.names
    }
    routes = {link: _forward(chain, places, depth) for link, chain in sketch.chains.items()}
    for at, link in enumerate(sketch.back):
        lane = high + shift + LANE * (at + 0.6)
        routes[link] = _backward(link, lane, places, sketch)
    return boxes, routes


def _leaves_beside(sketch: _Sketch) -> bool:
    """Whether an arrow back runs outside the first or the last layer."""
    first, last = sketch.layers[0], sketch.layers[-1]
    return any(
        (stop in first and first[-1] != stop) or (start in last and last[-1] != start)
        for start, stop in sketch.back
    )


def _extent(node: Node, box: float) -> float:
    """How much room a node takes across the direction of the arrows."""
    return box if isinstance(node, str) else BEND


def _across(sketch: _Sketch, box: float, room: float) -> dict[Node, float] | None:
    """The centre of each node across the arrows, near its neighbours; None where one layer is too
    full."""
    gap = WIDEST_GAP_ACROSS
    for layer in sketch.layers:
        free = room - sum(_extent(node, box) for node in layer)
        gap = min(gap, free / max(len(layer) - 1, 1))
        if free < 0 or (len(layer) > 1 and gap < GAP_ACROSS):
            return None
    graph = nx.Graph()
    graph.add_nodes_from(node for layer in sketch.layers for node in layer)
    for chain in sketch.chains.values():
        graph.add_edges_from(pairwise(chain))
    centers: dict[Node, float] = {}
    for layer in sketch.layers:
        middle = (len(layer) - 1) / 2
        wanted = [room / 2 + (at - middle) * (box + gap) for at in range(len(layer))]
        centers.update(_apart(layer, wanted, box, gap, room))
    for sweep in range(2 * SWEEPS):
        for layer in sketch.layers if sweep % 2 == 0 else reversed(sketch.layers):
            wanted = [_mean_center(node, graph, centers) for node in layer]
            centers.update(_apart(layer, wanted, box, gap, room))
    return centers


def _mean_center(node: Node, graph: nx.Graph, centers: Mapping[Node, float]) -> float:
    """The mean place of a node's neighbours; bends of one arrow keep in line."""
    others = [
        (centers[other], BEND_WEIGHT if isinstance(node, tuple) and isinstance(other, tuple) else 1)
        for other in graph[node]
    ]
    total = sum(weight for _, weight in others)
    return sum(center * weight for center, weight in others) / total if total else centers[node]


def _apart(
    layer: tuple[Node, ...], wanted: Sequence[float], box: float, gap: float, room: float
) -> Iterator[tuple[Node, float]]:
    """Centres as near as possible to those wanted that keep order and gaps.

    Least squares with an order is isotonic regression, by pooling adjacent violators.
    """
    sizes = [_extent(node, box) for node in layer]
    offsets = [0.0]
    for first, second in pairwise(sizes):
        offsets.append(offsets[-1] + (first + second) / 2 + gap)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while pools and pools[-1][0] > mean:
            other, size = pools.pop()
            mean = (mean * count + other * size) / (count + size)
            count += size
        pools.append((mean, count))
    level = [mean for mean, count in pools for _ in range(count)]
    first, last = sizes[0] / 2, room - sizes[-1] / 2 - offsets[-1]
    for node, place, offset in zip(layer, level, offsets, strict=True):
        yield node, min(max(place, first), last) + offset


def _forward(
    chain: tuple[Node, ...], places: _Places, depth: Mapping[Node, int]
) -> tuple[Point, ...]:
    """The line of an arrow to a later layer, through its bends."""
    half = places.size[0] / 2
    points: list[Point] = []
    for start, stop in pairwise(chain):
        tip = places.along[depth[stop]] - half - CLEARANCE * isinstance(stop, str)
        run = STRAIGHT * isinstance(stop, str)
        a = places.point(places.along[depth[start]] + half, places.across[start])
        b = places.point(tip - run, places.across[stop])
        points += smooth_step(a, b, level=not places.down)
        points.append(places.point(tip, places.across[stop]))
    return tuple(points)


def _backward(link: Link, lane: float, places: _Places, sketch: _Sketch) -> tuple[Point, ...]:
    """The line of an arrow back to an earlier layer, along a lane outside all boxes."""
    leaving = _exit(link[0], 1, places, sketch)
    arriving = _exit(link[1], -1, places, sketch)
    ends = [(leaving[-1][0], lane), (arriving[-1][0], lane)]
    corners = [*leaving, *ends, *reversed(arriving)]
    return tuple(rounded([places.point(*corner) for corner in corners], px(30)))


def _exit(name: str, side: int, places: _Places, sketch: _Sketch) -> list[tuple[float, float]]:
    """The way from a box to the lanes: straight where no box is between, else beside its layer."""
    at, layer = next((at, layer) for at, layer in enumerate(sketch.layers) if name in layer)
    along, across = places.along[at], places.across[name]
    clear = CLEARANCE if side < 0 else 0.0
    if layer[-1] == name:
        return [(along + side * places.size[0] / 4, across + places.size[1] / 2 + clear)]
    edge, level = along + side * (places.size[0] / 2), across + places.size[1] * 0.28
    return [(edge + side * clear, level), (edge + side * min(places.gap, GAP_ALONG) / 2, level)]
