"""The ink that a new jar does not have yet: its outline in dashes, and what the jar is."""

from __future__ import annotations

import numpy as np
from manim import CapStyleType, VGroup

from scenes.hour28.outlines import LEVEL, NOTHING, ink
from scenes.hour28.shares import between, part
from storyreel.design.easing import glide
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.arc_length import MeasuredPath
from storyreel.parts.solid import filled
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

INSET = 9
"""From the glass to the dashes, in pixels of a jar at scale 1."""

LOWEST = 26
"""The level that the outline begins with, in pixels of a jar at scale 1."""

DASH, GAP = px(14), px(12)

WORD_ABOVE = 66
"""The middle of the word above the foot, in pixels of a jar at scale 1."""


class MissingInk(VGroup):
    """The dashed outline of the ink that a full jar of a scale has, with its foot at a pixel."""

    def __init__(self, word: str, at: tuple[float, float], scale: float) -> None:
        self.foot, self.enlarged = np.array([x_at(at[0]), y_at(at[1]), 0.0]), scale * px(1)
        self.dashes = filled(NOTHING, role="graphic").set_fill(opacity=0.0)
        self.dashes.set_stroke(Color.SLATE, px(6) * 100, 1.0).set_cap_style(CapStyleType.ROUND)
        above = (x_at(at[0]), y_at(at[1]) + WORD_ABOVE * self.enlarged)
        self.word = Line(word, Type.LABEL_STRONG.sized(45), above, Color.SLATE, "center")
        super().__init__(self.dashes, self.word)
        self._letters, self._veil = self.word.points.copy(), Veil(self.word)
        self.draw(0.0)

    def draw(self, share: float) -> None:
        """Let the outline rise from the floor to its level, and at last show the word."""
        self.dashes.points = self._outline(glide(part(share, 0.0, 0.7))) if share else NOTHING
        seen = part(share, 0.7, 1.0)
        self.word.points = self._letters if seen else NOTHING
        self._veil.set(seen)

    def _outline(self, risen: float) -> np.ndarray:
        """The dashes up to a share of the level; those along the walls stay where they are."""
        level = between(LOWEST, LEVEL, risen)
        path = MeasuredPath(ink(level, INSET) * self.enlarged + self.foot)
        phase = (LEVEL - level) * self.enlarged
        return path.dashes_between((0.0, path.length), DASH, GAP, phase)
