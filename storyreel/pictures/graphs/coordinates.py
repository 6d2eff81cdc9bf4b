"""Where the nodes of a layered graph are in a room: along the arrows, and across them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.forms import Point
from storyreel.pictures.graphs.layering import SWEEPS, Layering, Node

GAP_ALONG = px(58)
"""The least gap between two layers, in which an arrow can be seen."""

WIDEST_GAP_ALONG = px(460)
GAP_ACROSS = px(30)
WIDEST_GAP_ACROSS = px(110)
BEND = px(36)
"""Room of a bend across the arrows."""

LANE = px(46)
BEND_WEIGHT = 8
"""How much more a bend follows the bends of its own arrow than other nodes."""


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Centres along the direction of the arrows, by layer, and across it, by node."""

    along: tuple[float, ...]
    across: Mapping[Node, float]
    lanes: float
    """Where, across the arrows, the lanes of arrows back begin."""

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
        """The frame of a box around a centre."""
        (a, b), (c, d) = self.size, self.point(along, across)
        wide, high = (b, a) if self.down else (a, b)
        return Frame(c - wide / 2, d - high / 2, c + wide / 2, d + high / 2)

    def lane(self, number: int) -> float:
        """The middle of a lane, counted from 0, across the arrows."""
        return self.lanes + LANE * (number + 0.6)


def coordinates(
    layering: Layering,
    room: Frame,
    size: tuple[float, float],
    down: bool,
    gaps: tuple[float, float],
) -> Coordinates | None:
    """Where boxes of a size are, in the middle of a room, with the least gap between layers and the
    widest one across the arrows; None where they do not fit."""
    least, widest = gaps
    own = (size[1], size[0]) if down else size
    long, wide = (room.height, room.width) if down else (room.width, room.height)
    gap = _gap_along(layering, own[0], long)
    if gap is None or (len(layering.layers) > 1 and gap < least):
        return None
    lanes = LANE * len(layering.back)
    across = _across(layering, own[1], wide - lanes, widest)
    if across is None:
        return None
    low = min(center - _extent(node, own[1]) / 2 for node, center in across.items())
    high = max(center + _extent(node, own[1]) / 2 for node, center in across.items())
    shift = (wide - (high - low) - lanes) / 2 - low
    return Coordinates(
        tuple(_along(len(layering.layers), own[0], gap, long)),
        {node: center + shift for node, center in across.items()},
        high + shift,
        own,
        gap,
        room,
        down,
    )


def _gap_along(layering: Layering, box: float, long: float) -> float | None:
    """The gap between layers that fill a length; None where they are longer."""
    edge = GAP_ALONG / 2 if _leaves_beside(layering) else 0.0
    count = len(layering.layers)
    free = long - 2 * edge - count * box
    return None if free < 0 else min(free / max(count - 1, 1), WIDEST_GAP_ALONG)


def _along(count: int, box: float, gap: float, long: float) -> Iterator[float]:
    """The centres of layers in the middle of a length."""
    start = (long - count * box - (count - 1) * gap) / 2 + box / 2
    return (start + at * (box + gap) for at in range(count))


def _leaves_beside(layering: Layering) -> bool:
    """Whether an arrow back runs outside the first or the last layer."""
    first, last = layering.layers[0], layering.layers[-1]
    return any(
        (stop in first and first[-1] != stop) or (start in last and last[-1] != start)
        for start, stop in layering.back
    )


def _extent(node: Node, box: float) -> float:
    """How much room a node takes across the direction of the arrows."""
    return box if isinstance(node, str) else BEND


def _across(layering: Layering, box: float, room: float, widest: float) -> dict[Node, float] | None:
    """The centre of each node across the arrows, near its neighbours; None where one layer is too
    full."""
    gap = _gap_across(layering, box, room, widest)
    if gap is None:
        return None
    graph = layering.neighbours
    centers: dict[Node, float] = {}
    for layer in layering.layers:
        middle = (len(layer) - 1) / 2
        wanted = [room / 2 + (at - middle) * (box + gap) for at in range(len(layer))]
        centers.update(_apart(layer, wanted, box, gap, room))
    for sweep in range(2 * SWEEPS):
        for layer in layering.layers if sweep % 2 == 0 else reversed(layering.layers):
            wanted = [_mean_center(node, graph, centers) for node in layer]
            centers.update(_apart(layer, wanted, box, gap, room))
    return centers


def _gap_across(layering: Layering, box: float, room: float, widest: float) -> float | None:
    """The gap between the nodes of a layer, for all layers; None where one is too full."""
    gap = widest
    for layer in layering.layers:
        free = room - sum(_extent(node, box) for node in layer)
        gap = min(gap, free / max(len(layer) - 1, 1))
        if free < 0 or (len(layer) > 1 and gap < GAP_ACROSS):
            return None
    return gap


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
