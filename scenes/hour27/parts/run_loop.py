"""The loop of runs: an arrow that turns round once per run, around the number of the run."""

from __future__ import annotations

from math import cos, radians, sin

from manim import Arc, CapStyleType, VGroup

from storyreel.design.easing import glide
from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.curves import closed
from storyreel.parts.motion import Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.solid import filled
from storyreel.parts.text import Line

_RADIUS, _WIDTH = 112.0, 17.0
_OPEN, _HEAD = 62.0, 34.0
"""The gap in degrees, and half the width of the head in pixels."""
_NUMBER = TextStyle(FontId("sans", "extrabold"), px(120), tabular=True)
_FULL_TURN = 360.0
_LATE = 0.85
"""The share of a turn that has the number of the run that it leads to."""


class RunLoop(VGroup):
    """A round arrow with the number of a run inside, from the second on; `turn` goes on to it."""

    def __init__(self, at: tuple[float, float], runs: int) -> None:
        """`at` is the middle in scene units, and `runs` the highest number."""
        self._at, self.run = at, 1
        self._arrow = Rigid(_ring(), _head())
        self._numbers = [
            Line(str(run), _NUMBER, at, Color.NAVY, "center") for run in range(2, runs + 1)
        ]
        super().__init__(self._arrow, *self._numbers)
        self.show_run(1.0)

    def show_run(self, position: float) -> None:
        """Show the arrow between two runs; soon after the first, the number is the later one's."""
        self._arrow.place(self._at, 1.0, -_FULL_TURN * position)
        shown = int(position + _LATE) - 2
        for index, number in enumerate(self._numbers):
            number.set_fill(opacity=1.0 if index == shown else 0.0)

    def turn(self, seconds: float) -> Motion:
        """Turn round once, to the next run."""
        before = self.run
        self.run += 1
        return Motion(self, lambda share: self.show_run(before + share), seconds, glide)


def _ring() -> Arc:
    sweep = radians(_FULL_TURN - _OPEN)
    ring = Arc(px(_RADIUS), 0.0, sweep, stroke_color=Color.NAVY, stroke_width=px(_WIDTH) * 100)
    ring.set_cap_style(CapStyleType.ROUND)
    return ring


def _head() -> Rigid:
    """A triangle at the beginning of the ring, which points clockwise."""
    x, back, tip = _RADIUS, 12.0, -1.35 * _HEAD
    lean = radians(-8)
    corners = [(x - _HEAD, back), (x + _HEAD, back), (x + tip * sin(lean), tip * cos(lean))]
    return Rigid(filled(closed(*corners), Color.NAVY))
