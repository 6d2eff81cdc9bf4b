"""The signal over the gate: a spark runs along the wire to it, and it shows the verdict."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import y_at
from storyreel.design.tokens import Color, px
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.light import Glow
from storyreel.parts.shapes import Disc
from storyreel.parts.tone import fill, rgb

from .night import Night
from .places import WALL, WIRE

_AT = (WALL.left + WALL.right) / 2, y_at(414)
_RADIUS = px(32)
_RUN = 0.7
"""The share of the time in which the spark runs; then the signal turns over."""


class Signal(VGroup):
    """The signal over the gate, open at first; the gate moves only after it has turned over."""

    def __init__(self) -> None:
        self._well = Disc(_AT, _RADIUS * 1.24, "#16294A", role="decor")
        self._badge = StatusBadge(_AT, _RADIUS)
        self._glow = Glow((0.0, 0.0), px(44), Night.PALE_GOLD)
        self._core = Disc((0.0, 0.0), px(8), Color.WHITE, role="decor")
        self._bases = [(each, each.points.copy()) for each in (self._glow, self._core)]
        super().__init__(self._well, self._badge, self._glow, self._core)
        self._spark(0.0, False)

    @property
    def status(self) -> Status:
        """What it shows."""
        return self._badge.status

    def turn(self, before: Status, after: Status, share: float) -> None:
        """Turn from one status to another."""
        self._spark(0.0, False)
        self._badge.turn(before, after, share)

    def tell(self, start: float, before: Status, after: Status, share: float) -> None:
        """Let a spark run along the wire from `start`, then turn from one status to another."""
        run = min(share / _RUN, 1.0)
        self.turn(before, after, max((share - _RUN) / (1 - _RUN), 0.0))
        self._spark(start + (WALL.left - start) * glide(run), 0.0 < run < 1.0)

    def _spark(self, x: float, shown: bool) -> None:
        for each, base in self._bases:
            each.points = base + np.array((x, WIRE, 0.0))
        fill(self._glow, rgb(Night.PALE_GOLD), 0.9 * shown)
        fill(self._core, rgb(Color.WHITE), float(shown))
