"""Where a turn is, how large it is, and how far it is a card."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace

from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import px
from storyreel.parts.curves import Points, placed

from .bubble import bubble
from .place import ANSWER_TOP, CARD_HEIGHT, CARD_WIDTH, FOOT, slot

FIRST_LINE, PITCH, INDENT = 52.0, 66.0, 34.0
"""The first line, the way between lines, and the left margin of a text, in pixels at scale 1."""
_WAITING = 166.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a turn is: the middle of its lower edge (scene units), its size in pixels, its scale.

    `scale` is that of the text alone, and `tail` the length of the tail. `fold` is 0 with the whole
    question, and 1 on a card of the row; `named` is 0 where the name of its role is hidden.
    """

    x: float
    y: float
    width: float
    height: float
    scale: float = 1.0
    tail: float = 22.0
    fold: float = 0.0
    named: float = 1.0

    def toward(self, other: Spot, share: float) -> Spot:
        """The interpolation between this spot (share 0) and another (share 1)."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Spot(*(mine + (theirs - mine) * share for mine, theirs in pairs))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The point `x` right of and `y` below the upper left corner, in pixels at its scale."""
        left, top = self.x - px(self.width / 2), self.y + px(self.height)
        return left + px(x) * self.scale, top - px(y) * self.scale

    def outline(self) -> Points:
        """The outline of a turn in scene units."""
        shape = bubble(self.width / 2, self.height, 0.0, self.tail)
        return placed(shape, (self.x, self.y), (px(1), px(1)))


OFFERED = Spot(x_at(1140), y_at(724), 1368, 330, 1.2, 64.0)
"""Beside the person, alone."""
ASKED = Spot(x_at(1140), y_at(546), 1368, 226, 1.0, 0.0)
ANSWERED = Spot(x_at(1140), y_at(874), 1368, 252, 1.06, 0.0)
"""A question, and its answer below it."""
SHRUNK = Spot(slot(0).x, FOOT, CARD_WIDTH, ANSWER_TOP, 1.0, 0.0, 1.0)
"""An answer that has become the lower part of the first card."""
READ = Spot(x_at(1140), y_at(872), 1368, 300, 1.2, 0.0)
"""An answer that is read again, alone."""
STATION = Spot(x_at(1010), y_at(556), 1150, 236)
"""Above the row of cards."""
ORIGINAL, PLAN = Spot(x_at(960), y_at(556), 1265, 236), Spot(x_at(960), y_at(826), 1265, 236)
"""A question, and its planned rewrite below it."""


def waiting(index: int) -> Spot:
    """An empty turn in the row of five."""
    return Spot(slot(index).x, FOOT + px(44), CARD_WIDTH, _WAITING, 1.0, 44.0)


def behind(index: int) -> Spot:
    """An empty turn that is hidden behind the first one while that is large."""
    there = waiting(index)
    return replace(there, x=min(max(there.x, x_at(640)), x_at(1380)), named=0.0)


def on_card(index: int) -> Spot:
    """A turn that is a card of the row."""
    return Spot(slot(index).x, FOOT, CARD_WIDTH, CARD_HEIGHT, 1.0, 0.0, 1.0)
