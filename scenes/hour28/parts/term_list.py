"""The new terms, each with its jar, its name and how many tokens it saves."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from scenes.hour28.outlines import NOTHING
from scenes.hour28.parts.jars import NewJar
from scenes.hour28.parts.papers import NamePlate
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Type
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

JAR_X, NAME_LEFT, SAVED_RIGHT = 1082, 1126, 1800
"""The middle of jars, the left side of names and the right side of numbers, in pixels."""

FIRST, LEADING = 494, 67
"""The middle of the first row, and from row to row, in pixels."""

JAR, NAME = 0.27, 0.74
"""The scales of jars and names."""

_FOOT = 28
"""Of a jar, below the middle of its row, in pixels."""

_AWAY = 900
"""How far to the right rows are when they are outside of the stage, in pixels."""


class TermList(VGroup):
    """Rows of terms; each of them enters, tells what it saves, and leaves."""

    def __init__(self, names: Sequence[str], saved: Sequence[int]) -> None:
        self.jars = VGroup(*(NewJar() for _ in names))
        self.plates = VGroup(*(NamePlate(name) for name in names))
        self.saved = VGroup(*(_number(row, number) for row, number in enumerate(saved)))
        super().__init__(self.jars, self.plates, self.saved)
        self._numbers = [(line.points.copy(), Veil(line)) for line in self.saved]
        for row in range(len(names)):
            self.hide(row)

    def foot(self, row: int) -> tuple[float, float]:
        """The foot of the jar of a row, in pixels."""
        return JAR_X, _middle(row) + _FOOT

    def name_at(self, row: int) -> tuple[float, float]:
        """The middle of the name of a row, in pixels."""
        return NAME_LEFT + self.plates[row].half(NAME), _middle(row)

    def enter(self, row: int, share: float) -> None:
        """Let jar and name come from the right side; 1 is there, 0 outside of the stage."""
        away = _AWAY * (1 - share)
        (x, y), (middle, at) = self.foot(row), self.name_at(row)
        self.jars[row].pose(x + away, y, JAR)
        self.plates[row].pose(middle + away, at, NAME)

    def tell(self, row: int, share: float) -> None:
        """Show how many tokens the term saves; a share below 1 is fainter."""
        points, veil = self._numbers[row]
        self.saved[row].points = points if share else NOTHING
        veil.set(share)

    def hide(self, row: int) -> None:
        """Show nothing of a row until the next time."""
        self.jars[row].leave()
        self.plates[row].hide()
        self.tell(row, 0.0)


def _middle(row: int) -> float:
    return FIRST + LEADING * row


def _number(row: int, saved: int) -> Line:
    at = (x_at(SAVED_RIGHT), y_at(_middle(row)))
    return Line(f"−{saved}", Type.LABEL_STRONG.sized(54), at, Color.NAVY, "right", role="number")
