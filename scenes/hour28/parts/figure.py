"""A large figure with its unit beside or below it, which can change while it is watched."""

from __future__ import annotations

from collections.abc import Callable

from manim import VGroup

from storyreel.design.easing import steady
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line, width_of

DROP = px(20)
"""How much lower the middle of the unit's capitals is: both share a baseline."""

BELOW = px(88)


class Figure(VGroup):
    """A number and its unit beside or below it, their left end at `at`; the unit stays there."""

    def __init__(
        self, number: str, unit: str, at: tuple[float, float], below: bool = False
    ) -> None:
        super().__init__()
        x, y = at
        self.number = Line(number, Type.FIGURE, at, Color.NAVY, role="number")
        left = x + width_of(number, Type.FIGURE) + px(22)
        place = (x, y - BELOW) if below else (left, y - DROP)
        self.unit = Line(unit, Type.LABEL, place, Color.SLATE)
        self.add(self.number, self.unit)

    def show_number(self, text: str) -> None:
        """Show another number; unchanged ones cost nothing."""
        if text != self.number.text:
            self.number.write(text)

    def follow(self, number: Callable[[float], str], run_time: float) -> Motion:
        """Show `number(progress)` all the while."""
        return Motion(self, lambda progress: self.show_number(number(progress)), run_time, steady)
