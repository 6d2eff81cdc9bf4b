"""The wisdom box: the sentence that remains at the end of a clip."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Grid
from storyreel.design.tokens import Color, Space, Type, Weight, px
from storyreel.parts.marks import with_shadow
from storyreel.parts.shapes import LIFTED_SHADOW, Plate
from storyreel.parts.text import Line
from storyreel.storyboard.model import Wisdom
from storyreel.storyboard.text import caption_lines

LONGEST_LINE = 34
"""Characters on one line; a longer sentence is set on two."""


class WisdomBox(VGroup):
    """The clip's closing sentence in a gold frame, after its label, on one line or two."""

    def __init__(self, wisdom: Wisdom) -> None:
        super().__init__()
        frame = Grid.WISDOM
        plate = Plate(frame, Space.RADIUS, Color.WHITE, Color.GOLD, Weight.STRONG, role="decor")
        left, middle = frame.left + Space.PAD, frame.center[1]
        label = Line(wisdom.label, Type.LABEL_STRONG, (left, middle), Color.GOLD_TEXT, role="label")
        self.add(with_shadow(plate, LIFTED_SHADOW), label)
        left += label.advance + px(56)
        lines = caption_lines(wisdom.text, LONGEST_LINE)
        for index, text in enumerate(lines):
            at = (left, middle + ((len(lines) - 1) / 2 - index) * Grid.CAPTION_LEADING)
            self.add(Line(text, Type.WISDOM, at, Color.NAVY, role="wisdom"))
