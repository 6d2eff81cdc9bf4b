"""How many tokens the note has: one large number, which becomes two when the line shortens."""

from __future__ import annotations

from manim import VGroup, VMobject

from scenes.hour28.outlines import NOTHING
from scenes.hour28.parts.work_bars import NUMBERS_AT, ROWS
from scenes.hour28.shares import between, part
from storyreel.design.easing import glide
from storyreel.design.layout import x_at, y_at
from storyreel.design.text import shape_line
from storyreel.design.tokens import Color, TextStyle, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts import tone
from storyreel.parts.marks import tagged
from storyreel.parts.shapes import Strokes

NUMBER = Type.FIGURE.sized(176)
UNIT = Type.CAPTION
_SPREAD, _UNIT_BELOW = 232, 128
_ARROW = 44
_TIMES = ((0.0, 0.5), (0.45, 0.75), (0.7, 1.0))
"""When the number before moves, the arrow grows and the new number appears, as shares."""


class Tally(VGroup):
    """The number of tokens; `display` puts it into the frame, alone or after the old number."""

    def __init__(self, before: int, unit: str) -> None:
        self.before, self.unit_text = before, unit
        self.old, self.new, self.unit = _words(), _words(), _words()
        head = ((_ARROW - 20, 20), (_ARROW, 0), (_ARROW - 20, -20))
        lines = tuple(
            tuple((px(x), px(y)) for x, y in line) for line in (((-_ARROW, 0), (_ARROW, 0)), head)
        )
        self.arrow = Strokes(*lines, color=Color.SLATE, width=px(9))
        self._arrow = self.arrow.points.copy()
        super().__init__(self.old, self.new, self.arrow, self.unit)

    def display(
        self, at: tuple[float, float], count: int, split: float = 0.0, scale: float = 1.0
    ) -> None:
        """Show a count about a pixel.

        While `split` goes from 0 to 1, the number before moves aside, an arrow grows, and the new
        number appears.
        """
        x, y = at
        aside, drawn, shown = (part(split, *times) for times in _TIMES)
        old, new = x - _SPREAD * scale * aside, x + _SPREAD * scale
        _write(self.old, str(self.before if split else count), NUMBER, (old, y), scale)
        tone.fill(self.old, tone.between(Color.NAVY, Color.SLATE, aside))
        self._point((x, y), drawn * scale)
        _write(self.new, str(count), NUMBER, (new, y), scale)
        tone.fill(self.new, tone.rgb(Color.NAVY), shown)
        _write(self.unit, self.unit_text, UNIT, (x, y + _UNIT_BELOW * scale), 1.0)

    def land(self, start: tuple[float, float], count: int, share: float, scale: float) -> None:
        """Move both numbers from about `start` down, and then to the places before the bars."""
        x, y = start
        down, aside = glide(part(share, 0.0, 0.6)), glide(part(share, 0.35, 1.0))
        sides = (self.old, self.before, -1), (self.new, count, 1)
        for (words, number, side), row in zip(sides, ROWS, strict=True):
            at = between(x + side * _SPREAD * 0.8, NUMBERS_AT, aside), between(y, row, down)
            _write(words, str(number), NUMBER, at, scale)
        self._point((x, y), max(0.8 - 4 * share, 0.0))
        self.unit.points = NOTHING

    def hide(self) -> None:
        """Show nothing until the next time."""
        for each in (self.old, self.new, self.arrow, self.unit):
            each.points = NOTHING

    def _point(self, at: tuple[float, float], share: float) -> None:
        points = self._arrow.copy()
        points[:, :2] *= share
        points[:, 0] += x_at(at[0])
        points[:, 1] += y_at(at[1])
        self.arrow.points = points if share > 0 else NOTHING


def _words() -> VMobject:
    words = VMobject(fill_color=Color.SLATE, fill_opacity=1.0, stroke_width=0.0)
    words.points = NOTHING
    return words


def _write(
    words: VMobject, text: str, style: TextStyle, at: tuple[float, float], scale: float
) -> None:
    """Write a text about a pixel, at half the height of capitals."""
    shaped = shape_line(text, style)
    points = shaped.curves.copy()
    points[:, 0] = (points[:, 0] - shaped.advance / 2) * scale + x_at(at[0])
    points[:, 1] = (points[:, 1] - shaped.cap_height / 2) * scale + y_at(at[1])
    words.points = points
    tagged(words, Tag("number", text=text, cap_share=shaped.cap_share))
