"""Signs that several kinds draw: plates, checks, crosses."""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.design.tokens import Color, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point, Polyline

PLATE = Look(fill=color(Color.WHITE), stroke=color(Color.HAIRLINE), width=Weight.HAIRLINE, lift=1.0)
MARKED_PLATE = Look(
    fill=color(Color.GOLD_PALE), stroke=color(Color.GOLD), width=Weight.STRONG, lift=1.0
)
PANE = Look(
    fill=color(Color.SOFT_GREY, 0.64), stroke=color(Color.MUTED), width=Weight.LINE, lift=0.4
)
"""Frosted glass before what is only looked at."""

WHITE = Look(fill=color(Color.WHITE))
GOLD_WORDS = Look(fill=color(Color.GOLD_INK))
STRONG = Look(stroke=color(Color.DEEP_GOLD), width=Weight.STRONG)
RADIUS = px(24)

CHECK = ((-0.42, 0.02), (-0.12, -0.3), (0.44, 0.34))
CROSS = (((-0.34, 0.34), (0.34, -0.34)), ((-0.34, -0.34), (0.34, 0.34)))
"""Corners about the origin, in sizes of the sign."""


def check(key: str, center: Point, size: float, look: Look) -> Element:
    """A check mark that is drawn from its left end."""
    return Element(key, _at(CHECK, center, size), look, "decor")


def cross(key: str, center: Point, size: float, look: Look) -> Iterator[Element]:
    """The two strokes of a cross."""
    for name, stroke in zip(("falling", "rising"), CROSS, strict=True):
        yield Element(f"{key}/{name}", _at(stroke, center, size), look, "decor")


def _at(corners: tuple[Point, ...], center: Point, size: float) -> Polyline:
    x, y = center
    return Polyline(tuple((x + dx * size, y + dy * size) for dx, dy in corners))
