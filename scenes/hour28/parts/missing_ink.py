"""The ink that a new jar does not have yet: the outline of a full jar's, in dashes."""

from __future__ import annotations

from manim import CapStyleType, VGroup

from scenes.hour28.outlines import LEVEL, NOTHING, ink
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, px
from storyreel.parts.arc_length import MeasuredPath
from storyreel.parts.curves import placed
from storyreel.parts.solid import filled

INSET = 9
"""From the glass to the dashes, in pixels of a jar at scale 1."""

DASH, GAP = px(14), px(12)


class MissingInk(VGroup):
    """The dashed outline of the ink that a full jar of a scale has."""

    def __init__(self, scale: float) -> None:
        path = MeasuredPath(ink(LEVEL, INSET) * scale * px(1))
        self._outline = path.dashes_between((0.0, path.length), DASH, GAP, 0.0)
        self.dashes = filled(NOTHING, role="graphic").set_fill(opacity=0.0)
        self.dashes.set_stroke(Color.SLATE, px(6) * 100, 1.0).set_cap_style(CapStyleType.ROUND)
        super().__init__(self.dashes)

    def pose(self, x: float, y: float) -> None:
        """Put the foot of the jar at a pixel of the frame."""
        self.dashes.points = placed(self._outline, (x_at(x), y_at(y)))
