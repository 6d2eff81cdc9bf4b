"""The weights of a run: dots that spread over its medal, and line up as the ridges of its print."""

from __future__ import annotations

from math import pi, sqrt

import numpy as np
import numpy.typing as npt
from manim import VMobject

from storyreel.design.tokens import px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import ellipse
from storyreel.parts.marks import tagged

from .fingerprint import places_on_ridges
from .measures import FIELD, MIDDLE, PRINT

DOT = px(4.2)
HUB = px(114)
"""No dot at rest is nearer to the middle."""
GOLDEN = pi * (3 - sqrt(5))
"""The angle between one dot and the next, as in a sunflower."""
FRONT = 0.16
"""The share of the dots that grow at a time."""
GROUP = 47
"""How many dots, equally far from the middle, are sorted by their direction."""

Places = npt.NDArray[np.float64]


class Weights(VMobject):
    """The weights of a run, a dot for each, in the order of a sunflower; invisible at first."""

    def __init__(self, x: float, ink: str, count: int, digest: str) -> None:
        super().__init__(fill_color=ink, fill_opacity=1.0, stroke_width=0.0)
        tagged(self, Tag("decor"))
        self.count = count
        self._x, self._starts = x, np.arange(count) / count
        self._rest = _sunflower(count)
        self._ridges = _matched(self._rest, places_on_ridges(digest, count) * PRINT)
        self._dot = ellipse((0.0, 0.0), DOT, DOT)
        self.spread(0.0)

    def spread(self, share: float, bent: float = 0.0) -> None:
        """`share` is how many are there, from the middle outwards; `bent` is how far all have
        gone to their places on the ridges of the print."""
        grown = np.clip((share * (1 + FRONT) - self._starts) / FRONT, 0.0, 1.0)
        places = np.zeros((len(grown), 3))
        places[:, :2] = self._rest + (self._ridges - self._rest) * bent + (self._x, MIDDLE)
        dots = self._dot * grown[:, None, None]
        self.points = (dots + places[:, None, :]).reshape(-1, 3)
        self.set_fill(opacity=float(share > 0))


def _sunflower(count: int) -> Places:
    index = np.arange(count)
    inner, outer = HUB**2, (FIELD - DOT * 1.6) ** 2
    radii = np.sqrt(inner + (outer - inner) * (index + 0.5) / count)
    return np.stack([np.sin(index * GOLDEN) * radii, np.cos(index * GOLDEN) * radii], axis=1)


def _matched(places: Places, others: Places) -> Places:
    """The others, reordered so that each place has one about as far out in its direction."""
    found = np.empty_like(others)
    for start in range(0, len(places), GROUP):
        group = slice(start, start + GROUP)
        order, other_order = (
            np.argsort(np.arctan2(*each[group].T), kind="stable") for each in (places, others)
        )
        found[group][order] = others[group][other_order]
    return found
