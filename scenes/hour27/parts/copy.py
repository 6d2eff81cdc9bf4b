"""The planned rewrite: a dashed copy behind its card, in which some words are replaced."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.curves import closed
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Strokes
from storyreel.parts.solid import filled
from storyreel.parts.text import width_of

from .dashes import dashed
from .ink import question_line
from .place import CARD_HEIGHT, CARD_WIDTH, Place

RISE, LEFT_OVER = px(134), px(22)
"""How far the copy looks out above its card: at most, and in the end."""
_NARROWER = 6.0
"""Pixels by which the copy stays behind each side of its card."""


class DraftCopy(VGroup):
    """A dashed copy of a card, which rises from behind it; of its words, two lines are seen.

    `rise`, `strike` and `rewrite` set the height and the words absolutely.
    """

    def __init__(self, question: Sequence[str], old: str, new: str, card: Place) -> None:
        """`old` is in the second line of the question."""
        self._card = card
        text = question[1]
        self._old = question_line(text, 1, Color.SLATE)
        self._new = question_line(text.replace(old, new), 1, Color.SLATE)
        start = self._old.at[0] + width_of(text[: text.index(old)], Type.LABEL_STRONG)
        y = self._old.at[1] - px(2)
        self._struck = start, start + width_of(old, Type.LABEL_STRONG)
        line = Strokes(((start, y), (self._struck[1], y)), color=Color.SLATE, width=px(5))
        self._line = line
        top = question_line(question[0], 0, Color.SLATE)
        self._sheet = Rigid(*_paper(), top, self._old, self._new, line)
        super().__init__(self._sheet)
        self.rise(0.0)

    def rise(self, height: float) -> None:
        """Look out above the card by `height`, in scene units."""
        self._left, self._top = self._card.at(0, 0)
        self._top += height
        self._sheet.place((self._left, self._top))

    def strike(self, share: float) -> None:
        """Cross out the old words up to a share of their length; the new ones are not there."""
        start, stop = self._struck
        clipped(self._line, self._between(start - px(8), start + (stop - start) * share))
        clipped(self._new, self._between(0.0, 0.0))
        clipped(self._old, None)

    def rewrite(self, share: float) -> None:
        """Write the new line over the crossed-out one, from the left up to a share of the line."""
        edge, end = px(CARD_WIDTH) * share, px(CARD_WIDTH)
        clipped(self._new, self._between(0.0, edge))
        clipped(self._old, self._between(edge, end))
        clipped(self._line, self._between(edge, end))

    def lift(self, start: float, stop: float, seconds: float = Seconds.MOVE) -> Motion:
        """Rise or sink from one height to another."""
        return Motion(self, lambda p: self.rise(start + (stop - start) * p), seconds, glide)

    def _between(self, left: float, right: float) -> tuple[float, float, float, float]:
        """The part of the sheet between two distances from its left edge."""
        bottom = self._top - px(CARD_HEIGHT)
        return self._left + left, bottom, self._left + right, self._top


def _paper() -> tuple[VMobject, VMobject]:
    """A sheet about its upper left corner, and its dashed edge."""
    left, right, low = _NARROWER, CARD_WIDTH - _NARROWER, -CARD_HEIGHT
    outline = closed((left, 0), (right, 0), (right, low), (left, low))
    return filled(outline, "#F7F9FC"), dashed(outline * px(1), role="decor")
