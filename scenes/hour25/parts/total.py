"""A figure with the word for what it counts below it."""

from __future__ import annotations

from collections.abc import Callable

from manim import VGroup

from storyreel.design.easing import steady
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line

DROP = px(74)
"""From the middle of the figure to the middle of its word."""


class Total(VGroup):
    """A figure and its word, both ending at `at`; thousands are set apart by commas."""

    def __init__(
        self, at: tuple[float, float], word: str, color: str = Color.NAVY, count: int = 0
    ) -> None:
        super().__init__()
        self._figure = Line("0", Type.FIGURE, at, color, "right", "number")
        word_at = (at[0], at[1] - DROP)
        self.add(self._figure, Line(word, Type.LABEL, word_at, Color.SLATE, "right"))
        self.show_count(count)

    def show_count(self, count: int) -> None:
        """Show a number."""
        if (text := f"{count:,}") != self._figure.text:
            self._figure.write(text)

    def follow(self, count: Callable[[float], int], run_time: float) -> Motion:
        """Show `count(progress)` all the while."""
        return Motion(self, lambda progress: self.show_count(count(progress)), run_time, steady)
