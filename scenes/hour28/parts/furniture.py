"""The counter that the note lies on, and the shelf of the vocabulary above it."""

from __future__ import annotations

from manim import VGroup

from scenes.hour28.outlines import slab
from scenes.hour28.view import FEET, SHELF
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, Space, Type, px
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Plate
from storyreel.parts.solid import filled, shaded
from storyreel.parts.text import Line, width_of

LEFT, RIGHT = 72, 1848
_SHADOW = SoftShadow(0.0, -px(9), px(12), Color.NAVY, 0.12)
_NAME_AT, _APART = 128, 56
_LETTERS = Type.LABEL_STRONG.sized(56)
_OUT = 340
"""How far up the shelf goes when it leaves the stage, in pixels."""


_AWAY = 1900
"""How far to the right the counter goes when it leaves the stage, in pixels."""


class PharmacyCounter(VGroup):
    """A counter with a bright top and a front on which papers lie."""

    def __init__(self) -> None:
        self._front = with_shadow(_plate("#E9EFF6", "#D6E0EC"), _SHADOW)
        self._top, self._edge = _plate("#F1F5FA", "#FFFFFF"), _plate("#B9C7D8", "#C9D5E2")
        super().__init__(self._front, self._top, self._edge)
        self.slide(0.0)

    def slide(self, share: float, left: float = LEFT) -> None:
        """Leave the stage by its right side; 1 is outside. Inside, it begins at `left`."""
        shift = counter_shift(share)
        left, right = left + shift, RIGHT + shift
        self._front.fit(Frame.of(left, FEET - 14, right, FEET + 106))
        self._top.fit(Frame.of(left + 1, FEET - 14, right - 1, FEET + 6))
        self._edge.fit(Frame.of(left, FEET + 6, right, FEET + 9))


class VocabularyShelf(Rigid):
    """A shelf with a name on its front, and how much it holds in all; `hold` says which size."""

    def __init__(self, name: str, sizes: tuple[str, ...]) -> None:
        half = (RIGHT - LEFT) / 2
        board = shaded(filled(slab(-half, -62, half, 0, 10)), "#E9EFF6", "#D6E0EC")
        at = (px(_NAME_AT - (LEFT + half)), px(-32))
        beside = at[0] + width_of(name, _LETTERS) + px(_APART), at[1]
        self._sizes = [
            Line(size, _LETTERS, beside, Color.CHARCOAL, role="number") for size in sizes
        ]
        super().__init__(
            with_shadow(board, _SHADOW),
            filled(slab(-half, -6, half, 2, 3), Color.WHITE),
            Line(name, _LETTERS, at, Color.CHARCOAL),
            *self._sizes,
        )
        self.hold(0)
        self.lift(0.0)

    def hold(self, added: int) -> None:
        """Show the size of this index: how much the shelf holds with so many new jars."""
        for index, size in enumerate(self._sizes):
            size.set_fill(opacity=float(index == added))

    def lift(self, share: float) -> None:
        """Leave the stage by its top; 1 is outside."""
        self.place((x_at((LEFT + RIGHT) / 2), y_at(shelf_top(share))))


def shelf_top(lifted: float) -> float:
    """The pixel row of the feet of jars on the shelf, for its share of the way out."""
    return SHELF - _OUT * lifted


def counter_shift(slid: float) -> float:
    """How far to the right the counter is, in pixels, for its share of the way out."""
    return _AWAY * slid


def _plate(upper: str, lower: str) -> Plate:
    return shaded(Plate(Frame.of(0, 0, 1, 1), Space.RADIUS_SMALL, role="decor"), upper, lower)
