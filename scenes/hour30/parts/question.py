"""The twelfth lamp: hung where something was wrong, and the thread that shows what."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import y_at
from storyreel.design.tokens import px
from storyreel.parts.badge import StatusBadge
from storyreel.parts.curves import ellipse, outline
from storyreel.parts.fills import Stop, with_linear_fill, with_soft_edge
from storyreel.parts.lamp import GOLD, Beam, Lamp
from storyreel.parts.light import Glow
from storyreel.parts.shapes import Strokes
from storyreel.parts.tone import fill, rgb

from .filled import shape
from .night import Night
from .places import LAND, LOWER, RIM, UPPER, slot, toward

X = slot(6.5)
_RIM, _ABOVE = RIM, LAND.top
_FLOOR, _FOOT = y_at(798), px(580)
_LAMP, _BADGE = px(120), px(32)
_BEAM = Beam(X, _RIM, _FLOOR, px(54), _FOOT)
_DEPTH = px(74)
"""Half the height of the pool on the road."""
_LANDS = 0.75
"""The share of its height at which the light reaches the road."""
_CORE = (
    Stop(0.0, Night.BEAM, 0.36),
    Stop(0.22, Night.BEAM, 0.1),
    Stop(0.5, Night.BEAM, 0.0),
    Stop(1.0, Night.BEAM, 0.0),
)
"""The brightest light, near the lamp."""


class Question(VGroup):
    """A golden lamp, its light over the long text, and its badge."""

    def __init__(self) -> None:
        self.lamp = Lamp(_LAMP, GOLD)
        self.light = _Tent()
        self.badge = StatusBadge((X, _RIM), _BADGE)
        super().__init__(self.light, self.lamp, self.badge)
        self.drop(0.0)
        self.shine(0.0)

    def drop(self, share: float) -> None:
        """Let the lamp down from above the stage; 0 is out of sight."""
        rim = _ABOVE + (_RIM - _ABOVE) * share
        self.lamp.hang(X, max(LAND.top, rim + px(50)), rim)
        self.badge.put((X, rim - px(42)))

    def shine(self, reach: float, brightness: float = 1.0) -> None:
        """Let the light fall; at reach 1 it is on the road."""
        self.lamp.shine(1.0 if reach > 0 else 0.0)
        self.light.cast(reach, brightness)


class _Tent(VGroup):
    """The light of the golden lamp: a tent over the long text, and a bright pool on the road."""

    def __init__(self) -> None:
        self._pool = with_soft_edge(shape(ellipse((0.0, 0.0), 1.0, 1.0), Night.BEAM), px(9))
        self._air = with_soft_edge(shape(_BEAM.points(), Night.BEAM), px(7))
        self._core = shape(_BEAM.narrowed(0.97).points(), Night.BEAM)
        with_linear_fill(self._core, (X, _RIM), (X, _FLOOR), _CORE)
        self._glow = Glow((X, _RIM), px(110), Night.PALE_GOLD)
        super().__init__(self._air, self._core, self._pool, self._glow)

    def cast(self, reach: float, brightness: float) -> None:
        """Let the light fall down to a share of its height; 0 is dark, brightness 1 is usual."""
        on, low = brightness if reach > 0 else 0.0, max(reach, 0.01)
        self._air.points = _BEAM.points(low)
        self._core.points = _BEAM.narrowed(0.97).points(low)
        landed = landing(reach)
        depth = _DEPTH * min(2 * landed / _FOOT, 1.0)
        self._pool.points = ellipse((X, _FLOOR), max(landed, px(1)), max(depth, px(1)))
        fill(self._air, rgb(Night.BEAM), 0.27 * on)
        fill(self._core, rgb(Night.BEAM), min(on, 1.0))
        fill(self._pool, rgb(Night.BEAM), 0.92 * on if landed > 0 else 0.0)
        fill(self._glow, rgb(Night.PALE_GOLD), 0.26 * on + 6 * max(brightness - 1, 0.0))


def landing(reach: float) -> float:
    """Half the width of the pool on the road when the light has fallen so far."""
    return _FOOT * max((reach - _LANDS) / (1 - _LANDS), 0.0)


class Thread(VGroup):
    """A gold thread from a letter on the wire to a letter on the road."""

    def __init__(self, upper: int, lower: int) -> None:
        self._top = slot(upper), UPPER - px(22)
        self._end = slot(lower), LOWER + px(74)
        self._line = Strokes((self._top, self._end), color=Night.GOLD, width=px(8))
        super().__init__(self._line)
        self.fall(0.0)

    def fall(self, share: float) -> None:
        """Let the thread down; 0 is out of sight, at 1 it reaches the road."""
        self._line.points = outline(self._top, toward(self._top, self._end, share))
        self._line.set_stroke(opacity=1.0 if share > 0 else 0.0)
