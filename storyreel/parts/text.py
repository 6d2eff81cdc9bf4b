"""Lines of text: one mobject per line, positioned by its capital letters."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from storyreel.design.text import shape_line
from storyreel.design.tokens import Color, TextStyle
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.shape import Shape

Anchor = Literal["left", "center", "right"]
_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}


class Line(Shape):
    """One line of text; `at` is its anchor, at half the height of capitals.

    `role` is the kind of text (see `storyreel.drawing.drawing.Tag`).
    """

    def __init__(
        self,
        text: str,
        style: TextStyle,
        at: tuple[float, float],
        color: str = Color.CHARCOAL,
        anchor: Anchor = "left",
        role: str = "label",
    ) -> None:
        super().__init__(color)
        self.style, self.at, self.anchor, self.role = style, at, anchor, role
        self.write(text)

    def write(self, text: str) -> Line:
        """Replace the text; place and style remain."""
        shaped = shape_line(text, self.style)
        self.text, self.advance = text, shaped.advance
        points = shaped.curves.copy()
        points[:, 0] += self.at[0] - shaped.advance * _SHARE[self.anchor]
        points[:, 1] += self.at[1] - shaped.cap_height / 2
        self.points = points
        tagged(self, _tag(self.role, text, shaped.cap_share))
        return self


@lru_cache(maxsize=4096)
def _tag(role: str, text: str, cap_share: float) -> Tag:
    return Tag(role, text=text, cap_share=cap_share)


def width_of(text: str, style: TextStyle) -> float:
    """The advance of a line of text in scene units."""
    return shape_line(text, style).advance


def baseline_at(y: float, style: TextStyle) -> float:
    """The y coordinate of `Line` that puts the baseline at `y`."""
    return y + shape_line("H", style).cap_height / 2
