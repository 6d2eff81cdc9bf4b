"""The count of passed tests, below the lamps and on the sign beside the gate."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Type
from storyreel.parts.text import Line
from storyreel.parts.tone import fill, rgb

from .night import Night
from .places import column

_BELOW = (column(0) + column(10)) / 2, y_at(914)
_BESIDE = x_at(1276), y_at(332)
_LARGE, _SMALL = Type.HEADING.sized(84), Type.HEADING.sized(72)


class Count(VGroup):
    """How many of all tests have passed, at both places."""

    def __init__(self, word: str) -> None:
        """`word` separates the two numbers."""
        self._word, self._shown, self._below = word, 1.0, 1.0
        self._lines = [
            Line(" ", style, at, Night.MOON, "center", role="number")
            for style, at in ((_LARGE, _BELOW), (_SMALL, _BESIDE))
        ]
        super().__init__(*self._lines)

    @property
    def text(self) -> str:
        """Both numbers as they are written."""
        return self._lines[0].text

    def state(self, passed: int, tests: int) -> None:
        """Show both numbers."""
        text = f"{passed} {self._word} {tests}"
        if text != self.text:
            for line in self._lines:
                line.write(text)
        self.reveal(self._shown)

    def reveal(self, share: float) -> None:
        """Show it, at share 1, or hide it, at 0."""
        self._shown = share
        for line, part in zip(self._lines, (self._below, 1.0), strict=True):
            fill(line, rgb(Night.MOON), share * part)

    def reveal_below(self, share: float) -> None:
        """Show or hide the count below the lamps alone."""
        self._below = share
        self.reveal(self._shown)
