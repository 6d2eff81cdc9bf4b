"""Pieces of a text as tiles that stretch, shrink, change colour and carry an id below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import between, edge, fill, rgb

STYLE = Type.CODE_STRONG
RADIUS = px(14)
PAD = px(18)
WORD_GAP = px(18)
"""Between pieces where the second begins with a space."""

SEAM = px(7)
"""Between pieces of one word."""

ID_DROP = px(42)
"""From the lower edge of a tile to the middle of its id."""


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours of a tile."""

    fill: str
    ink: str
    edge: str
    width: float = 0.0


SOLID = Paint(Color.NAVY, Color.WHITE, Color.NAVY)
PROMPT = Paint(Color.SLATE, Color.WHITE, Color.SLATE)
HOLLOW = Paint(Color.WHITE, Color.NAVY, Color.NAVY, px(4))
MARKED = Paint(Color.GOLD_PALE, Color.CHARCOAL, Color.GOLD_LINE, px(4))
BARE = Paint(Color.WHITE, Color.CHARCOAL, Color.WHITE)


@dataclass(frozen=True, slots=True)
class Look:
    """The state of a piece: its place, its colours, and how visible text, id and all are."""

    frame: Frame
    paint: Paint = SOLID
    said: float = 1.0
    told: float = 0.0
    shown: float = 1.0
    scale: float = 1.0

    def slim(self, size: tuple[float, float]) -> Look:
        """A cell without text, in the middle of the place of the piece."""
        (x, y), (width, height) = self.frame.center, size
        place = Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        return replace(self, frame=place, said=0.0, told=0.0)

    def hidden(self) -> Look:
        """The same look, not seen."""
        return replace(self, shown=0.0)


class Piece(VGroup):
    """One token: a plate, its text without the leading space, and its id."""

    def __init__(self, text: str, number: int, look: Look) -> None:
        super().__init__()
        self.text = text
        self._plate = Plate(look.frame, RADIUS, role="graphic")
        word = Line(text.strip(), STYLE, (0.0, 0.0), anchor="center", role="token")
        told = Line(str(number), STYLE, (0.0, 0.0), Color.NAVY, "center", "token")
        self._word, self._told = (word, word.points.copy()), (told, told.points.copy())
        self.add(self._plate, told, word)
        self.look = look
        self.wear(look)

    def wear(self, look: Look) -> None:
        """Take a look."""
        self.change(look, look, 1.0)

    def change(self, before: Look, after: Look, share: float) -> None:
        """Take a state between two looks, 0 and 1."""

        def amid(first: float, second: float) -> float:
            return first + (second - first) * share

        self.look = after
        old, new = before.paint, after.paint
        frame = before.frame.toward(after.frame, share)
        shown = amid(before.shown, after.shown)
        scale = amid(before.scale, after.scale)
        self._plate.fit(frame, min(RADIUS * scale, RADIUS * 1.3))
        width = amid(old.width, new.width)
        edge(self._plate, between(old.edge, new.edge, share), width, shown if width else 0.0)
        fill(self._plate, between(old.fill, new.fill, share), shown)
        x, y = frame.center
        word, points = self._word
        word.points = points * scale + np.array([x, y, 0.0])
        said = max(2 * amid(before.said, after.said) - 1, 0.0)
        fill(word, between(old.ink, new.ink, share), said * shown)
        told, points = self._told
        told.points = points + np.array([x, frame.bottom - ID_DROP, 0.0])
        fill(told, rgb(Color.NAVY), max(2 * amid(before.told, after.told) - 1, 0.0) * shown)


class Pieces(VGroup):
    """Pieces that move together; a motion starts from how they look."""

    def __init__(self, tokens: Sequence[tuple[str, int]], looks: Sequence[Look]) -> None:
        super().__init__()
        self.pieces = [
            Piece(text, number, look) for (text, number), look in zip(tokens, looks, strict=True)
        ]
        self.add(*self.pieces)

    def wear(self, looks: Sequence[Look]) -> None:
        """All pieces take other looks at once."""
        for piece, look in zip(self.pieces, looks, strict=True):
            piece.wear(look)

    def restyle(
        self,
        looks: Sequence[Look],
        run_time: float,
        overlap: float = 0.9,
        ease: Ease = glide,
        first: int = 0,
    ) -> Motion:
        """The pieces from `first` on take other looks, one after the other."""
        pieces = self.pieces[first : first + len(looks)]
        before = [piece.look for piece in pieces]

        def change(progress: float) -> None:
            for index, piece in enumerate(pieces):
                share = ease(staggered(progress, index, len(pieces), overlap))
                piece.change(before[index], looks[index], share)

        return Motion(self, change, run_time, steady)


def extent(text: str, scale: float = 1.0) -> float:
    """Width of the tile of a text."""
    return (width_of(text.strip(), STYLE) + 2 * PAD) * scale


def in_line(
    texts: Sequence[str],
    left: float,
    y: float,
    height: float,
    scale: float = 1.0,
    bare: bool = False,
) -> list[Frame]:
    """Places side by side: pieces of one word touch nearly, words are apart.

    `bare` is the text as it is written, before it is cut into tiles.
    """
    frames: list[Frame] = []
    for index, text in enumerate(texts):
        if index:
            word, seam = (width_of(" ", STYLE) * scale, 0.0) if bare else (WORD_GAP, SEAM)
            left += word if text.startswith(" ") else seam
        width = extent(text, scale) - (2 * PAD * scale if bare else 0.0)
        frames.append(Frame(left, y - height / 2, left + width, y + height / 2))
        left += width
    return frames


def as_cells(
    count: int, left: float, y: float, size: tuple[float, float], gap: float
) -> list[Frame]:
    """Places of slim cells without text."""
    width, height = size
    lefts = (left + index * (width + gap) for index in range(count))
    return [Frame(x, y - height / 2, x + width, y + height / 2) for x in lefts]
