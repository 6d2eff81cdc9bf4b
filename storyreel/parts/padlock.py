"""A padlock that snaps shut."""

from __future__ import annotations

import numpy as np
from manim import PI, Arc, CapStyleType

from storyreel.design.easing import overshoot
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Motion
from storyreel.parts.shape import ShapeGroup
from storyreel.parts.shapes import Disc, Plate, Strokes

LIFT = px(34)


class Padlock(ShapeGroup):
    """A padlock around `center`, `size` wide; it is open at first."""

    def __init__(self, center: tuple[float, float], size: float) -> None:
        super().__init__()
        x, y = center
        half, height = size / 2, size * 0.78
        body = Plate(Frame(x - half, y - height, x + half, y), size * 0.16, Color.NAVY)
        radius, thick = size * 0.3, size * 0.13
        arc = Arc(radius, 0.0, PI, arc_center=(x, y + size * 0.22, 0.0))
        arc.set_stroke(Color.NAVY, thick * 100)
        legs = Strokes(
            ((x - radius, y - px(10)), (x - radius, y + size * 0.22)),
            ((x + radius, y - px(10)), (x + radius, y + size * 0.22)),
            color=Color.NAVY,
            width=thick,
        )
        arc.set_cap_style(CapStyleType.BUTT)
        keyhole = Disc((x, y - height * 0.48), size * 0.12, Color.GOLD, role="decor")
        self._shackle = [(leaf, leaf.points.copy()) for leaf in (tagged(arc, Tag("graphic")), legs)]
        self.add(arc, legs, body, keyhole)
        self.close_to(0.0)

    def close_to(self, share: float) -> None:
        """Set the shackle: 0 is open, 1 is closed."""
        for leaf, points in self._shackle:
            leaf.points = points + np.array([0.0, LIFT * (1 - share), 0.0])

    def snap(self, run_time: float = Seconds.QUICK) -> Motion:
        """Close, with a small rebound."""
        return Motion(self, self.close_to, run_time, overshoot)
