"""A model: a glowing globe with a letter that hangs from a rail, and the light it reads by."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import closed, ellipse
from storyreel.parts.fills import Stop, with_linear_fill, with_radial_fill
from storyreel.parts.light import Glow
from storyreel.parts.marks import tagged
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.tone import fill, rgb

from .plan import clamp, mix

RADIUS, SMALLEST = px(46), px(7)
DROP, HIGH_DROP = px(84), px(72)
"""How far the middle of the globe hangs below the top of its shelf: above work it hangs higher."""
PARKED = px(108)
"""How far from the right end of its shelf a model waits."""
RAIL = px(9), px(7)
"""How far the rail is below the top of the shelf, and how thick it is."""
IDLE, FULL, HIGH = px(18), px(150), px(450)
"""Heights of a shelf: at the first a model is a small lamp, at the second it is whole."""
MARGIN = px(104)
"""How near to the ends of its shelf a model goes."""
NARROW = px(105)
"""Half the width of the light at the floor of the shelf while a model reads."""

GLASS = (Stop(0.0, "#FFFFFF"), Stop(0.35, "#FFF0B8"), Stop(0.75, "#F6CF57"), Stop(1.0, "#DDA827"))
LIGHT = (Stop(0.0, "#F2BE2C", 0.80), Stop(0.55, "#F4C93F", 0.42), Stop(1.0, "#F6D667", 0.26))


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a model hangs, and how it shines.

    `x` is in scene units. `beam` is the strength of the reading light, from 0 to 1, and `reach`
    half its width at the floor of the shelf. `shine` is how much larger its glow is, from 0 to 1.
    """

    x: float
    beam: float = 0.0
    reach: float = NARROW
    shine: float = 0.0

    def at(self, x: float) -> Seat:
        return replace(self, x=x)


class Model(VGroup):
    """One model; `hang` sets its place in a shelf and its light.

    Its `rail` is a mobject of its own, because it goes through the side of the case.
    """

    def __init__(self, name: str, shelf: Frame, seat: Seat) -> None:
        super().__init__()
        self.rail = Plate(shelf, 0.0, "#7D95B5", role="decor")
        self._beam = _shape(closed((0, 0), (-1, -1), (1, -1)))
        with_linear_fill(self._beam, (0.0, 0.0), (0.0, -1.0), LIGHT)
        self._halo = Glow((0.0, 0.0), 1.0, "#F4C93F", 0.85)
        self._cap = _shape(ellipse((0, 0), 1, 1))
        fill(self._cap, rgb("#28497A"))
        self._globe = with_radial_fill(_shape(ellipse((0, 0), 1, 1)), (-0.25, 0.3), 1.25, GLASS)
        self._name = Line(name, Type.LABEL_STRONG.sized(58), (0.0, 0.0), Color.NAVY, "center")
        self._shape = self._name.points.copy()
        self.add(self._beam, self._halo, self._globe, self._cap, self._name)
        self.hang(shelf, seat)

    def hang(self, shelf: Frame, seat: Seat) -> Model:
        """Hang in a shelf; in a low one the model is a small lamp without a letter."""
        self.shelf, self.seat = shelf, seat
        size = clamp((shelf.height - IDLE) / (FULL - IDLE))
        radius = mix(SMALLEST, RADIUS, size)
        high = _height_share(shelf)
        y = shelf.top - mix(IDLE / 2, mix(DROP, HIGH_DROP, high), size)
        self._set_rail(size)
        self._set_globe((seat.x, y), radius, size)
        self._set_name((seat.x, y), size)
        self._set_beam((seat.x, y - radius * 0.6), radius * 0.8)
        return self

    @property
    def globe(self) -> tuple[float, float]:
        """The middle of the globe: where new tokens come from."""
        return self.seat.x, self.shelf.top - mix(DROP, HIGH_DROP, _height_share(self.shelf))

    def _set_rail(self, size: float) -> None:
        drop, height = RAIL
        top = self.shelf.top - drop
        right = max(self.shelf.right, self.seat.x + px(108))
        self.rail.fit(Frame(self.shelf.left, top - height, right, top), 0.0)
        fill(self.rail, rgb("#7D95B5"), size)

    def _set_globe(self, center: tuple[float, float], radius: float, size: float) -> None:
        x, y = center
        halo = radius * mix(2.1, 3.6, self.seat.shine)
        self._halo.points = ellipse(center, halo, halo)
        self._globe.points = ellipse(center, radius, radius)
        cap, low, high = radius * 0.46, y + radius * 0.86, y + radius * 1.25
        self._cap.points = closed(
            (x - cap, low),
            ((x - cap, low + radius * 0.2), (x - cap * 0.6, high), (x - cap * 0.6, high)),
            (x + cap * 0.6, high),
            ((x + cap * 0.6, high), (x + cap, low + radius * 0.2), (x + cap, low)),
        )
        fill(self._cap, rgb("#28497A"), size)

    def _set_name(self, center: tuple[float, float], size: float) -> None:
        self._name.points = self._shape + np.array([*center, 0.0])
        fill(self._name, rgb(Color.NAVY), clamp((size - 0.9) * 10))

    def _set_beam(self, source: tuple[float, float], half: float) -> None:
        (x, y), shelf, reach = source, self.shelf, self.seat.reach
        left, right = max(x - reach, shelf.left), min(x + reach, shelf.right)
        low = shelf.bottom
        self._beam.points = closed((x - half, y), (left, low), (right, low), (x + half, y))
        fill(self._beam, rgb("#F2BE2C"), self.seat.beam)


def parked(shelf: Frame) -> float:
    """Where the model of a shelf waits."""
    return shelf.right - PARKED


def _height_share(shelf: Frame) -> float:
    """How far a shelf is from its height in the shop (0) to its height at work (1)."""
    return clamp((shelf.height - px(160)) / (HIGH - px(160)))


def _shape(points: np.ndarray) -> VMobject:
    shape = VMobject(fill_opacity=1.0, stroke_width=0.0)
    shape.points = points
    return tagged(shape, Tag("decor"))
