"""What is written on the counter's front: a text cut into tokens, and the name of a new token."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import VGroup

from scenes.hour28.outlines import NOTHING, slab
from scenes.hour28.parts.letters import STYLE, Letters, pixels, written
from scenes.hour28.view import WINDOW
from storyreel.design.text import shape_line
from storyreel.design.tokens import Color, px
from storyreel.parts.marks import SoftShadow, clipped, with_shadow
from storyreel.parts.solid import filled

HEIGHT, MARGIN = 84, 22
"""Of papers, and beside the name on a plate, in pixels."""

MARGIN_OF_PIECES = 12
"""Beside the letters of a cut text, in pixels."""

PAPER_SHADOW = SoftShadow(0.0, -px(4), px(5), Color.NAVY, 0.17)


def _cut(text: str, lengths: Sequence[int]) -> list[tuple[Letters, float, float]]:
    """A text cut after some numbers of letters: each piece, where it begins and how wide it is.

    A space at the start of a piece belongs to it, without taking room.
    """
    shaped = shape_line(text, STYLE)
    pieces, at = [], 0
    for length in lengths:
        word = text[at : at + length]
        bare = word.lstrip()
        start = at + length - len(bare)
        left = shape_line(text[:start], STYLE).advance
        right = shape_line(text[: at + length], STYLE).advance
        glyphs = [g.curves for g in shaped.glyphs if start <= g.cluster < at + length]
        curves = np.concatenate(glyphs) - np.array([left, 0.0, 0.0])
        height = float(curves[:, 1].max() - curves[:, 1].min())
        letters = Letters(bare, curves, shaped.cap_height, shaped.cap_height / height)
        pieces.append((letters, pixels(left), pixels(right - left)))
        at += length
    return pieces


class CutPaper(VGroup):
    """A text on a paper that is cut into its tokens; `lay` puts the pieces side by side."""

    def __init__(self, text: str, lengths: Sequence[int]) -> None:
        self.pieces = _cut(text, lengths)
        self.paper = with_shadow(filled(NOTHING, Color.WHITE), PAPER_SHADOW)
        super().__init__(self.paper, *(letters for letters, _, _ in self.pieces))

    def whole(self, index: int, middle: float, scale: float, first: int = 0) -> float:
        """The middle of a piece while the text from `first` on is in one piece about `middle`."""
        (_, start, _), (_, end, width) = self.pieces[first], self.pieces[-1]
        left = middle - (start + end + width) / 2 * scale
        _, at, wide = self.pieces[index]
        return left + (at + wide / 2) * scale

    def pushed(self, middles: Sequence[float], scale: float) -> list[float]:
        """The columns of pieces that none covers: each pushes the next to the right."""
        free = [middles[0]]
        for (one, other), middle in zip(pairwise(self.pieces), middles[1:], strict=True):
            free.append(max(middle, free[-1] + (one[2] + other[2]) / 2 * scale))
        return free

    def lay(self, middles: Sequence[float | None], y: float, scale: float = 1.0) -> None:
        """Lay the pieces about pixel columns; one without a column is left out.

        Pieces that touch are one paper.
        """
        papers: list[list[float]] = []
        for (letters, _, width), middle in zip(self.pieces, middles, strict=True):
            if middle is None:
                letters.hide()
                continue
            left, right = middle - width / 2 * scale, middle + width / 2 * scale
            letters.pose(left, y, scale)
            if papers and left - papers[-1][1] < 26 * scale:
                papers[-1][1] = right
            else:
                papers.append([left, right])
        half, margin = HEIGHT / 2 * scale, MARGIN_OF_PIECES * scale
        slabs = [
            slab(left - margin - 960, 540 - y - half, right + margin - 960, 540 - y + half, 10)
            for left, right in papers
        ]
        self.paper.points = np.concatenate(slabs) * px(1) if slabs else NOTHING

    def hide(self) -> None:
        """Show nothing until the next time."""
        self.lay([None] * len(self.pieces), 0.0)


class NamePlate(VGroup):
    """The name of a new token in a gold frame."""

    def __init__(self, name: str) -> None:
        self.letters, self.wide = written(name)
        self.plate = with_shadow(
            filled(NOTHING, "#FFFDF6").set_stroke(Color.GOLD_LINE, px(5) * 100, 1.0), PAPER_SHADOW
        )
        self._cord = filled(NOTHING, Color.GOLD_LINE)
        super().__init__(self._cord, self.plate, self.letters)
        clipped(self, WINDOW)

    def half(self, scale: float) -> float:
        """Half the width at a scale, in pixels."""
        return (self.wide / 2 + MARGIN) * scale

    def pose(self, x: float, y: float, scale: float = 1.0) -> None:
        """Be about a pixel of the frame."""
        half, high = self.half(scale), HEIGHT / 2 * scale
        self.plate.points = slab(x - half - 960, 540 - y - high, x + half - 960, 540 - y + high, 10)
        self.plate.points *= px(1)
        self.letters.pose(x - self.wide / 2 * scale, y, scale)
        self._cord.points = NOTHING

    def hang(self, hook: tuple[float, float], x: float, y: float, scale: float) -> None:
        """Be about a pixel of the frame, on a cord from a hook above."""
        self.pose(x, y, scale)
        column, top = hook[0] - 960, 540 - hook[1]
        self._cord.points = slab(column - 3, 540 - y, column + 3, top, 3) * px(1)

    def hide(self) -> None:
        """Show nothing until the next pose."""
        self.plate.points = self._cord.points = NOTHING
        self.letters.hide()
