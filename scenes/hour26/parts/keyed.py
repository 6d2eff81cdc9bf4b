"""Values over time: each goes from one value to the next in moves that are written in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from storyreel.design.easing import glide
from storyreel.design.tokens import Seconds

Value = TypeVar("Value", float, complex)


@dataclass(frozen=True, slots=True)
class _Move(Generic[Value]):
    start: float
    seconds: float
    before: Value
    after: Value
    ease: Callable[[float], float]


class Keyed(Generic[Value]):
    """A number, or a place as a complex number, that depends on time alone."""

    def __init__(self, value: Value) -> None:
        self._value: Value = value
        self._moves: list[_Move[Value]] = []

    def go(
        self,
        start: float,
        value: Value,
        seconds: float = Seconds.MOVE,
        ease: Callable[[float], float] = glide,
    ) -> None:
        """Go to a value, from the one at `start`. Moves are written in the order of their starts.

        Raises ValueError for a move that begins before the last one does.
        """
        if self._moves and start < self._moves[-1].start:
            raise ValueError(f"A move at {start} s is before the last one.")
        self._moves.append(_Move(start, seconds, self.at(start), value, ease))

    def cut(self, start: float, value: Value) -> None:
        """Have a value from `start` on."""
        self.go(start, value, 0.0)

    def at(self, time: float) -> Value:
        """The value at a time, in seconds from the start of the clip."""
        for move in reversed(self._moves):
            if move.start <= time:
                share = move.ease((time - move.start) / move.seconds) if move.seconds else 1.0
                return move.before + (move.after - move.before) * share
        return self._value


class KeyedPart:
    """A part that is posed by values over time, and again only where one of them has changed."""

    values: Sequence[Keyed[Any]]
    _posed: tuple[Any, ...] | None = None

    def act(self, time: float, *given: Any) -> None:
        """Pose everything as it is at a time, in seconds from the start of the clip.

        What is `given` counts as values, too, and comes before the others.
        """
        values = (*given, *[each.at(time) for each in self.values])
        if values != self._posed:
            self._posed = values
            self.take(*values)

    def take(self, *values: Any) -> None:
        """Pose everything by the values, in their order."""
        raise NotImplementedError
