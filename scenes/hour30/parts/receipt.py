"""What the car brings out of the gate: the text that it has laid, on a sheet of paper."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, px
from storyreel.parts.curves import Point
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.shapes import Plate
from storyreel.parts.text import width_of

from .letters import Glyph, SpaceBox, glyph
from .night import Night
from .places import LETTERS, toward
from .route import Program

_SIZE = 0.54
"""The scale of its letters beside those on the road."""
_WIDTH, _HEIGHT = px(444), px(100)
_AT: dict[Program, tuple[Point, float]] = {
    Program.WORD_FIRST: ((x_at(1748), y_at(376)), 1.0),
    Program.SPACE_FIRST: ((x_at(1812), y_at(376)), 1.36),
}
"""Where the sheet comes to rest, and how large it is there: beside the one who reads it."""
_CAR: Point = (x_at(1690), y_at(640))
"""Where it comes out of the car."""


class Receipt(VGroup):
    """A sheet with the text as a program lays it; the first space is gold."""

    def __init__(self, text: str, order: tuple[int, ...]) -> None:
        self._paper = Plate(_frame(_CAR, 1.0), px(12), Color.WHITE, Night.EDGE, px(3))
        with_shadow(self._paper, SoftShadow(0.0, -px(6), px(10), Color.NAVY, 0.18))
        self._letters: list[Glyph] = [glyph(at, each) for at, each in enumerate(text)]
        self._order = order
        super().__init__(self._paper, *self._letters)
        self.rise(0.0, Program.WORD_FIRST)

    def rise(self, share: float, program: Program) -> None:
        """Rise out of the car with what a program has laid; at 0 it is out of sight."""
        rest, size = _AT[program]
        center = toward(_CAR, rest, share)
        scale = max(share, 0.01) * size
        self._paper.fit(_frame(center, scale), px(12) * scale)
        self._paper.set_opacity(1.0 if share > 0 else 0.0)
        advance = width_of("H", LETTERS) * _SIZE * scale
        left = center[0] - advance * len(self._letters) / 2
        for at, letter in enumerate(self._letters):
            place = at if program is Program.SPACE_FIRST else self._order[at]
            letter.put((left + advance * (place + 0.5), center[1]), _SIZE * scale)
            if isinstance(letter, SpaceBox):
                letter.thin(_SIZE * scale)
            letter.light(1.0, 1.0 if share > 0 else 0.0)


def _frame(center: Point, scale: float) -> Frame:
    x, y = center
    half, high = _WIDTH * scale / 2, _HEIGHT * scale / 2
    return Frame(x - half, y - high, x + half, y + high)
