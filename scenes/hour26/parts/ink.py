"""Shapes in pixels at 1080 lines, y upwards from the origin of their prop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np
from manim import CapStyleType, VMobject

from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Tag
from storyreel.parts.fills import Stop, with_linear_fill
from storyreel.parts.marks import tagged
from storyreel.parts.shapes import Disc, Plate, Strokes

V = TypeVar("V", bound=VMobject)
Places: TypeAlias = Sequence[tuple[float, float]]

DEEP = "#0F2140"
STEEL = "#27496F"
BLUE = "#3E628F"
HAZE = "#7E97B8"
MIST = "#C3D2E4"
PALE = "#E4EBF4"
SHINE = "#F0DC98"
"""Shades of navy, from the darkest, and a tint of gold."""

BOLT = ((14, 62), (-34, -10), (-6, -10), (-20, -64), (36, 16), (6, 16), (28, 62))


def spot(x: float, y: float) -> complex:
    """A pixel of the world, y downwards as on a page, as a place in scene units."""
    return complex(x_at(x), y_at(y))


def step(x: float, y: float) -> complex:
    """A way in pixels, y upwards, in scene units."""
    return complex(px(x), px(y))


def slab(left: float, bottom: float, right: float, top: float, radius: float, fill: str) -> Plate:
    """A rounded rectangle."""
    frame = Frame(px(left), px(bottom), px(right), px(top))
    return Plate(frame, px(radius), fill, role="decor")


def dot(x: float, y: float, radius: float, fill: str) -> Disc:
    """A filled circle."""
    return Disc((px(x), px(y)), px(radius), fill, role="decor")


def ring(radius: float, color: str, width: float) -> Disc:
    """A circle about the origin."""
    return Disc((0.0, 0.0), px(radius), None, color, px(width), role="decor")


def lines(*pieces: Places, color: str, width: float) -> Strokes:
    """Polylines with round caps, as one shape."""
    scaled = [tuple((px(x), px(y)) for x, y in piece) for piece in pieces]
    return Strokes(*scaled, color=color, width=px(width), role="decor")


def ties(*pieces: Places, width: float, color: str = HAZE) -> Strokes:
    """Short lines with flat ends, as one shape: the sleepers of a track."""
    shape = lines(*pieces, color=color, width=width)
    shape.set_cap_style(CapStyleType.BUTT)
    return shape


def area(corners: Places, fill: str) -> Strokes:
    """A closed polygon without an edge."""
    shape = lines((*corners, corners[0]), color=fill, width=0)
    shape.set_fill(fill, 1.0)
    return shape


def bolt(x: float, y: float, size: float, *colors: str) -> Strokes:
    """A flash of lightning about a place, in colours from the top down."""
    return shaded(area([(x + a * size, y + b * size) for a, b in BOLT], colors[0]), *colors)


def shaded(shape: V, *colors: str) -> V:
    """Fill with colours from the top down; the gradient keeps its place in the shape."""
    low, high = _corners(shape)
    return with_linear_fill(shape, (0.0, high[1]), (0.0, low[1]), _stops(colors))


def rounded(shape: V, *colors: str) -> V:
    """Fill with colours from left to right, as on a post."""
    low, high = _corners(shape)
    return with_linear_fill(shape, (low[0], 0.0), (high[0], 0.0), _stops(colors))


def solid(shape: V) -> V:
    """Let a shape count as a graphic, not as decoration."""
    return tagged(shape, Tag("graphic"))


def dashes(line: Places, on: float, off: float) -> list[Places]:
    """The pieces of a polyline that a dashed one shows."""
    corners = np.array(line)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    pieces: list[Places] = []
    for start in np.arange(0.0, along[-1] - on, on + off):
        inner = along[(along > start) & (along < start + on)]
        places = np.concatenate([[start], inner, [start + on]])
        xs, ys = (np.interp(places, along, corners[:, axis]) for axis in (0, 1))
        pieces.append([(float(x), float(y)) for x, y in zip(xs, ys, strict=True)])
    return pieces


def _corners(shape: VMobject) -> tuple[Any, Any]:
    return shape.points.min(axis=0), shape.points.max(axis=0)


def _stops(colors: Sequence[str]) -> tuple[Stop, ...]:
    return tuple(Stop(at / (len(colors) - 1), color) for at, color in enumerate(colors))
