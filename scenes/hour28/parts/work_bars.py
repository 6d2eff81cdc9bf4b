"""The work of a pass as a bar: that of the note before, and that of the shorter one."""

from __future__ import annotations

from manim import VGroup

from scenes.hour28.shares import part
from storyreel.design.fonts import FontId
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.shapes import Plate
from storyreel.parts.solid import shaded
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

LEFT, LONGEST = 262, 738
"""Where bars begin, and how long the first one is, in pixels."""

ROWS = 772, 850
"""The middles of the bars, in pixels."""

NUMBERS_AT = 170
"""The column of the numbers of tokens before the bars, in pixels."""

_HALF, _HEADING = 31, 694
_WORDS = TextStyle(FontId("sans", "bold"), px(56))
_LESS = TextStyle(FontId("sans", "extrabold"), px(64), tabular=True)
_OLD, _NEW = ("#7F94AF", "#6C82A0"), ("#31557F", Color.NAVY)


class WorkBars(VGroup):
    """Two bars below a heading; `grow` sets how far they are, absolutely."""

    def __init__(self, heading: str, left_over: float) -> None:
        """`left_over` is the share of the first bar that the second one reaches."""
        self._reach = (1.0, left_over)
        at = x_at(LEFT), y_at(_HEADING)
        less = f"−{round(100 * (1 - left_over))} %"
        beside = x_at(LEFT + LONGEST * left_over + 26), y_at(ROWS[1])
        self._words = Line(heading, _WORDS, at, Color.SLATE)
        self._less = Line(less, _LESS, beside, Color.NAVY, role="number")
        self._bars = tuple(_bar(*colors) for colors in (_OLD, _NEW))
        super().__init__(*self._bars, self._words, self._less)
        self._veils = Veil(self._words), Veil(self._less)
        self.grow(0.0, 0.0)

    def grow(self, old: float, new: float) -> None:
        """Show shares of the bars: the heading comes first, the saving last."""
        for bar, middle, reach, share in zip(
            self._bars, ROWS, self._reach, (old, new), strict=True
        ):
            width = LONGEST * reach * share
            frame = Frame.of(LEFT, middle - _HALF, LEFT + max(width, 1.0), middle + _HALF)
            bar.fit(frame)
            bar.set_opacity(1.0 if width > 2.0 else 0.0)
        self._veils[0].set(part(old, 0.0, 0.5))
        self._veils[1].set(part(new, 0.92, 1.0))


def _bar(upper: str, lower: str) -> Plate:
    plate = Plate(Frame.of(0, 0, 1, 1), px(10), role="graphic")
    return shaded(plate, upper, lower)
