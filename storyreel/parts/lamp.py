"""A pendant lamp and its light: the sign for a check that is being made."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from manim import DOWN, RIGHT, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.curves import Curve, Points, closed, ellipse
from storyreel.parts.fills import with_soft_edge
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.rigid import Rigid
from storyreel.parts.shape import Shape, ShapeGroup
from storyreel.parts.shapes import Disc, Plate, Strokes
from storyreel.parts.solid import filled, shaded
from storyreel.parts.tone import between, fill, rgb

WIDTH, HEIGHT = 220.0, 88.0
"""Of the shade, in pixels, as it is drawn; a lamp scales it."""
_FEATHER = (1.0, 0.95, 0.89)
"""The widths of the layers of a beam, which soften its edges."""


@dataclass(frozen=True, slots=True)
class Finish:
    """The colours of a lamp: its shade from left to right, its rim when dark and lit, its cord.

    `glass` is the bulb without light.
    """

    shade: tuple[str, str, str, str]
    dark: str
    lit: str
    cord: str
    glass: str = "#DDE4EC"


NAVY = Finish(("#12294A", "#31557F", Color.NAVY, "#0F2240"), "#10233F", Color.GOLD, Color.NAVY)
STEEL = Finish(("#37547F", "#A9BCD6", "#5A78A2", "#37547F"), "#2A466F", Color.WHITE, "#7E96B8")
GOLD = Finish(("#8F7323", "#F0DB93", "#CDA62B", "#8F7323"), "#6F5A1A", "#FFF3CF", Color.GOLD)
"""Finishes: navy on a light ground; steel and gold in the dark."""


class Lamp(ShapeGroup):
    """A pendant lamp: a cord and a bell with a bulb, dark or lit.

    `hang` places it and `shine` lights it; each sets what it names absolutely.
    """

    def __init__(self, width: float = px(WIDTH), finish: Finish = NAVY) -> None:
        """`width` is that of the shade, in scene units."""
        self._scale, self._finish = width / px(WIDTH), finish
        self._cord = Strokes(((0.0, 0.0), (0.0, 1.0)), color=finish.cord, width=px(4))
        self._cord.stroke_width *= self._scale
        self._bulb = Disc((0.0, px(4)), px(26), finish.glass, role="decor")
        self._rim = Plate(_frame(-111, -4, 111, 5), px(4.5), finish.dark, role="decor")
        self._shade = shaded(filled(bell()), *finish.shade).set_sheen_direction(RIGHT)
        with_shadow(self._shade, SoftShadow(0.0, -px(6), px(7), Color.NAVY, 0.16))
        self._head = Rigid(self._bulb, self._shade, self._rim)
        super().__init__(self._cord, self._head)
        self.hang(0.0, px(120), 0.0)

    @property
    def mouth(self) -> float:
        """Half the width of the opening that the light leaves."""
        return px(WIDTH / 2 - 6) * self._scale

    def hang(self, x: float, ceiling: float, rim: float, tilt: float = 0.0) -> None:
        """Hang the lamp at `x` from `ceiling`, with the lower edge of its shade at `rim`.

        `tilt` in degrees turns the shade about the end of its cord.
        """
        height = px(HEIGHT) * self._scale
        lean = np.radians(tilt)
        self._head.place((x + height * np.sin(lean), rim), self._scale, tilt)
        knot = rim + height
        self._cord.points = np.linspace((x, ceiling, 0.0), (x, knot - px(6), 0.0), 4)

    def shine(self, brightness: float) -> None:
        """Light the bulb and the rim; `brightness` is from 0 to 1."""
        fill(self._bulb, between(self._finish.glass, "#FFF1B8", brightness))
        fill(self._rim, between(self._finish.dark, self._finish.lit, brightness))


@dataclass(frozen=True, slots=True)
class Beam:
    """The space that the light of a lamp fills, from its rim down to the floor, in scene units."""

    x: float
    rim: float
    floor: float
    mouth: float
    """Half the width at the rim."""
    foot: float
    """Half the width on the floor."""

    def narrowed(self, share: float) -> Beam:
        """The middle part of the beam, this share of its width."""
        return replace(self, mouth=self.mouth * share, foot=self.foot * share)

    def points(self, reach: float = 1.0) -> np.ndarray:
        """The outline down to a share of its height, as Manim stores it: shape (16, 3)."""
        low = self.rim + (self.floor - self.rim) * reach
        foot = self.mouth + (self.foot - self.mouth) * reach
        corners = np.zeros((4, 3))
        corners[:, 0] = self.x - self.mouth, self.x + self.mouth, self.x + foot, self.x - foot
        corners[:, 1] = self.rim, self.rim, low, low
        ends = np.roll(corners, -1, axis=0)
        thirds = [corners + (ends - corners) * share for share in (0, 1 / 3, 2 / 3, 1)]
        return np.stack(thirds, axis=1).reshape(-1, 3)


class LampLight(ShapeGroup):
    """The light of a lamp: a glow around the bulb, a beam with soft edges, and a pool below."""

    def __init__(self, color: str = "#F0CF63", strength: tuple[float, float] = (0.8, 0.3)) -> None:
        """`strength` is the opacity of the beam at the rim and on the floor."""
        self._color, self._strength = color, strength
        self._glow, self._pool, self._edge = (_blurred(color, each) for each in (34, 10, 9))
        self._layers = [_falling(color) for _ in _FEATHER]
        super().__init__(self._glow, self._pool, self._edge, *self._layers)

    def cast(self, beam: Beam, brightness: float, reach: float = 1.0) -> None:
        """Fill `beam` with light down to a share of its height; brightness 0 is dark."""
        high, low = self._strength
        self._edge.points = beam.points(reach)
        shares = np.array((high, low)) * brightness / len(_FEATHER)
        for width, layer in zip(_FEATHER, self._layers, strict=True):
            layer.points = beam.narrowed(width).points(reach)
            layer.fill_rgbas = np.array([(*rgb(self._color), share) for share in shares])
        self._glow.points = ellipse((beam.x, beam.rim), beam.mouth, beam.mouth)
        self._pool.points = ellipse((beam.x, beam.floor), beam.foot, beam.foot * 0.13)
        landed = max(reach - 0.9, 0.0) * 10
        for shape, opacity in ((self._glow, 0.6), (self._pool, 0.75 * landed), (self._edge, low)):
            fill(shape, rgb(self._color), opacity * brightness)


def _blurred(color: str, blur: float) -> VMobject:
    """A patch of light without a sharp edge; `blur` is in pixels."""
    shape = Shape(color)
    fill(shape, rgb(color), 0.0)
    return with_soft_edge(shape, px(blur))


def _falling(color: str) -> VMobject:
    """A layer of a beam, with a gradient from its top to its bottom."""
    layer = Shape(color)
    return layer.set_sheen_direction(DOWN)


def bell() -> Points:
    """The outline of a shade in pixels about the middle of its lower edge."""
    half, top = WIDTH / 2, HEIGHT
    cap: Curve = (-7, top + 6), (7, top + 6), (20, top)
    right: Curve = (34, top - 30), (100, top - 38), (half, 0)
    left: Curve = (-100, top - 38), (-34, top - 30), (-20, top)
    return closed((-20, top), cap, right, (-half, 0), left)


def _frame(left: float, bottom: float, right: float, top: float) -> Frame:
    return Frame(px(left), px(bottom), px(right), px(top))
