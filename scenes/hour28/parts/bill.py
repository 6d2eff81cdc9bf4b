"""The bill of a forward pass: the whole in two bars, and one part of it under a lens."""

from __future__ import annotations

import numpy as np
from manim import DOWN, ManimColor, VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Appear
from storyreel.parts.text import Line

from .saving import Amounts, Saving

LENS = px(124)

BILL = Frame.of(96, 262, 1824, 754)
"""The stage, but for a row below."""


class Wedge(VMobject):
    """Light on a narrow frame, from its upper edge to the lower edge of a wide one above it."""

    def __init__(self, wide: Frame, narrow: Frame) -> None:
        super().__init__(fill_color=Color.GOLD_PALE, fill_opacity=1.0, stroke_width=0.0)
        light = ManimColor(Color.GOLD_PALE)
        tones = light, light.interpolate(ManimColor(Color.GOLD), 0.5)
        self.fill_rgbas = np.array([tone.to_rgba() for tone in tones])
        self.set_sheen_direction(DOWN)
        corners = (
            (wide.left, wide.bottom),
            (wide.right, wide.bottom),
            (narrow.right, narrow.top),
            (narrow.left, narrow.top),
            (wide.left, wide.bottom),
        )
        self.set_points_as_corners(np.array([(x, y, 0.0) for x, y in corners]))
        tagged(self, Tag("decor"))


class Bill(VGroup):
    """A `part` above and the `whole` below, each before and after, to the scale of its own.

    `parts` is the part, before and after, in the unit of the whole; `share` says it in words.
    """

    def __init__(
        self, frame: Frame, part: Amounts, whole: Amounts, parts: tuple[float, float], share: str
    ) -> None:
        super().__init__()
        upper, lower = frame.rows((1.0, 1.0), LENS)
        self.part, self.whole = Saving(upper, part), Saving(lower, whole)
        was, now = self.whole.slivers(parts)
        at = (frame.left + px(64), upper.bottom - px(56))
        self.lens = VGroup(Wedge(upper, was.frame), was, now)
        self.share = Line(share, Type.LABEL_STRONG, at, Color.NAVY)
        self.figures = VGroup(*(VGroup(s.words, s.less) for s in (self.part, self.whole)))
        self.add(self.part, self.whole, self.lens, self.share, self.figures)

    def tell(self) -> tuple[Appear, ...]:
        """Words and differences come."""
        return tuple(
            motion
            for saving in (self.part, self.whole)
            for motion in (Appear(saving.words), Appear(saving.less, (-px(60), 0.0)))
        )

    def magnify(self) -> tuple[Appear, ...]:
        """The lens shows which part of the whole is meant."""
        return Appear(self.lens, (0.0, 0.0)), Appear(self.share, run_time=Seconds.MOVE)
