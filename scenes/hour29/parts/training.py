"""What happens on a medal before its print: a tool arrives, chance is drawn, weights come up."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Color, Type, px
from storyreel.parts.pictogram import Pictogram
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Disc
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

from .chance import Wheel
from .measures import MIDDLE, Place, arc
from .weights import Weights

SIGN = "wrench"
HUB = px(50)
"""The radius of a hub."""
LARGE = 1.8
"""The size of a tool on a medal, relative to a hub."""
TOOL_AT = px(70)
"""The height of a tool, from the middle of the medal."""
OF_WEIGHT = 2.14
"""The size of a hub that shows how many weights there are."""
COUNT = Type.HEADING.sized(84)
NAME = Type.HEADING.sized(62)
NAME_AT = -px(62), -px(138)
"""The heights of a tool's name and of its version, from the middle of the medal."""


class Tool(VGroup):
    """A hub with the sign of a tool; invisible at first."""

    def __init__(self) -> None:
        self._disc = Disc((0.0, 0.0), HUB, Color.NAVY, role="decor")
        self._sign = Pictogram(SIGN, (0.0, 0.0), px(56), Color.WHITE)
        self._base = self._disc.points.copy()
        super().__init__(self._disc, self._sign)
        self.put((0.0, 0.0), 0.0)

    def put(self, at: Place, scale: float = 1.0, sign: float = 1.0) -> None:
        """Place it; `sign` is the opacity of its sign."""
        shown = float(scale > 0)
        self._disc.points = self._base * (scale, scale, 1.0) + (*at, 0.0)
        self._disc.set_fill(opacity=shown)
        self._sign.put(at, scale, opacity=sign * shown)


class Training(VGroup):
    """The tool, the wheel of chance and the weights of one run, on a medal at `x`."""

    def __init__(self, x: float, ink: str, tool: tuple[str, str], weights: Weights) -> None:
        """`tool` is its name and version; the hub shows how many weights there are."""
        self._at, self._tool_at, self._weights = (x, MIDDLE), (x, MIDDLE + TOOL_AT), weights
        self._tool, self._wheel = Tool(), Wheel(x, ink)
        lines = zip(tool, NAME_AT, strict=True)
        self._name = Rigid(*(Line(each, NAME, (0.0, y), Color.NAVY, "center") for each, y in lines))
        number = Line(str(weights.count), COUNT, (0.0, 0.0), Color.WHITE, "center")
        self._number = Rigid(number)
        self._veils = Veil(self._name, 0.0), Veil(self._number, 0.0)
        super().__init__(self._wheel, weights, self._tool, self._name, self._number)

    def take_tool(self, begin: Place, share: float) -> None:
        """Let the tool fly from a place to the medal."""
        self._tool.put(arc(begin, self._tool_at, share, px(40)), 0.5 + (LARGE - 0.5) * share)

    def name_tool(self, opacity: float) -> None:
        """Write the name and the version of the tool below it."""
        self._name.place(self._at)
        self._veils[0].set(opacity)

    def put_away(self, share: float) -> None:
        """Let the tool shrink away, and its name fade."""
        self._tool.put(self._tool_at, LARGE * (1 - share))
        self.name_tool(1 - share)

    def open_wheel(self, share: float) -> None:
        """Unfold the wheel and its hub."""
        self._wheel.turn(0.0, share)
        self._tool.put(self._at, share, sign=0.0)

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
