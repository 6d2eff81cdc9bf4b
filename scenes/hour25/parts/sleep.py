"""Sleep: letters that rise from the window of your room, one after another and larger each."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import settle, staggered, steady
from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import TextStyle, px
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line
from storyreel.parts.tone import fill, rgb

_PLACES = (1744.0, 366.0, 54.0), (1769.0, 328.0, 60.0), (1796.0, 290.0, 68.0)
"""Column, row and size of each letter at rest, in pixels."""
_RISE = px(34)
_BOLD = FontId("sans", "bold")
_COLOR = "#EAF1FA"


class Sleep(VGroup):
    """Three equal letters; `rise` shows them one after another, absolutely."""

    def __init__(self, letter: str) -> None:
        self._letters = [
            Line(letter, TextStyle(_BOLD, px(size)), (x_at(x), y_at(y)), _COLOR, "center")
            for x, y, size in _PLACES
        ]
        super().__init__(*self._letters)
        self._rest = [line.points.copy() for line in self._letters]
        self.rise(0.0)

    def rise(self, share: float) -> None:
        """Let each letter rise a little into its place."""
        for index, (line, rest) in enumerate(zip(self._letters, self._rest, strict=True)):
            own = settle(staggered(share, index, len(self._rest), 0.2))
            line.points = rest - np.array((0.0, _RISE * (1 - own), 0.0))
            fill(line, rgb(_COLOR), own)

    def fall_asleep(self, run_time: float) -> Motion:
        """The motion from no letter to all."""
        return Motion(self, self.rise, run_time, steady)
