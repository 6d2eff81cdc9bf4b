"""A note on what is seen: a pill with one word, in the tone of what was not measured."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of

HEIGHT = px(68)


class Note(VGroup):
    """A gold-edged pill whose left end is at `at`."""

    def __init__(self, text: str, at: tuple[float, float]) -> None:
        super().__init__()
        width = width_of(text, Type.LABEL_STRONG) + px(64)
        frame = Frame(at[0], at[1] - HEIGHT / 2, at[0] + width, at[1] + HEIGHT / 2)
        self.add(
            Plate(frame, HEIGHT / 2, Color.WHITE, Color.GOLD_LINE, Weight.LINE),
            Line(text, Type.LABEL_STRONG, frame.center, Color.GOLD_TEXT, "center"),
        )
