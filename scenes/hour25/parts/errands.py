"""Errands: a text goes from each phone into an app, and answers come back."""

from __future__ import annotations

from math import pi, sin

from manim import VGroup

from storyreel.design.easing import glide, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.curves import Point, joined, outline
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Strokes

from .plan import clamp, mix
from .slab import Slab
from .tile import GOLD, NAVY

_HALF = px(82), px(50)
_WRITING = ((-0.6, 0.35), (0.6, 0.35)), ((-0.6, -0.35), (0.2, -0.35))
_CHECK = (((-0.35, 0.0), (-0.1, -0.45), (0.4, 0.5)),)
"""What is on a card: lines of writing, and a check."""
_ASIDE, _DIP = px(46), px(70)
"""How far before an opening a card ends, and how far its way bends down below the faces."""


class Errands(VGroup):
    """One card for each phone: navy on its way to an opening, gold on its way back."""

    def __init__(self, phones: tuple[Point, ...], openings: tuple[Point, ...]) -> None:
        ends = tuple((x - _ASIDE, y) for x, y in openings)
        self._ways = tuple(zip(phones, ends, strict=True))
        self._texts = [Slab(_around((0.0, 0.0), 1.0), *NAVY, px(10)) for _ in phones]
        self._answers = [Slab(_around((0.0, 0.0), 1.0), *GOLD, px(10)) for _ in phones]
        self._lines = [_strokes(Color.WHITE) for _ in phones]
        self._checks = [_strokes(Color.NAVY) for _ in phones]
        super().__init__(*self._texts, *self._answers, *self._lines, *self._checks)
        self.put(0.0, 0.0)

    def share(self, index: int, share: float) -> float:
        """How much of its own way a card has gone."""
        return staggered(share, index, len(self._ways), 0.5)

    def put(self, sent: float, answered: float) -> None:
        """Show all texts on their ways into the apps, and all answers on their ways back."""
        for index, (phone, opening) in enumerate(self._ways):
            self._set(self._texts[index], phone, opening, self.share(index, sent))
            self._set(self._answers[index], opening, phone, self.share(index, answered))
            _sign(self._lines[index], self._texts[index], _WRITING)
            _sign(self._checks[index], self._answers[index], _CHECK)

    def send(self, run_time: float) -> Motion:
        """The motion of all texts, one beginning after another."""
        return Motion(self, lambda share: self.put(share, 0.0), run_time, steady)

    def answer(self, run_time: float) -> Motion:
        """The motion of all answers, one beginning after another."""
        return Motion(self, lambda share: self.put(1.0, share), run_time, steady)

    def _set(self, card: Slab, start: Point, end: Point, share: float) -> None:
        x, y = (mix(a, b, glide(share)) for a, b in zip(start, end, strict=True))
        card.fit(
            _around(
                (x, y - _DIP * sin(pi * share)), mix(0.5, 1.0, clamp(4 * min(share, 1 - share)))
            )
        )
        card.fill_rgbas[:, 3] = 1.0 if 0.0 < share < 1.0 else 0.0


def _strokes(color: str) -> Strokes:
    return Strokes(((0.0, 0.0), (1.0, 1.0)), color=color, width=px(11), role="decor")


def _sign(sign: Strokes, card: Slab, lines: tuple[tuple[Point, ...], ...]) -> None:
    """Draw lines, given in shares of a card about its middle, on the card while it is seen."""
    (x, y), half, tall = card.frame.center, card.frame.width / 2, card.frame.height / 2
    sign.points = joined(
        *(outline(*((x + half * across, y + tall * up) for across, up in line)) for line in lines)
    )
    sign.set_stroke(opacity=float(card.fill_rgbas[0, 3]))


def _around(center: Point, size: float) -> Frame:
    (x, y), (half, tall) = center, _HALF
    return Frame(x - half * size, y - tall * size, x + half * size, y + tall * size)
