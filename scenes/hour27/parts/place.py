"""Where a card is on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import px

CARD_WIDTH, CARD_HEIGHT = 334.0, 278.0
"""In pixels, at scale 1."""
FOOT = y_at(860)
"""The height at which cards rest on the desk."""
_FIRST, _PITCH = 263.0, 348.5
ANSWER_TOP = 136.0
"""The upper edge of the part of a card that has the answer, in pixels above its base."""
STACK_SCALE = 1.28


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a card's lower edge in scene units, its scale, and its tilt in degrees."""

    x: float
    y: float = FOOT
    scale: float = 1.0
    tilt: float = 0.0

    def toward(self, other: Place, share: float) -> Place:
        """The interpolation between this place (share 0) and another (share 1)."""
        return Place(
            self.x + (other.x - self.x) * share,
            self.y + (other.y - self.y) * share,
            self.scale + (other.scale - self.scale) * share,
            self.tilt + (other.tilt - self.tilt) * share,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The point that is `x` pixels right of and `y` below the upper left corner of the card."""
        right, up = px(x - CARD_WIDTH / 2) * self.scale, px(CARD_HEIGHT - y) * self.scale
        c, s = cos(radians(self.tilt)), sin(radians(self.tilt))
        return self.x + right * c - up * s, self.y + right * s + up * c


def slot(index: int) -> Place:
    """The place of a card in the row of five."""
    return Place(x_at(_FIRST + _PITCH * index))


def aside(index: int) -> Place:
    """The place of a card of the row while it is out of the picture, at the left."""
    return Place(slot(index).x - px(1900))


def stacked(index: int, x: float) -> Place:
    """A card of a stack whose front card, index 0, is at `x`; the edge of each is seen."""
    return Place(x + px(30) * index, FOOT + px(18) * index, STACK_SCALE)
