"""The planned way of a refused card: a dashed draft that goes from the pen under the lamps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.fonts import FontId
from storyreel.design.layout import y_at
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.curves import closed, outline
from storyreel.parts.motion import Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Strokes
from storyreel.parts.solid import filled
from storyreel.parts.text import Line

from .dashes import dashed
from .place import FOOT

WIDTH, HEIGHT = 256.0, 330.0
"""Of the draft, in pixels."""
_WORDS, _PITCH = TextStyle(FontId("sans", "bold"), px(56)), 74.0
_TRAIL, _APART = y_at(660), px(24)
_HEAD, _THICK = px(28), px(7)
_HIDDEN = px(180)
"""The card that the way begins behind hides this much of it."""


class Redraft(VGroup):
    """A dashed card with words on it; a dashed arrow shows the way that it has come.

    `put` places both absolutely.
    """

    def __init__(self, words: Sequence[str], note: str, start: float, stop: float) -> None:
        """`note` is below the words; the way leads to the left, from `start` to `stop`."""
        self._start, self._stop = start, stop
        corners = closed((-1, 0), (1, 0), (1, 1), (-1, 1)) * (px(WIDTH / 2), px(HEIGHT), 1.0)
        heights = [HEIGHT - _PITCH * (each + 0.8) for each in range(len(words))]
        lines = [
            Line(word, _WORDS, (0.0, px(y)), Color.SLATE, "center")
            for word, y in zip((*words, note), (*heights, _PITCH * 0.8), strict=True)
        ]
        sheet = filled(closed((-1, 0), (1, 0), (1, 1), (-1, 1)), "#F7F9FC")
        sheet.points = corners.copy()
        self._sheet = Rigid(sheet, dashed(corners, role="decor"), *lines)
        self._trail = dashed(outline((start, _TRAIL), (stop + self._clear, _TRAIL)), _THICK)
        head = (_HEAD, _HEAD * 0.8), (0.0, 0.0), (_HEAD, -_HEAD * 0.8)
        self._head = Strokes(head, color=Color.SLATE, width=_THICK)
        self._corners = self._head.points.copy()
        super().__init__(self._trail, self._head, self._sheet)
        self.put(start)

    def put(self, x: float) -> None:
        """Place the draft, and let the arrow end beside it."""
        self.x = x
        self._sheet.place((x, FOOT))
        tip = min(x + self._clear, self._start)
        way = self._start - tip
        self._trail.show_part(0.0, way / (self._start - self._stop - self._clear))
        self._head.points = self._corners + np.array((tip, _TRAIL, 0.0))
        self._head.set_stroke(opacity=min(max(way / _HIDDEN - 1, 0.0), 1.0))

    def go(self, x: float, seconds: float) -> Motion:
        """Go on to another place."""
        before = self.x
        return Motion(self, lambda share: self.put(before + (x - before) * share), seconds, glide)

    @property
    def _clear(self) -> float:
        """From the middle of the draft to the tip of the arrow."""
        return px(WIDTH / 2) + _APART
