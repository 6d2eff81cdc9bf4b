"""A tally under a draft: a number that counts and what it counts."""

from __future__ import annotations

from collections.abc import Callable

from manim import ManimColor, VGroup

from storyreel.design.easing import steady
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line, width_of


class Tally(VGroup):
    """`n unit` with the number in the room of `digits` digits, so that units stand in line."""

    def __init__(self, at: tuple[float, float], unit: str, digits: int) -> None:
        super().__init__()
        x, y = at
        end = x + width_of("0" * digits, Type.LABEL_STRONG)
        self._number = Line(
            "0", Type.LABEL_STRONG, (end, y), Color.NAVY, anchor="right", role="number"
        )
        self.add(self._number, Line(unit, Type.LABEL, (end + px(12), y), Color.SLATE))

    def show_count(self, count: int) -> None:
        """Show a number."""
        if self._number.text != str(count):
            self._number.write(str(count))

    def follow(self, count: Callable[[float], int], run_time: float) -> Motion:
        """Show `count(progress)` all the while; where it stays at 0, in the colour of a refusal."""
        calm, last = ManimColor(Color.NAVY), Color.NAVY if count(1.0) else Color.GOLD_TEXT

        def change(progress: float) -> None:
            self.show_count(count(progress))
            self._number.set_fill(calm.interpolate(ManimColor(last), progress))

        return Motion(self, change, run_time, steady)
