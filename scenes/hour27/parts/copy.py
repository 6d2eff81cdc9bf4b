"""The planned rewrite: a dashed copy that slides out from behind its card, with a new question."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup, VMobject

from storyreel.design.easing import glide, steady
from storyreel.design.tokens import Color, Seconds, px
from storyreel.parts.curves import closed
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.solid import filled

from .dashes import dashed
from .ink import FIRST_BAR, FIRST_LINE, PITCH, question_line
from .place import CARD_HEIGHT, CARD_WIDTH, Place

_INSET = 6.0
"""Pixels by which the copy stays behind each side of its card."""
_NOTE_AT = (FIRST_BAR - FIRST_LINE) / PITCH + 0.6
"""The line of the note, counted in lines of a question: where an answer is on a card."""


class DraftCopy(VGroup):
    """A dashed copy of a card with a new question, and a note where the answer is.

    `put` and `word` set its place and its words absolutely.
    """

    def __init__(self, question: Sequence[str], note: Sequence[str], place: Place) -> None:
        self._lines = [question_line(text, at, Color.SLATE) for at, text in enumerate(question)]
        notes = [question_line(text, _NOTE_AT + at, Color.SLATE) for at, text in enumerate(note)]
        self._sheet = Rigid(*_paper(), *self._lines, *notes)
        super().__init__(self._sheet)
        self.put(place)

    def put(self, place: Place) -> None:
        """Take a place; `word` shows its words there."""
        self._place = place
        self._sheet.place(place.at(0, 0), place.scale)

    def word(self, share: float) -> None:
        """Write the question, line after line, up to a share of its length."""
        whole = sum(line.advance for line in self._lines)
        left, top = self._place.at(0, 0)
        _, bottom = self._place.at(0, CARD_HEIGHT)
        before = 0.0
        for line in self._lines:
            written = min(max(share * whole - before, 0.0), line.advance)
            start, _ = self._place.at(line.at[0] / px(1), 0)
            right = start + written * self._place.scale if written else left
            clipped(line, (left, bottom, right, top))
            before += line.advance

    def slide(self, place: Place, seconds: float = Seconds.MOVE) -> Motion:
        """Slide to another place, without words."""
        before = self._place

        def change(share: float) -> None:
            self.put(before.toward(place, share))
            self.word(0.0)

        return Motion(self, change, seconds, glide)

    def write(self, seconds: float) -> Motion:
        """Write the question."""
        return Motion(self, self.word, seconds, steady)


def _paper() -> tuple[VMobject, VMobject]:
    """A sheet about its upper left corner, and its dashed edge."""
    left, right, low = _INSET, CARD_WIDTH - _INSET, -CARD_HEIGHT
    outline = closed((left, 0), (right, 0), (right, low), (left, low))
    return filled(outline, "#F7F9FC"), dashed(outline * px(1), role="decor")
