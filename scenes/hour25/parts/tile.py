"""Tiles: one token each, a word on a coloured ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import Rgb, between, fill, rgb

from .plan import clamp, mix
from .slab import Radii, Slab

NAVY, LIT = ("#2C5080", "#183560"), ("#4A78B6", "#2F5C9C")
GOLD, GOLD_LIT = ("#E3C14A", "#CBA32A"), ("#F2D973", "#DFBB45")
ROUND = px(10)


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of a tile, plain and in the light of a model, and of its word."""

    plain: tuple[str, str]
    lit: tuple[str, str]
    word: str

    def at(self, light: float) -> tuple[Rgb, Rgb]:
        """The upper and the lower colour in this much light."""
        top, bottom = (between(a, b, light) for a, b in zip(self.plain, self.lit, strict=True))
        return top, bottom


OWN = Paint(NAVY, LIT, Color.WHITE)
"""The words of whoever asks."""
NEW = Paint(GOLD, GOLD_LIT, Color.NAVY)
"""What the model has added."""


class Tile(VGroup):
    """A word on its ground; `lay` sets the frame, `light` the light of the model on it."""

    def __init__(self, word: str, style: TextStyle, paint: Paint) -> None:
        super().__init__()
        self.paint = paint
        self.ground = Slab(Frame(0.0, 0.0, 1.0, 1.0), *paint.plain, ROUND)
        self.word = Line(word, style, (0.0, 0.0), paint.word, "center", role="token")
        self._shape = self.word.points.copy()
        self.add(self.ground, self.word)

    def lay(self, frame: Frame, radii: Radii | None = None) -> Tile:
        """Take a frame; the word is in its middle, at its own size."""
        self.ground.fit(frame, radii)
        x, y = frame.center
        self.word.points = self._shape + np.array([x, y, 0.0])
        return self

    def put_word(self, at: tuple[float, float], scale: float) -> Tile:
        """Move the word alone, at another size."""
        self.word.points = self._shape * scale + np.array([*at, 0.0])
        return self

    def say(self, word: str) -> Tile:
        """Replace the word, at the place of the old one."""
        if word != self.word.text:
            at, self.word.at = self.word.at, (0.0, 0.0)
            self.word.write(word)
            self._shape, self.word.at = self.word.points.copy(), at
        return self

    def veil(self, ground: float, word: float) -> Tile:
        """Set the opacity of ground and word."""
        self.ground.fill_rgbas[:, 3] = ground
        fill(self.word, rgb(self.paint.word), word)
        return self

    def light(self, amount: float) -> Tile:
        """Set the light on the tile, from 0 to 1."""
        self.ground.color_down(*self.paint.at(amount), float(self.ground.fill_rgbas[0, 3]))
        return self

    def wordless(self) -> Slab:
        """A copy of the ground alone."""
        return self.ground.copy()

    def drop(self, start: tuple[float, float], frame: Frame, share: float) -> Tile:
        """Fall from a model (share 0) to its frame (share 1), growing; the word comes last."""
        size = mix(0.2, 1.0, clamp(share * 1.3))
        x, y = (mix(a, b, share) for a, b in zip(start, frame.center, strict=True))
        half, tall = frame.width / 2 * size, frame.height / 2 * size
        self.lay(Frame(x - half, y - tall, x + half, y + tall))
        return self.veil(clamp(share * 4), clamp((share - 0.75) * 4))


def tile_width(word: str, style: TextStyle, pad: float) -> float:
    """The width of a tile with this much room on both sides of its word."""
    return width_of(word, style) + 2 * pad
