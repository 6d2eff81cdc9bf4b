"""The ink that a new jar does not have yet: the outline of a full jar's, in dashes."""

from __future__ import annotations

import numpy as np
from manim import CapStyleType, VGroup

from scenes.hour28.outlines import LEVEL, NOTHING, ink
from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.arc_length import MeasuredPath
from storyreel.parts.solid import filled
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

INSET = 9
"""From the glass to the dashes, in pixels of a jar at scale 1."""

DASH, GAP = px(14), px(12)
BESIDE = 74
"""From the middle of the jar to the word, in pixels of a jar at scale 1."""

_WORD = TextStyle(FontId("sans", "bold"), px(56))


class MissingInk(VGroup):
    """The dashed outline of the ink that a full jar of a scale has, with its foot at a pixel.

    A word beside the upper end says what so much ink means.
    """

    def __init__(self, at: tuple[float, float], scale: float, word: str) -> None:
        foot = np.array([x_at(at[0]), y_at(at[1]), 0.0])
        path = MeasuredPath(ink(LEVEL, INSET) * scale * px(1) + foot)
        self._outline = path.dashes_between((0.0, path.length), DASH, GAP, 0.0)
        self.dashes = filled(NOTHING, role="graphic").set_fill(opacity=0.0)
        self.dashes.set_stroke(Color.SLATE, px(6) * 100, 1.0).set_cap_style(CapStyleType.ROUND)
        level = at[0] + BESIDE * scale, at[1] - LEVEL * scale
        line = Line(word, _WORD, (x_at(level[0]), y_at(level[1])), Color.SLATE)
        super().__init__(self.dashes, line)
        self._word = Veil(line)
        self._word.set(0.0)

    def reveal(self, share: float) -> None:
        """Set the opacity; all dashes come together, as nothing rises in the jar."""
        self.dashes.points = self._outline if share else NOTHING
        self.dashes.set_stroke(opacity=share)
        self._word.set(share)
