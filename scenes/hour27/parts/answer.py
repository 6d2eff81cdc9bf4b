"""The answer below a question, as bars that are as wide as their paper."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import px
from storyreel.parts.marks import clipped

from .ink import BAR_LENGTH, BAR_PITCH, FIRST_BAR, MARGIN, WordBar, bar_lengths
from .spot import INDENT, Spot

_BELOW, _PITCH = 262.0, 52.0
"""On a paper with a whole question: the first bar below the upper edge, and the next ones."""


class Answer(VGroup):
    """Bars of an answer; `put` fits them to a paper, `ink` sets how far one is written."""

    def __init__(self, tokens: int, seed: int) -> None:
        """`seed` chooses the lengths of the words."""
        self.bars = [WordBar(length, i, seed + i) for i, length in enumerate(bar_lengths(tokens))]
        self._drawn = [bar.points.copy() for bar in self.bars]
        super().__init__(*self.bars)

    def put(self, spot: Spot) -> None:
        """Take the place of an answer on a paper."""
        left, stretch = self._span(spot)
        for at, (bar, drawn) in enumerate(zip(self.bars, self._drawn, strict=True)):
            points = drawn.copy()
            points[:, 0] = left + (drawn[:, 0] - px(MARGIN)) * stretch
            points[:, 1] = self._height(spot, at)
            bar.points = points

    def ink(self, index: int, share: float, spot: Spot) -> None:
        """Write a bar up to a share of its length, as far as the paper reaches."""
        right, _ = self.nib_at(index, share, spot)
        left, top = spot.at(0, 0)
        clipped(self.bars[index], (left, spot.y, right if share > 0.0 else left, top))

    def nib_at(self, index: int, share: float, spot: Spot) -> tuple[float, float]:
        """The point where a pen writes a bar, at a share of its length."""
        left, stretch = self._span(spot)
        return left + self.bars[index].advance * stretch * share, self._height(spot, index)

    def _span(self, spot: Spot) -> tuple[float, float]:
        """The left end of the bars, and how much wider they are than on a card of the row."""
        margin = INDENT + (MARGIN - INDENT) * spot.fold
        left, _ = spot.at(margin, 0)
        return left, (spot.width - 2 * margin) / BAR_LENGTH

    def _height(self, spot: Spot, index: int) -> float:
        large, small = _BELOW + _PITCH * index, FIRST_BAR + BAR_PITCH * index
        _, y = spot.at(0, large + (small - large) * spot.fold)
        return y
