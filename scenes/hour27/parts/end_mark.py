"""The mark of a reply that ends without a word."""

from __future__ import annotations

from storyreel.design.fonts import FontId
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of

from .turn import FIRST_LINE, INDENT, Spot

_STYLE = TextStyle(FontId("sans", "bold"), px(57))
_HALF, _PAD = px(40), px(26)


def end_pill(says: str, left: float, middle: float) -> tuple[Plate, Line]:
    """The mark as it stays on its card; the place is that of its left end, in scene units."""
    right = width_of(says, _STYLE) + 2 * _PAD
    frame = Frame(left, middle - _HALF, left + right, middle + _HALF)
    return Plate(frame, _HALF, Color.SLATE), Line(says, _STYLE, (left + _PAD, middle), Color.WHITE)


class EndMark(Rigid):
    """A slate pill where the first word of a turn would be."""

    def __init__(self, says: str, spot: Spot) -> None:
        right = width_of(says, _STYLE) + 2 * _PAD
        self.beyond = right + px(14)
        """How far the nib has to go to be beside the mark."""
        pill = Plate(Frame(0.0, -_HALF, right, _HALF), _HALF, Color.SLATE)
        super().__init__(pill, Line(says, _STYLE, (_PAD, 0.0), Color.WHITE))
        self.place(spot.at(INDENT - 6, FIRST_LINE), spot.scale)
