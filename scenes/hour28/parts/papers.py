"""What is written on the counter's front: a text cut into tokens, and the name of a new token."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import VGroup, VMobject

from scenes.hour28.outlines import NOTHING, slab
from scenes.hour28.view import STAGE_TOP, WINDOW
from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.text import shape_line
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import SoftShadow, clipped, tagged, with_shadow
from storyreel.parts.solid import filled

SIZE = 70
"""Of the words on the counter's front, in pixels."""

STYLE = TextStyle(FontId("sans", "semibold"), px(SIZE))
HEIGHT, MARGIN = 84, 22
_SHADOW = SoftShadow(0.0, -px(4), px(5), Color.NAVY, 0.17)


class _Letters(VMobject):
    """Letters about the left end of their middle line; `pose` puts them into the frame."""

    def __init__(self, text: str, curves: np.ndarray, cap: float, share: float) -> None:
        super().__init__(fill_color=Color.NAVY, fill_opacity=1.0, stroke_width=0.0)
        self.curves = curves - np.array([0.0, cap / 2, 0.0])
        tagged(self, Tag("token", text=text, cap_share=share))

    def pose(self, left: float, middle: float, scale: float = 1.0) -> None:
        """Begin at a pixel column, about a pixel row."""
        self.points = self.curves * scale + np.array([x_at(left), y_at(middle), 0.0])

    def hide(self) -> None:
        self.points = NOTHING


def _written(text: str) -> tuple[_Letters, float]:
    """A text on the counter's front, and its width in pixels."""
    shaped = shape_line(text, STYLE)
    return _Letters(text, shaped.curves, shaped.cap_height, shaped.cap_share), _pixels(
        shaped.advance
    )


def _cut(text: str, lengths: Sequence[int]) -> list[tuple[_Letters, float, float]]:
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
        letters = _Letters(bare, curves, shaped.cap_height, shaped.cap_height / height)
        pieces.append((letters, _pixels(left), _pixels(right - left)))
        at += length
    return pieces


def _pixels(units: float) -> float:
    return units / px(1)


class CutPaper(VGroup):
    """A text on a paper that is cut into its tokens; `lay` puts the pieces side by side."""

    def __init__(self, text: str, lengths: Sequence[int]) -> None:
        self.pieces = _cut(text, lengths)
        self.paper = with_shadow(filled(NOTHING, Color.WHITE), _SHADOW)
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
        half, margin = HEIGHT / 2 * scale, MARGIN * scale * 0.55
        slabs = [
            slab(left - margin - 960, 540 - y - half, right + margin - 960, 540 - y + half, 10)
            for left, right in papers
        ]
        self.paper.points = np.concatenate(slabs) * px(1) if slabs else NOTHING


class NamePlate(VGroup):
    """A plate in a gold frame that shows one name of several, and turns from one to the next."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = [_written(name) for name in names]
        self.plate = with_shadow(
            filled(NOTHING, "#FFFDF6").set_stroke(Color.GOLD_LINE, px(5) * 100, 1.0), _SHADOW
        )
        super().__init__(self.plate, *(letters for letters, _ in self.names))

    def turn(self, name: float, x: float, y: float, scale: float = 1.0) -> None:
        """Show a name, or the way from one to the next; the first follows the last.

        The plate is about a pixel of the frame.
        """
        below = int(name) % len(self.names)
        above = (below + 1) % len(self.names)
        share = name - int(name)
        width = self.names[below][1] * (1 - share) + self.names[above][1] * share
        half, high = (width / 2 + MARGIN) * scale, HEIGHT / 2 * scale
        edges = (x - half - 960, 540 - y - high, x + half - 960, 540 - y + high)
        self.plate.points = slab(*edges, 10) * px(1)
        clipped(self.plate, WINDOW)
        window = (x_at(x - half), y_at(y + high), x_at(x + half), y_at(max(y - high, STAGE_TOP)))
        for index, (letters, wide) in enumerate(self.names):
            if index == below or (index == above and share > 0):
                rise = (-share if index == below else 1 - share) * HEIGHT
                letters.pose(x - wide / 2 * scale, y + rise * scale, scale)
                clipped(letters, window)
            else:
                letters.hide()

    def hide(self) -> None:
        """Show nothing until the next time."""
        self.plate.points = NOTHING
        for letters, _ in self.names:
            letters.hide()
