"""A text and its attention, side by side: both shrink together as terms become one token."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.motion import Appear, Motion
from storyreel.parts.shapes import card
from storyreel.parts.text import Line

from .attention import AttentionSquare
from .figure import DROP, Figure
from .token_flow import Terms, TokenFlow

HEAD_Y, HEAD, FOOT = px(62), px(122), px(28)
LEADING = px(76)

NOTE, BESIDE = Frame.of(96, 262, 1051, 868), Frame.of(1079, 262, 1824, 868)
"""The card of the note, and the one of the square beside it."""


class NoteBoard(VGroup):
    """Blocks on a card that is there already (`note`), and the square on one of its own.

    `words` are how long the text is and the units of both figures.
    """

    def __init__(
        self,
        note: Frame,
        beside: Frame,
        terms: Terms,
        per_line: int,
        words: tuple[str, str, str],
    ) -> None:
        super().__init__()
        self.terms = terms
        room, side = (self._below_head(frame) for frame in (note, beside))
        self.flow = TokenFlow(room, terms, per_line)
        self.square = AttentionSquare(side, terms)
        self.card = card(beside)
        y = note.top - HEAD_Y
        length, tokens, cells = words
        self.tokens = Figure(self._count(0.0), tokens, (room.left, y))
        self.cells = Figure(self._square(0.0), cells, (side.left, y))
        edge = (room.left + self.flow.pitch * per_line, y - DROP)
        foot = self.square.before.bottom + px(24)
        self.sides = VGroup(
            *(
                Line("", Type.HEADING, (side.right, foot + rise), Color.SLATE, "right", "number")
                for rise in (LEADING, 0.0)
            )
        )
        self._show_sides(0.0)
        said = Line(length, Type.LABEL, edge, Color.SLATE, "right")
        self.heads = VGroup(self.tokens, self.cells, said)
        self.add(self.card, self.flow, self.square, self.sides, self.heads)

    def arrive(self) -> tuple[Motion, ...]:
        """The blocks come in the order of reading, and the square grows."""
        grow = self.flow.unfold(Seconds.SLOW), self.square.unfold(Seconds.SLOW)
        words = Appear(self.heads), Appear(self.sides)
        return Appear(self.card, (px(80), 0.0)), *grow, *words

    def fuse(self, run_time: float) -> tuple[Motion, ...]:
        """Terms fuse; blocks, square and both figures follow."""
        figures = (self.tokens, self._count), (self.cells, self._square)
        counts = tuple(figure.follow(count, run_time) for figure, count in figures)
        sides = Motion(self.sides, self._show_sides, run_time, steady)
        return self.flow.fuse(run_time), self.square.fuse(run_time), sides, *counts

    def _count(self, progress: float) -> str:
        return str(self.terms.left(progress))

    def _square(self, progress: float) -> str:
        return f"{self.terms.left(progress) ** 2:,}"

    def _show_sides(self, progress: float) -> None:
        """How long the sides of the square are, one below the other, as they are multiplied."""
        count = self._count(progress)
        for line, text in zip(self.sides, (count, f"× {count}"), strict=True):
            if line.text != text:
                line.write(text)

    def _below_head(self, frame: Frame) -> Frame:
        side = px(42)
        return Frame(frame.left + side, frame.bottom + FOOT, frame.right - side, frame.top - HEAD)
