"""The cases on their way: written, kept in the app, and taken to the model by the engine."""

from __future__ import annotations

from cmath import rect
from math import pi, radians, sin

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.solid import shaded

from .app import DRAWN, SCREEN
from .camera import HOUSE
from .case_card import KEPT, CardState, CaseCard, KeptCase
from .ink import HAZE, MIST, area, slab, spot, step
from .keyed import Keyed, KeyedPart
from .prop import Prop, Similarity
from .woman import OTHER_PLACES

WINDOW = spot(HOUSE, 500)
"""Where a card is seen in the window of the model."""
CARD = Frame.of(450, 514, 994, 846)
TILT = rect(0.6, radians(60))
"""The size and the tilt of the pencil."""
OTHERS, OFFSET, HELD = len(OTHER_PLACES), 34.0, (52, 672)
"""How many cases of others there are, how much of each is seen in the pile, and where they are
before: from the feet of who holds it, and the height on the page."""


class CaseFile(KeyedPart, VGroup):
    """The card that is written and kept, the pencil, and the cases of others."""

    def __init__(self, labels: tuple[str, ...], words: tuple[str, ...]) -> None:
        self.shown, self.small, self.place = Keyed(0.0), Keyed(0.0), Keyed(SCREEN)
        self.pencil, self.underlined, self.written = Keyed(0.0), Keyed(0.0), Keyed(0.0)
        self.added, self.boarded, self.entered = Keyed(0.0), Keyed(0.0), Keyed(0.0)
        """How many cases of others there are, the share of the way to the engine, and how many
        cases are in the model."""

        self._card, self._pencil = CaseCard(CARD, labels, words), _Pencil()
        self._others = [KeptCase(HAZE) for _ in range(OTHERS)]
        self.others = VGroup(*reversed(self._others))
        card = self.place, self.small, self.underlined, self.written, self.shown
        self.values = *card, self.pencil, self.added, self.boarded, self.entered
        super().__init__(self.others, self._card, self._pencil)
        self.own = VGroup(self._card, self._pencil)

    def take(self, bed: Similarity, place: complex, *values: float) -> None:
        """Pose everything; `bed` is the pose of the bed of the engine."""
        small, underlined, written, shown, pencil, added, boarded, entered = values

        def carried(shelf: complex, index: int) -> complex:
            """Where a card is; the last one of the pile is the first to enter."""
            pile = bed.at(step(-14, KEPT[1] / 2 + OFFSET * index))
            way = shelf + (pile - shelf) * boarded + 1j * px(30) * sin(pi * boarded)
            return way + (WINDOW - way) * _share(entered - OTHERS + index)

        self._card.take(CardState(carried(place, 0), small, underlined, written, shown))
        self._pencil.pose(Similarity(TILT, self._card.pen(underlined)), pencil)
        for index, other in enumerate(self._others):
            here, held = _share(added - index), spot(OTHER_PLACES[index] + HELD[0], HELD[1])
            shelf = held + (DRAWN + step(0, OFFSET * (index + 1)) - held) * here
            way = carried(shelf + 1j * px(90) * sin(pi * here), index + 1)
            seen = min(max((added - index) * 6, 0.0), 1.0)
            other.pose(Similarity(0.6 + 0.4 * here, way), seen)


def _share(count: float) -> float:
    return glide(min(max(count, 0.0), 1.0))


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
