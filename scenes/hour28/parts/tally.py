"""How many tokens the note has: one large number."""

from __future__ import annotations

from manim import VGroup, VMobject

from scenes.hour28.outlines import NOTHING
from storyreel.design.layout import x_at, y_at
from storyreel.design.text import shape_line
from storyreel.design.tokens import Color, TextStyle, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.tone import fill, rgb

NUMBER = Type.FIGURE.sized(190)
UNIT = Type.CAPTION.sized(72)
_UNIT_BELOW = px(136)


class Tally(VGroup):
    """The number of tokens; `display` writes a count about a pixel, with its unit below."""

    def __init__(self, unit: str) -> None:
        self.unit_text = unit
        self.number, self.unit = _words(Color.NAVY), _words(Color.SLATE)
        super().__init__(self.number, self.unit)

    def display(self, at: tuple[float, float], count: int) -> None:
        """Show a count."""
        x, y = x_at(at[0]), y_at(at[1])
        _write(self.number, str(count), NUMBER, (x, y))
        _write(self.unit, self.unit_text, UNIT, (x, y - _UNIT_BELOW))

    def reveal(self, share: float) -> None:
        """Set the opacity."""
        fill(self.number, rgb(Color.NAVY), share)
        fill(self.unit, rgb(Color.SLATE), share)

    def hide(self) -> None:
        """Show nothing until the next time."""
        self.number.points = self.unit.points = NOTHING


def _words(color: str) -> VMobject:
    words = VMobject(fill_color=color, fill_opacity=1.0, stroke_width=0.0)
    words.points = NOTHING
    return words


def _write(words: VMobject, text: str, style: TextStyle, at: tuple[float, float]) -> None:
    """Write a text about a point, at half the height of capitals."""
    shaped = shape_line(text, style)
    points = shaped.curves.copy()
    points[:, 0] += at[0] - shaped.advance / 2
    points[:, 1] += at[1] - shaped.cap_height / 2
    words.points = points
    tagged(words, Tag("number", text=text, cap_share=shaped.cap_share))
