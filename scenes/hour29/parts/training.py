"""What happens on a medal before its print: a tool arrives, chance is drawn, weights come up."""

from __future__ import annotations

from math import pi

from manim import VGroup

from storyreel.design.tokens import Color, Type, px
from storyreel.parts.pictogram import Pictogram
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Disc
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

from .chance import Wheel
from .measures import MIDDLE, RADIUS, Place, arc
from .weights import Weights

SIGN = "wrench"
HUB = px(50)
"""The radius of a hub."""
LARGE = 1.8
"""The size of a tool on a medal, relative to the hub that it becomes."""
OF_WEIGHT = 2.14
"""The size of a hub that shows how many weights there are."""
COUNT = Type.HEADING.sized(84)
NAME = Type.HEADING.sized(62)
NAME_AT = -px(142)
"""The height of a tool's name, from the middle of the medal."""


class Tool(VGroup):
    """A hub with the sign of a tool; invisible at first."""

    def __init__(self) -> None:
        self._disc = Disc((0.0, 0.0), HUB, Color.NAVY, role="decor")
        self._sign = Pictogram(SIGN, (0.0, 0.0), px(56), Color.WHITE)
        self._base = self._disc.points.copy()
        super().__init__(self._disc, self._sign)
        self.put((0.0, 0.0), 0.0)

    def put(self, at: Place, scale: float = 1.0, angle: float = 0.0, sign: float = 1.0) -> None:
        """Place it: `angle` is anticlockwise in radians, `sign` the opacity of its sign."""
        shown = float(scale > 0)
        self._disc.points = self._base * (scale, scale, 1.0) + (*at, 0.0)
        self._disc.set_fill(opacity=shown)
        self._sign.put(at, scale, angle, sign * shown)


class Training(VGroup):
    """The tool, the wheel of chance and the weights of one run, on a medal at `x`."""

    def __init__(self, x: float, ink: str, tool: str, weights: Weights) -> None:
        """`tool` is the name of the tool; the hub shows how many weights there are."""
        self._at, self._weights = (x, MIDDLE), weights
        self._tool, self._wheel = Tool(), Wheel(x, ink)
        self._name = Rigid(Line(tool, NAME, (0.0, 0.0), Color.NAVY, "center"))
        number = Line(str(weights.count), COUNT, (0.0, 0.0), Color.WHITE, "center")
        self._number = Rigid(number)
        self._veils = Veil(self._name, 0.0), Veil(self._number, 0.0)
        super().__init__(self._wheel, weights, self._tool, self._name, self._number)

    def take_tool(self, begin: Place, share: float) -> None:
        """Let the tool fly from a place to the middle of the medal."""
        self._tool.put(arc(begin, self._at, share, px(40)), 0.5 + (LARGE - 0.5) * share)

    def name_tool(self, opacity: float) -> None:
        """Write the name of the tool below it."""
        x, y = self._at
        self._name.place((x, y + NAME_AT))
        self._veils[0].set(opacity)

    def forget_name(self, share: float) -> None:
        """Let the name of the tool fade."""
        self.name_tool(1 - share)

    def roll(self, distance: float) -> None:
        """Turn the tool as if the medal had rolled to the right by a distance."""
        self._tool.put(self._at, LARGE, -distance / RADIUS)

    def work(self, distance: float, share: float) -> None:
        """Turn the tool once, from where it is after the medal has rolled by a distance."""
        self._tool.put(self._at, LARGE, -distance / RADIUS - 2 * pi * share)

    def open_wheel(self, share: float) -> None:
        """Unfold the wheel from the tool, which becomes its hub."""
        self._wheel.turn(0.0, share)
        self._tool.put(self._at, LARGE + (1 - LARGE) * share, sign=1 - share)

    def turn_wheel(self, turns: float) -> None:
        """Turn the wheel clockwise, from where its marked field is at the top."""
        self._wheel.turn(turns)

    def fold_wheel(self, turns: float, share: float) -> None:
        """Fold the wheel, turned as `turn_wheel` does, into the hub."""
        self._wheel.turn(turns, 1 - share)

    def spread(self, share: float) -> None:
        """Let the weights come up around the hub, which shows how many there are."""
        self._weights.spread(share)
        self._show_number(1 + (OF_WEIGHT - 1) * share, max(share * 4 - 3, 0.0))

    def bend(self, share: float) -> None:
        """Let all weights go to their places on the ridges; the hub shrinks."""
        self._weights.spread(1.0, share)
        self._show_number(OF_WEIGHT * max(1 - 2 * share, 0.0), max(1 - 2 * share, 0.0))

    def clear(self) -> None:
        """Leave the weights to the print."""
        self._weights.spread(0.0)

    def _show_number(self, hub: float, share: float) -> None:
        self._tool.put(self._at, hub, sign=0.0)
        self._number.place(self._at, max(share, 1e-3))
        self._veils[1].set(float(share > 0))
