"""Letters of the note and of its terms."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from scenes.hour28.outlines import NOTHING
from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.text import shape_line
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged

SIZE = 70
"""Of the words on the counter's front, in pixels."""

STYLE = TextStyle(FontId("sans", "semibold"), px(SIZE))


class Letters(VMobject):
    """Letters about the left end of their middle line; `pose` puts them into the frame."""

    def __init__(self, text: str, curves: np.ndarray, cap: float, share: float) -> None:
        super().__init__(fill_color=Color.NAVY, fill_opacity=1.0, stroke_width=0.0)
        self.curves = curves - np.array([0.0, cap / 2, 0.0])
        tagged(self, Tag("token", text=text, cap_share=share))

    def pose(self, left: float, middle: float, scale: float = 1.0) -> None:
        """Begin at a pixel column, about a pixel row."""
        self.points = self.curves * scale + np.array([x_at(left), y_at(middle), 0.0])

    def hide(self) -> None:
        self.points = NOTHING


def written(text: str) -> tuple[Letters, float]:
    """A text at the size of the counter's front, and its width in pixels."""
    shaped = shape_line(text, STYLE)
    letters = Letters(text, shaped.curves, shaped.cap_height, shaped.cap_share)
    return letters, pixels(shaped.advance)


def pixels(units: float) -> float:
    """A length in scene units, in pixels."""
    return units / px(1)
