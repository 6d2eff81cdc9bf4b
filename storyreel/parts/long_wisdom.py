"""The wisdom box for a sentence that is too long for one line: two lines, the word before them."""

from __future__ import annotations

from storyreel.design.layout import Grid
from storyreel.design.tokens import Color, Space, Type, px
from storyreel.parts.furniture import WisdomBox
from storyreel.parts.text import Line, width_of
from storyreel.storyboard.model import Wisdom
from storyreel.storyboard.text import caption_lines

LEADING = px(74)


class LongWisdom(WisdomBox):
    """The same box with the same type; the sentence stands right of the word, on two lines."""

    def __init__(self, wisdom: Wisdom) -> None:
        super().__init__(wisdom)
        plate = self.submobjects[0]
        frame = Grid.WISDOM
        x, y = frame.left + Space.PAD, frame.center[1]
        label = Line(wisdom.label, Type.LABEL_STRONG, (x, y), Color.GOLD_TEXT, role="label")
        left = x + width_of(wisdom.label, Type.LABEL_STRONG) + px(56)
        lines = caption_lines(wisdom.text)
        self.submobjects = [plate, label]
        for index, text in enumerate(lines):
            at = (left, y + ((len(lines) - 1) / 2 - index) * LEADING)
            self.add(Line(text, Type.CAPTION, at, Color.NAVY, role="wisdom"))
