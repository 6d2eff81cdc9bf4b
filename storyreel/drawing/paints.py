"""How paths are painted: colours and gradients, strokes and soft shadows."""

from __future__ import annotations

import struct
from enum import IntEnum
from math import ceil, hypot
from typing import TypeAlias

from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Point, Quanta
from storyreel.drawing.value import derived, value

_RADIAL, _PLACED = 1 << 31, 1 << 30
"""Bits in the packed count of colours: a radial gradient, and colours at given offsets."""

_THINNEST = 256
"""Quanta, a quarter of a pixel at 8K: the least width of a radial gradient's ellipse."""


_FAINT = ((810, 4), (1923, 6), (5648, 8), (10511, 9), (20693, 10), (43124, 11))
"""Pairs of alpha, up to 65535, and quarters of sigma: a shadow of at most this alpha is invisible
that far outside its shape, below half a step of an 8-bit channel."""

Rgba: TypeAlias = tuple[int, int, int, int]
"""Straight (not premultiplied) sRGB colour and alpha, each from 0 to 65535."""


class Join(IntEnum):
    """How two segments of a stroke are joined."""

    MITER = 0
    ROUND = 1
    BEVEL = 2


class Cap(IntEnum):
    """How an open stroke ends."""

    BUTT = 0
    ROUND = 1
    SQUARE = 2


def is_visible_ellipse(center: Point, radii: tuple[Point, Point]) -> bool:
    """Whether an ellipse with the ends of two conjugate radii is thick enough to be seen."""
    (x, y), ((ax, ay), (bx, by)) = center, radii
    area = abs((ax - x) * (by - y) - (ay - y) * (bx - x))
    longest = max(hypot(ax - x, ay - y), hypot(bx - x, by - y))
    return area >= _THINNEST * max(longest, _THINNEST)


@value(eq=True)
class Paint:
    """One colour, or a gradient between colours that are not premultiplied.

    A linear gradient runs from `start` to `end`. One with a `side` is radial: it runs outwards from
    `start` to the ellipse of which `end` and `side` are the ends of two conjugate radii, so every
    affine map of its points maps the gradient. The last colour continues beyond.

    `offsets` places the colours, from 0 at the start to 65535 at the end, in ascending order;
    without it they are evenly spaced.
    """

    colors: tuple[Rgba, ...]
    start: Point = (0, 0)
    end: Point = (0, 0)
    side: Point | None = None
    offsets: tuple[int, ...] = ()

    @classmethod
    def radial(
        cls,
        colors: tuple[Rgba, ...],
        center: Point,
        radii: tuple[Point, Point],
        offsets: tuple[int, ...] = (),
    ) -> Paint:
        """A radial gradient with the ends of two conjugate radii.

        The last colour alone where the ellipse is thinner than can be seen.
        """
        if not is_visible_ellipse(center, radii):
            return cls(colors[-1:])
        return cls(colors, center, radii[0], radii[1], offsets)

    @property
    def shares(self) -> list[float]:
        """Where the colours of a gradient are, from 0 to 1."""
        if self.offsets:
            return [offset / 65535 for offset in self.offsets]
        return [place / (len(self.colors) - 1) for place in range(len(self.colors))]

    @property
    def visible(self) -> bool:
        return any(color[3] for color in self.colors)

    @property
    def opaque(self) -> bool:
        return all(color[3] == 65535 for color in self.colors)

    @derived
    def packed(self) -> bytes:
        flat = [channel for color in self.colors for channel in color]
        head = len(self.colors) | (_RADIAL if self.side else 0) | (_PLACED if self.offsets else 0)
        plain = struct.pack(f"<I{len(flat)}H4i", head, *flat, *self.start, *self.end)
        if not (self.side or self.offsets):
            return plain
        side = struct.pack("<2i", *self.side) if self.side else b""
        return plain + side + struct.pack(f"<{len(self.offsets)}H", *self.offsets)


@value(eq=True)
class Stroke:
    """A line along a path; `width` is its full width."""

    paint: Paint
    width: Quanta
    join: Join = Join.MITER
    cap: Cap = Cap.BUTT

    @derived
    def packed(self) -> bytes:
        return struct.pack("<iBB", self.width, self.join, self.cap) + self.paint.packed

    def reach(self, path: Path) -> Quanta:
        """How far the line can extend beyond the path."""
        factor = 2**0.5 if self.cap is Cap.SQUARE else 1.0
        if self.join is Join.MITER:
            factor = max(factor, path.spike)
        return ceil(self.width / 2 * factor)


@value(eq=True)
class Shadow:
    """A soft shadow of the filled path, painted below it; `sigma` is the Gaussian blur's."""

    dx: Quanta
    dy: Quanta
    sigma: Quanta
    color: Rgba

    @derived
    def packed(self) -> bytes:
        return struct.pack("<3i4H", self.dx, self.dy, self.sigma, *self.color)

    @property
    def reach(self) -> Quanta:
        """How far it is visible outside the shape."""
        quarters = next((quarters for alpha, quarters in _FAINT if self.color[3] <= alpha), 12)
        return -(-self.sigma * quarters // 4)
