"""The lines of arrows between the boxes of a layered graph."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from storyreel.design.tokens import px
from storyreel.pictures.forms import Point
from storyreel.pictures.graphs.coordinates import GAP_ALONG, Coordinates
from storyreel.pictures.graphs.layering import Layering, Node
from storyreel.pictures.graphs.layout import Link
from storyreel.pictures.paths import rounded, smooth_step

CLEARANCE = px(8)
"""Between the tip of an arrow and its box."""

STRAIGHT = px(18)
"""The straight end of an arrow, before its tip."""

CORNER = px(30)
"""Radius of the corners of arrows back."""


def routes(layering: Layering, places: Coordinates) -> dict[Link, tuple[Point, ...]]:
    """The line of every arrow: through its bends, or back along a lane of its own."""
    depth = layering.depth
    forward = {link: _forward(chain, places, depth) for link, chain in layering.chains.items()}
    back = {
        link: _backward(link, places.lane(at), places, layering)
        for at, link in enumerate(layering.back)
    }
    return forward | back


def _forward(
    chain: tuple[Node, ...], places: Coordinates, depth: Mapping[Node, int]
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


def _backward(
    link: Link, lane: float, places: Coordinates, layering: Layering
) -> tuple[Point, ...]:
    """The line of an arrow back to an earlier layer, along a lane outside all boxes."""
    leaving = _exit(link[0], 1, places, layering)
    arriving = _exit(link[1], -1, places, layering)
    ends = [(leaving[-1][0], lane), (arriving[-1][0], lane)]
    corners = [*leaving, *ends, *reversed(arriving)]
    return tuple(rounded([places.point(*corner) for corner in corners], CORNER))


def _exit(
    name: str, side: int, places: Coordinates, layering: Layering
) -> list[tuple[float, float]]:
    """The way from a box to the lanes: straight where no box is between, else beside its layer."""
    at, layer = next((at, layer) for at, layer in enumerate(layering.layers) if name in layer)
    along, across = places.along[at], places.across[name]
    clear = CLEARANCE if side < 0 else 0.0
    if layer[-1] == name:
        return [(along + side * places.size[0] / 4, across + places.size[1] / 2 + clear)]
    edge, level = along + side * (places.size[0] / 2), across + places.size[1] * 0.28
    return [(edge + side * clear, level), (edge + side * min(places.gap, GAP_ALONG) / 2, level)]
