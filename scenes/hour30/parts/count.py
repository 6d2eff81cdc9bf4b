"""The count of passed tests, below the lamps."""

from __future__ import annotations

from storyreel.design.layout import y_at
from storyreel.design.tokens import Type
from storyreel.parts.text import Line
from storyreel.parts.tone import fill, rgb

from .night import Night
from .places import column

_AT = (column(0) + column(10)) / 2, y_at(958)
_STYLE = Type.HEADING.sized(108)


class Count(Line):
    """How many of all tests have passed."""

    def __init__(self, word: str) -> None:
        """`word` separates the two numbers."""
        self._word, self._shown = word, 0.0
        super().__init__(" ", _STYLE, _AT, Night.MOON, "center", role="number")

    def state(self, passed: int, tests: int) -> None:
        """Show both numbers."""
        text = f"{passed} {self._word} {tests}"
        if text != self.text:
            self.write(text)
        self.reveal(self._shown)

    def reveal(self, share: float) -> None:
        """Show it, at share 1, or hide it, at 0."""
        self._shown = share
        fill(self, rgb(Night.MOON), share)
