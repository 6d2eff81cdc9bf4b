"""The ink that a new jar does not have yet: its outline in dashes, and what the jar is."""

from __future__ import annotations

from manim import CapStyleType, VGroup

from scenes.hour28.outlines import LEVEL, NOTHING, ink
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.solid import filled
from storyreel.parts.text import Line
from storyreel.parts.traces import DashedTrace
from storyreel.parts.veil import Veil

INSET = 9
"""From the glass to the dashes, in pixels of a jar at scale 1."""

DASH, GAP = 14, 12
"""In pixels."""

WORD_ABOVE = 66
"""The middle of the word above the foot, in pixels of a jar at scale 1."""


class MissingInk(VGroup):
    """The dashed outline of the ink that a full jar of a scale has, with its foot at a pixel."""

    def __init__(self, word: str, at: tuple[float, float], scale: float) -> None:
        foot = (x_at(at[0]), y_at(at[1]), 0.0)
        outline = filled(ink(LEVEL, INSET) * scale, role="graphic")
        outline.set_stroke(Color.SLATE, px(6) * 100, 1.0).set_cap_style(CapStyleType.ROUND)
        outline.points = outline.points + foot
        self.dashes = DashedTrace(outline, px(DASH), px(GAP))
        above = (foot[0], foot[1] + px(WORD_ABOVE) * scale)
        self.word = Line(word, Type.LABEL_STRONG, above, Color.SLATE, "center")
        super().__init__(self.dashes, self.word)
        self._letters, self._veil = self.word.points.copy(), Veil(self.word)
        self.draw(0.0)

    def draw(self, share: float) -> None:
        """Show a share of the outline, from its top left around the floor; at last the word."""
        self.dashes.show_part(0.0, share)
        seen = max(0.0, 3 * share - 2)
        self.word.points = self._letters if seen else NOTHING
        self._veil.set(seen)
