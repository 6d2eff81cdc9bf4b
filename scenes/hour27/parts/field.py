"""A field of a row: hollow while it is missing, solid when it is there."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import overshoot, settle
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil


class Field(VGroup):
    """A pill with the name of a field, at the foot of a card; unseen at first."""

    def __init__(self, card: Frame, name: str) -> None:
        super().__init__()
        left, bottom, right = card.left + px(20), card.bottom + px(24), card.right - px(20)
        frame = Frame(left, bottom, right, bottom + px(60))
        hollow = Plate(frame, px(14), Color.WHITE, Color.GOLD_LINE, Weight.LINE)
        solid = Plate(frame, px(14), Color.NAVY)
        missing = Line(name, Type.CODE, frame.center, Color.GOLD_TEXT, "center", "code")
        there = Line(name, Type.CODE_STRONG, frame.center, Color.WHITE, "center", "code")
        self.add(hollow, missing, solid, there)
        self._solid, self._frame = solid, frame
        self._missing = Veil(VGroup(hollow, missing), 0.0)
        self._there = Veil(VGroup(solid, there), 0.0)

    def miss(self, run_time: float) -> Motion:
        """The place where it should be."""
        return Motion(self, self._missing.set, run_time, settle)

    def fill(self, run_time: float) -> Motion:
        """It is set in: a solid pill that lands in the hollow one."""
        width, height = self._frame.width / 2, self._frame.height / 2

        def change(progress: float) -> None:
            self._there.set(min(progress * 2, 1.0))
            self._missing.set(1 - min(progress, 1.0))
            grow = 0.35 * (1 - progress)
            self._solid.fit(self._frame.inset(-width * grow * 0.5, -height * grow))

        return Motion(self, change, run_time, overshoot)
