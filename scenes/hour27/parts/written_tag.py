"""What the one check has asked for, said beside the check of the bound cards."""

from __future__ import annotations

from storyreel.design.fonts import FontId
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of

_STYLE = TextStyle(FontId("sans", "bold"), px(50))
_HALF, _PAD = px(31), px(26)


class WrittenTag(Rigid):
    """A navy pill with a word, which ends in the middle of a check."""

    def __init__(self, says: str, check: tuple[float, float]) -> None:
        left = -width_of(says, _STYLE) - 2 * _PAD - _HALF
        pill = Plate(Frame(left, -_HALF, _HALF, _HALF), _HALF, Color.NAVY)
        super().__init__(pill, Line(says, _STYLE, (left + _PAD, 0.0), Color.WHITE))
        self.place(check)
