"""The mark of a reply that ends without a word."""

from __future__ import annotations

from storyreel.design.fonts import FontId
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.marks import clipped
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of

from .spot import FIRST_LINE, INDENT, Spot

_STYLE = TextStyle(FontId("sans", "bold"), px(57))
_HALF, _PAD = px(40), px(26)


class EndMark(Rigid):
    """A slate pill where the first word of a turn would be; `ink` writes it."""

    def __init__(self, says: str, spot: Spot) -> None:
        self.advance = width_of(says, _STYLE) + 2 * _PAD
        """How far the nib goes while it writes the mark."""
        pill = Plate(Frame(0.0, -_HALF, self.advance, _HALF), _HALF, Color.SLATE)
        super().__init__(pill, Line(says, _STYLE, (_PAD, 0.0), Color.WHITE))
        self._at = spot.at(INDENT - 6, FIRST_LINE)
        self.place(self._at, spot.scale)

    def ink(self, share: float) -> None:
        """Write the mark up to a share of its width."""
        x, y = self._at
        box = (x, y - 2 * _HALF, x + self.advance * share, y + 2 * _HALF)
        clipped(self, None if share >= 1.0 else box)
