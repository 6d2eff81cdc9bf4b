"""The case: a card with the question, the wrong answer and the right one."""

from __future__ import annotations

from dataclasses import dataclass

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.text import Line

from .clouds import Storm, WhiteCloud
from .engine import Sign
from .ink import dot, lines, ring, slab, step
from .prop import Prop, Similarity
from .sheet import Paper, Sheet
from .verdict import Verdict

KEPT = (160.0, 88.0)
"""Width and height of the card as it is kept, in pixels."""
LABEL, WORD = Type.LABEL.sized(31), Type.LABEL_STRONG.sized(32)
PICTURES, WORDS, UNDERLINE = 182.0, 240.0, 240.0
"""Where pictures and words of a row are from its left edge, and the length of the line."""
SIZES, DROPS = (0.62, 0.27, 0.165), (38.0, 20.0, 30.0)
"""The scale of each picture, and how far its origin is below the middle of its row."""
SMALLER, COLUMN = 0.56, 52.0
"""The pictures of the kept card: their scale to those of the large one, and their distance."""
READ, LINED_UP = 0.2, 0.6
"""The shares of its way up to which a card that shrinks loses its words, and at which its pictures
are side by side.
"""


@dataclass(frozen=True, slots=True)
class CardState:
    """Where a card is once it is small, and what is on it; all shares are from 0 to 1."""

    center: complex
    small: float = 0.0
    underlined: float = 1.0
    written: float = 1.0
    opacity: float = 1.0


class CaseCard(VGroup):
    """A card with three rows to read; small, it keeps their three pictures side by side."""

    def __init__(self, frame: Frame, labels: tuple[str, ...], words: tuple[str, ...]) -> None:
        self._frame = frame
        self._rows = frame.inset(px(24), px(10)).rows((1.0,) * len(labels), 0.0)
        self._sheet = Sheet(frame, 16, Paper(Color.WHITE, Color.GOLD_TEXT, 5))
        self._labels = [
            Prop(Line(label, LABEL, (row.left, row.center[1]), Color.SLATE))
            for label, row in zip(labels, self._rows, strict=True)
        ]
        self._words = [
            Prop(Line(word, WORD, (row.left + px(WORDS), row.center[1]), Color.NAVY))
            for word, row in zip(words, self._rows, strict=True)
        ]
        self.pictures = (Sign(), WhiteCloud(), Storm())
        """The question, the wrong answer and the right one."""

        self._state: CardState | None = None
        self._verdict = Verdict()
        self._underline = Prop(lines([(0, 0), (UNDERLINE, 0)], color=Color.GOLD, width=4))
        for shape in self._verdict:
            tagged(shape, Tag("decor"))  # the word beside it says the same
        super().__init__(self._sheet, *self._labels, *self._words, self._underline)
        self.add(*self.pictures, self._verdict)

    def pen(self, share: float) -> complex:
        """Where the point of the pen is when a share of the line is drawn."""
        row = self._rows[-1]
        return complex(row.left + px(WORDS + UNDERLINE * share), row.center[1] - px(22))

    def take(self, card: CardState) -> None:
        """Show the card in a state; what is invisible takes it when it is seen again."""
        before = self._state
        if card == before or not (card.opacity or before is None or before.opacity):
            return
        self._state = card
        self._sheet.take(self._fit(card), card.opacity)
        self._show_words(card)
        for index, picture in enumerate(self.pictures):
            pose = self._place(index, card)
            picture.pose(pose, card.opacity * (card.written if index == 2 else 1.0))
        wrong = self._place(1, card)
        offset = step(30 - 14 * card.small, 4)
        badge = Similarity(0.46 - 0.12 * card.small, wrong.move + offset)
        self._verdict.pose(badge, card.opacity)

    def _show_words(self, card: CardState) -> None:
        read = max(1 - card.small / READ, 0.0) * card.opacity
        for label in self._labels:
            label.pose(Similarity(), read)
        for word, share in zip(self._words, (1.0, 1.0, card.written), strict=True):
            word.pose(Similarity(), read * share)
        line = Similarity(max(card.underlined, 1e-3), self.pen(0.0))
        self._underline.pose(line, read * (card.underlined > 0))

    def _fit(self, card: CardState) -> Frame:
        """The frame of the card, which shrinks once its pictures are side by side."""
        return self._frame.toward(_kept(card.center), _part(card.small, LINED_UP, 1.0))

    def _place(self, index: int, card: CardState) -> Similarity:
        """The pose of a picture in the world."""
        row, frame = self._rows[index], self._fit(card)
        lined_up = 2 * _part(card.small, READ, LINED_UP)
        there = complex(row.left + px(PICTURES), row.center[1] - px(DROPS[index]))
        shrunk = frame.width / px(KEPT[0])
        size = SIZES[index] * (1 + (SMALLER - 1) * _part(card.small, LINED_UP, 1.0))
        drop = DROPS[index] * size / SIZES[index]
        here = complex(*frame.center) + step(COLUMN * shrunk * (index - 1), -drop)
        aside, level = min(lined_up, 1.0), max(lined_up - 1.0, 0.0)  # one after the other
        way = here - there
        return Similarity(size, there + complex(way.real * aside, way.imag * level))


class KeptCase(Prop):
    """A kept card about the origin, drawn at once: question, wrong answer and right answer."""

    def __init__(self, edge: str) -> None:
        x, y = KEPT[0] / 2, KEPT[1] / 2
        pictures = (Sign(), WhiteCloud(), Storm())
        for index, picture in enumerate(pictures):
            size = SIZES[index] * SMALLER
            picture.pose(Similarity(size, step(COLUMN * (index - 1), -DROPS[index] * SMALLER)))
        cross = Prop(
            dot(0, 0, 11, Color.WHITE),
            ring(10, Color.GOLD_LINE, 3),
            lines([(-4, -4), (4, 4)], [(-4, 4), (4, -4)], color=Color.GOLD_LINE, width=3),
        )
        cross.pose(Similarity(1, step(16, -7)))
        super().__init__(
            slab(-x, -y, x, y, 14, edge),
            slab(4 - x, 4 - y, x - 4, y - 4, 11, Color.WHITE),
            *pictures,
            cross,
        )


def _part(small: float, start: float, end: float) -> float:
    """The share of what happens from `start` to `end` of the way of a card that shrinks."""
    return glide(min(max((small - start) / (end - start), 0.0), 1.0))


def _kept(center: complex) -> Frame:
    x, y = px(KEPT[0]) / 2, px(KEPT[1]) / 2
    return Frame(center.real - x, center.imag - y, center.real + x, center.imag + y)
