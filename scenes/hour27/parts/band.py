"""The band that binds the cards that passed, with their number."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, Seconds, TextStyle, px
from storyreel.parts.curves import closed, placed
from storyreel.parts.marks import SoftShadow, clipped, with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.solid import filled, shaded
from storyreel.parts.text import Line

from .place import CARD_WIDTH, Place

TOP, BOTTOM = 140.0, 256.0
"""Its edges, in pixels below the upper edge of the front card: where answers are."""
_BEYOND = 7.0
_COUNT = TextStyle(FontId("sans", "extrabold"), px(70), tabular=True)


class Band(VGroup):
    """A navy band around a stack of cards, with a count on its front; `wrap` closes it."""

    def __init__(self, front: Place, back: Place, says: str) -> None:
        """`front` and `back` are places of the first and last cards, upright and of one scale."""
        half, high = CARD_WIDTH / 2 + _BEYOND, (BOTTOM - TOP) / 2
        unit = px(1) * front.scale
        dx, dy = (back.x - front.x) / unit, (back.y - front.y) / unit
        at = front.at(CARD_WIDTH / 2, (TOP + BOTTOM) / 2)
        face = filled(closed((-half, high), (half, high), (half, -high), (-half, -high)))
        side = closed((half, high), (half + dx, high + dy), (half + dx, dy - high), (half, -high))
        self._face = with_shadow(
            shaded(face, "#254876", Color.NAVY, "#142B4E"),
            SoftShadow(0.0, -px(5), px(7), Color.NAVY, 0.22),
        )
        text = Line(says, _COUNT, (0.0, 0.0), Color.WHITE, "center")
        shapes = (filled(side, "#0F2240"), self._face, text)
        size = front.scale
        for shape in shapes:
            shape.points = placed(shape.points, at, (size, size))
        super().__init__(*shapes)
        left, bottom = at[0] - px(half + 20) * size, at[1] - px(high + 30) * size
        self._frame = left, bottom, at[0] + px(half + dx) * size, at[1] + px(high + dy) * size

    def wrap(self, seconds: float = Seconds.MOVE) -> Motion:
        """Close around the cards, from the left."""
        left, bottom, right, top = self._frame

        def change(share: float) -> None:
            clipped(self, (left, bottom, left + (right - left) * share, top))

        return Motion(self, change, seconds, glide)
