"""Shapes in pixels at 1080 lines, y upwards from the origin of their prop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, TypeVar

from manim import CapStyleType, VMobject

from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.shapes import Disc, Plate, Strokes
from storyreel.parts.solid import shaded
from storyreel.parts.traces import DashedTrace

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


def dashed(corners: Places, color: str, width: float, dash: float, gap: float) -> DashedTrace:
    """A polyline in dashes."""
    return DashedTrace(lines(corners, color=color, width=width), px(dash), px(gap))


def area(corners: Places, fill: str) -> Strokes:
    """A closed polygon without an edge."""
    shape = lines((*corners, corners[0]), color=fill, width=0)
    shape.set_fill(fill, 1.0)
    return shape


def bolt(x: float, y: float, size: float, *colors: str) -> Strokes:
    """A flash of lightning about a place, in colours from the top down."""
    return shaded(area([(x + a * size, y + b * size) for a, b in BOLT], colors[0]), *colors)


def solid(shape: V) -> V:
    """Let a shape count as a graphic, not as decoration."""
    return tagged(shape, Tag("graphic"))
