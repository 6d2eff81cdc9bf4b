"""A verdict: who reports what, and whether it is a pass or a failure."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, Weight, px
from storyreel.parts.marks import owned, with_shadow
from storyreel.parts.shapes import LIFTED_SHADOW, Disc, Plate, check, cross
from storyreel.parts.text import Line


class VerdictPlate(VGroup):
    """A verdict on a plate: solid navy with a check, or hollow with a gold edge and a cross."""

    def __init__(self, frame: Frame, who: str | None, says: str, passed: bool) -> None:
        super().__init__()
        fill, edge = (Color.NAVY, None) if passed else (Color.WHITE, Color.GOLD_LINE)
        plate = owned(Plate(frame, px(22), fill, edge, Weight.STRONG), "verdict")
        badge = Badge((frame.left + Space.PAD + px(24), frame.center[1]), px(38), passed)
        left = frame.left + Space.PAD + px(86)
        spread = px(34) if who else 0.0
        upper, lower = frame.center[1] + spread, frame.center[1] - spread
        soft, strong = (Color.HAIRLINE, Color.WHITE) if passed else (Color.SLATE, Color.GOLD_TEXT)
        self.says = Line(says, Type.CODE_STRONG, (left, lower), strong, role="code")
        self.add(with_shadow(plate, LIFTED_SHADOW), badge, self.says)
        if who:
            self.add(Line(who, Type.LABEL, (left, upper), soft))


class Badge(VGroup):
    """A check in a gold ring, or a cross in a hollow one."""

    def __init__(self, center: tuple[float, float], radius: float, passed: bool) -> None:
        super().__init__()
        if passed:
            ring = Disc(center, radius, Color.NAVY, Color.GOLD, radius * 0.13)
            self.add(ring, check(center, radius * 0.95))
        else:
            ring = Disc(center, radius, Color.WHITE, Color.GOLD_LINE, radius * 0.13)
            self.add(ring, cross(center, radius * 1.0))
