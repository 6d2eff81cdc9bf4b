"""A wisdom box for a long sentence: set a little tighter, so that it stays on one line."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from storyreel.design.layout import Grid
from storyreel.design.tokens import Space, Type, px
from storyreel.parts.furniture import WisdomBox
from storyreel.parts.text import Line, width_of
from storyreel.storyboard.model import Wisdom

TIGHTEST = -0.025
"""Tracking, in em per character, below which letters would touch."""


class TightWisdomBox(WisdomBox):
    """The family's box; its sentence keeps its size and gives up space between letters."""

    def __init__(self, wisdom: Wisdom) -> None:
        super().__init__(wisdom)
        line = cast(Line, self.submobjects[-1])
        room = Grid.WISDOM.width - 2 * Space.PAD + px(6)
        excess = width_of(wisdom.text, line.style) - room
        if excess > 0:
            tighter = Type.CAPTION.tracking - excess / (len(wisdom.text) * line.style.size)
            line.style = replace(line.style, tracking=max(tighter, TIGHTEST))
            line.write(wisdom.text)
