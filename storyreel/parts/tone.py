"""Tones: colours mixed and put on, frame after frame, without Manim's colour objects.

Making and converting a `ManimColor` takes longer than drawing what it colours.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from manim import ManimColor, VMobject

Rgb: TypeAlias = tuple[float, float, float]
"""Shares of sRGB, from 0 to 1."""


@lru_cache(maxsize=256)
def rgb(color: str) -> Rgb:
    """The parts of a colour such as "#1A365D"."""
    red, green, blue = ManimColor(color).to_rgb()
    return float(red), float(green), float(blue)


def mixed(first: Rgb, second: Rgb, share: float) -> Rgb:
    """`share` of the second colour, the rest of the first."""
    (r, g, b), (red, green, blue) = first, second
    rest = 1 - share
    return r * rest + red * share, g * rest + green * share, b * rest + blue * share


def between(first: str, second: str, share: float) -> Rgb:
    """The colour on the way from one (0) to another (1)."""
    return mixed(rgb(first), rgb(second), share)


def fill(mobject: VMobject, color: Rgb, opacity: float = 1.0) -> None:
    """Fill one mobject, without its descendants, with one colour."""
    mobject.fill_rgbas[:] = (*color, opacity)


def edge(mobject: VMobject, color: Rgb, width: float, opacity: float = 1.0) -> None:
    """Give one mobject, without its descendants, an edge; `width` is in scene units."""
    mobject.stroke_rgbas[:] = (*color, opacity)
    mobject.stroke_width = width * 100  # Manim's unit is a hundredth
