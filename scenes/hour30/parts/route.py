"""The way of the car: what it lays on which stretch, in either order of its two lines.

The yard is a function of one number, the *head*: the place up to which the car has read, as an x
coordinate. Everything that the car lays and every check of the old lamps follows from it, so that
the car can drive forwards, backwards, fast or slowly.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from storyreel.design.layout import x_at

from .places import ADVANCE, START, slot

_FALL = 2.2
"""The way on which a letter falls, in letters."""
_CAR = x_at(-1380), x_at(1240)
"""The middle of the car when it has read nothing, and when it has read everything."""


class Program(Enum):
    """The order of the two lines in which the car lays a word and the space that waits."""

    WORD_FIRST = "before the fix"
    SPACE_FIRST = "after the fix"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the way on which something happens."""

    start: float
    length: float

    @property
    def end(self) -> float:
        return self.start + self.length

    def share(self, head: float) -> float:
        """How much of it has happened once the car has read up to `head`: 0 to 1."""
        return min(max((head - self.start) / self.length, 0.0), 1.0)

    def part(self, index: int, count: int) -> Stretch:
        """The stretch of one of `count` letters that fall one after another."""
        fall = ADVANCE * _FALL
        step = (self.length - fall) / max(count - 1, 1)
        return Stretch(self.start + step * index, fall)


@dataclass(frozen=True, slots=True)
class Route:
    """The stretches of a text of `count` characters: a space, a word of `word`, and the rest."""

    word: int
    count: int

    @property
    def waiting(self) -> Stretch:
        """The first space is read, and waits."""
        return _letters(0.0, 0.5)

    def writing(self, program: Program) -> Stretch:
        """The word after it is laid, once it has been read."""
        late = 1.0 if program is Program.SPACE_FIRST else 0.0
        return _letters(self.word + 0.5 + late, 3.0)

    def space(self, program: Program) -> Stretch:
        """The space that waits is laid, once the word after it has been read."""
        late = 0.0 if program is Program.SPACE_FIRST else 3.1
        return _letters(self.word + 0.5 + late, 0.9)

    @property
    def rest(self) -> Stretch:
        """Everything else is laid."""
        return _letters(self.word + 4.5, (self.count - self.word - 1) * 0.65 + 1.6)

    def stretch(self, at: int, program: Program) -> Stretch:
        """The stretch on which the character `at` is laid."""
        if at == 0:
            return self.space(program)
        if at <= self.word:
            return self.writing(program).part(at - 1, self.word)
        return self.rest.part(at - 1 - self.word, self.count - 1 - self.word)

    @property
    def ready(self) -> float:
        """Just before the text."""
        return slot(-0.1)

    @property
    def end(self) -> float:
        """Everything is laid."""
        return self.rest.end

    def tip(self, head: float) -> float:
        """Where the tip of the reading arm is: it stops at the last character."""
        return min(head, slot(self.count - 1))

    def car(self, head: float) -> float:
        """The middle of the car: its arm leans backwards at first and forwards at last."""
        share = (self.tip(head) - START) / (slot(self.count - 1) - START)
        return _CAR[0] + (_CAR[1] - _CAR[0]) * share


def _letters(start: float, length: float) -> Stretch:
    return Stretch(slot(start), ADVANCE * length)
