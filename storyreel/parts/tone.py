"""Mix and set colours frame by frame without Manim's colour objects.

Creating and converting a `ManimColor` takes longer than drawing the mobject.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

from manim import ManimColor, VMobject

Rgb: TypeAlias = tuple[float, float, float]
"""Shares of sRGB, from 0 to 1."""


@lru_cache(maxsize=256)
def rgb(color: str) -> Rgb:
    """The components of a colour such as "#1A365D"."""
    red, green, blue = ManimColor(color).to_rgb()
    return float(red), float(green), float(blue)


def mixed(first: Rgb, second: Rgb, share: float) -> Rgb:
    """A linear mix in sRGB: `share` of the second colour, the rest of the first."""
    (r, g, b), (red, green, blue) = first, second
    rest = 1 - share
    return r * rest + red * share, g * rest + green * share, b * rest + blue * share


def between(first: str, second: str, share: float) -> Rgb:
    """The mix of two colours: `share` 0 is the first, 1 the second."""
    return mixed(rgb(first), rgb(second), share)


def opacities(rgbas: Any) -> Any:
    """The opacity of each of the colours of a mobject; a number where that is one colour.

    To multiply one number takes a quarter of the time, and most shapes have one colour.
    """
    return float(rgbas[0, 3]) if len(rgbas) == 1 else rgbas[:, 3].copy()


def fill(mobject: VMobject, color: Rgb, opacity: float = 1.0) -> None:
    """Fill one mobject, without its submobjects."""
    mobject.fill_rgbas[:] = (*color, opacity)


def edge(mobject: VMobject, color: Rgb, width: float, opacity: float = 1.0) -> None:
    """Give one mobject, without its submobjects, an edge; `width` is in scene units."""
    mobject.stroke_rgbas[:] = (*color, opacity)
    mobject.stroke_width = width * 100  # Manim's unit is a hundredth
