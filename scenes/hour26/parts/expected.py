"""The note on the ride that did not run: at the switch, and then at the answer."""

from __future__ import annotations

from manim import VGroup

from .camera import at
from .keyed import Keyed, KeyedPart
from .note import Note

AT_SWITCH, AT_ANSWER = at(1604, 612, 0.89), at(770, 550, 0.8)


class Expected(KeyedPart, VGroup):
    """The note, as far as it is `shown`; it is at the switch until it is `answered`."""

    def __init__(self, text: str) -> None:
        self.shown, self.answered = Keyed(0.0), Keyed(0.0)
        self._note = Note(text)
        self.values = self.shown, self.answered
        super().__init__(self._note)

    def take(self, shown: float, answered: float) -> None:
        self._note.pose(AT_ANSWER if answered else AT_SWITCH, shown)
