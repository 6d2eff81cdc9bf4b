"""What is saved: two bars to scale, what it was and what is left of it."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Motion, Type, Weight, px
from storyreel.film.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Motion as Change
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line

GAP = px(8)
RADIUS = px(10)
INSIDE = px(28)


class Saving(VGroup):
    """The bar before over the bar after; `words` and `less` come by themselves."""

    def __init__(
        self, frame: Frame, amounts: tuple[float, float], texts: tuple[str, str, str], less: str
    ) -> None:
        super().__init__()
        self.before, lower = frame.rows((1.0, 1.0), GAP)
        share = amounts[1] / amounts[0]
        self.after = Frame(lower.left, lower.bottom, lower.left + lower.width * share, lower.top)
        self.plates = (
            Plate(self.before, RADIUS, Color.CELL, Color.LINE, Weight.LINE),
            Plate(self.after, RADIUS, Color.NAVY),
        )
        self.add(*self.plates)
        name, was, now = texts
        y, below = self.before.center[1], self.after.center[1]
        end = self.before.right - INSIDE
        self.words = VGroup(
            Line(name, Type.LABEL_STRONG, (self.before.left + px(64), y), Color.NAVY),
            Line(was, Type.LABEL, (end, y), Color.CHARCOAL, "right", "number"),
            Line(now, Type.LABEL, (self.after.right - INSIDE, below), Color.WHITE, "right"),
        )
        at = (self.after.right + px(32), below)
        self.less = Line(less, Type.FIGURE, at, Color.NAVY, role="number")

    def come_from(
        self, before: Frame, after: Frame, run_time: float = Motion.SLOW
    ) -> Change:
        """The bars take shape out of two other frames."""
        starts, ends = (before, after), (self.before, self.after)

        def change(share: float) -> None:
            for plate, start, end in zip(self.plates, starts, ends, strict=True):
                plate.fit(start.toward(end, share))

        return Change(self, change, run_time, glide)

    def slivers(self, parts: tuple[float, float], whole: float) -> VGroup:
        """The beginning of both bars, as long as a part of the whole."""
        slivers = VGroup()
        for frame, part in zip((self.before, self.after), parts, strict=True):
            right = frame.left + self.before.width * part / whole
            piece = Frame(frame.left, frame.bottom, right, frame.top)
            slivers.add(Plate(piece, px(6), Color.GOLD, owner="sliver"))
        return slivers


class Wedge(VMobject):
    """A lens: from the lower edge of one frame to the upper edge of another, much narrower one."""

    def __init__(self, wide: Frame, narrow: Frame) -> None:
        super().__init__(fill_color=Color.GOLD_PALE, fill_opacity=1.0, stroke_width=0.0)
        corners = (
            (wide.left, wide.bottom),
            (wide.right, wide.bottom),
            (narrow.right, narrow.top),
            (narrow.left, narrow.top),
            (wide.left, wide.bottom),
        )
        self.set_points_as_corners(np.array([(x, y, 0.0) for x, y in corners]))
        tagged(self, Tag("decor"))
