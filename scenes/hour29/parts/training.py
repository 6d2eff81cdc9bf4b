"""What happens on a medal before its print: a tool arrives, chance is drawn, weights come up."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Color, px
from storyreel.parts.pictogram import Pictogram
from storyreel.parts.shapes import Disc

from .chance import Wheel
from .measures import MIDDLE, RADIUS, Place, arc
from .weights import Weights

HUB = px(50)
"""The radius of a hub."""
LARGE = 1.8
"""The size of a tool while the runs roll with it, relative to the hub that it becomes."""


class Tool(VGroup):
    """A hub with the sign of a tool; invisible at first."""

    def __init__(self, sign: str) -> None:
        self._disc = Disc((0.0, 0.0), HUB, Color.NAVY, role="decor")
        self._sign = Pictogram(sign, (0.0, 0.0), px(56), Color.WHITE)
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
    """The hub, the wheel of chance and the weights of one run, on a medal at `x`."""

    def __init__(self, x: float, ink: str, tool: str, weights: int) -> None:
        self._at = (x, MIDDLE)
        self._tool, self._wheel, self._weights = Tool(tool), Wheel(x, ink), Weights(x, ink, weights)
        super().__init__(self._wheel, self._weights, self._tool)

    def take_tool(self, begin: Place, share: float) -> None:
        """Let the tool fly from a place to the middle of the medal."""
        self._tool.put(arc(begin, self._at, share, px(40)), 0.5 + (LARGE - 0.5) * share)

    def roll(self, distance: float) -> None:
        """Turn the tool as if the medal had rolled to the right by a distance."""
        self._tool.put(self._at, LARGE, -distance / RADIUS)

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
        """Let the weights come up, from the middle outwards."""
        self._weights.spread(share)

    def press(self, share: float) -> None:
        """Press all weights into the hub."""
        self._weights.spread(1.0, share)

    def clear(self, share: float) -> None:
        """Shrink the hub."""
        self._tool.put(self._at, 1 - share, sign=0.0)
