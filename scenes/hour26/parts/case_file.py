"""The case on its way: written, kept in the app, and with those of others in the model."""

from __future__ import annotations

from cmath import rect
from math import radians

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.marks import SoftShadow, with_shadow

from .app import SCREEN
from .camera import HOUSE
from .case_card import KEPT, CardState, CaseCard
from .ink import MIST, area, shaded, slab, spot
from .keyed import Keyed
from .prop import Prop, Similarity

ROOF, WINDOW = spot(HOUSE, 304), spot(HOUSE, 500)
"""Where a card waits above the model, and where it is seen in its window."""
CARD = Frame.of(440, 516, 914, 806)
TILT = rect(1.0, radians(50))
OTHERS, OFFSET, HIGH = 5, 6.0, 260.0
"""How many cases of others there are, how much of each is seen, and how high they come from."""


class CaseFile(VGroup):
    """The card that is written and kept, the pencil, and the cases of others."""

    def __init__(self, labels: tuple[str, ...], words: tuple[str, ...]) -> None:
        self.shown, self.small, self.place = Keyed(0.0), Keyed(0.0), Keyed(SCREEN)
        self.pencil, self.underlined, self.written = Keyed(0.0), Keyed(0.0), Keyed(0.0)
        self.stacked, self.inside = Keyed(0.0), Keyed(0.0)
        self._card, self._pencil = CaseCard(CARD, labels, words), _Pencil()
        self._others = [_OtherCase() for _ in range(OTHERS)]
        self.papers = self._card.papers
        """The parts that change without being props."""

        super().__init__(*self._others, self._card, self._pencil)

    def act(self, time: float) -> None:
        underlined = self.underlined.at(time)
        card = CardState(
            self.place.at(time),
            self.small.at(time),
            underlined,
            self.written.at(time),
            self.shown.at(time),
        )
        self._card.take(card)
        self._pencil.pose(Similarity(TILT, self._card.pen(underlined)), self.pencil.at(time))
        stacked, inside = self.stacked.at(time), self.inside.at(time)
        place = ROOF + (WINDOW - ROOF) * inside
        for index, other in enumerate(self._others):
            above = OFFSET * (OTHERS - index) * (1 - inside) + HIGH * (1 - stacked)
            other.pose(Similarity(1, place + 1j * px(above)), float(stacked > 0))


class _OtherCase(Prop):
    """The case of somebody else: a plain card about the origin."""

    def __init__(self) -> None:
        x, y = KEPT[0] / 2, KEPT[1] / 2
        super().__init__(
            shaded(slab(-x, -y, x, y, 14, "#9FB2C9"), "#9FB2C9", "#8CA0BA"),
            slab(3 - x, 3 - y, x - 3, y - 3, 12, Color.WHITE),
        )


class _Pencil(Prop):
    """A pencil: the sign for a person who writes; its origin is its point."""

    def __init__(self) -> None:
        shadow = SoftShadow(px(4), -px(5), px(5), Color.NAVY, 0.2)
        body = shaded(slab(24, -8, 118, 8, 1, Color.NAVY), "#7E97B8", "#33578A", Color.NAVY)
        super().__init__(
            with_shadow(area(((0, 0), (26, 8), (26, -8)), "#E9DFC2"), shadow),
            area(((0, 0), (9, 3), (9, -3)), Color.NAVY),
            with_shadow(body, shadow),
            slab(116, -8, 126, 8, 1, MIST),
            slab(124, -8, 140, 8, 5, "#7E97B8"),
        )
