"""A number that counts up to a total."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.design.easing import steady
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.motion import Motion
from storyreel.parts.shape import ShapeGroup
from storyreel.parts.text import Line, width_of


class Counter(ShapeGroup):
    """`n / total`, right-aligned at `at`; the number does not move while it counts."""

    def __init__(
        self, at: tuple[float, float], total: int, color: str = Color.NAVY, quiet: str = Color.SLATE
    ) -> None:
        super().__init__()
        of = f"/ {total}"
        drop = px(12)
        self._total = Line(of, Type.HEADING, (at[0], at[1] - drop), quiet, "right", "number")
        left = at[0] - width_of(of, Type.HEADING) - px(20)
        self._figure = Line("0", Type.FIGURE, (left, at[1]), color, "right", "number")
        self.add(self._figure, self._total)

    def show_count(self, count: int) -> None:
        """Show this number."""
        self._figure.write(str(count))

    def follow(self, count: Callable[[float], int], run_time: float) -> Motion:
        """A motion that shows `count(progress)`."""
        return Motion(self, lambda progress: self.show_count(count(progress)), run_time, steady)
