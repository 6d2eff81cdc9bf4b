"""The new row as it is after an extension: its id, its noise, and the word for it."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge

from .noise import Noise

EDGE = px(204)
SIDE = px(444)

NEW_ROW = Frame.of(96, 792, 1824, 864)
"""The row below the bill."""

LINES = 8
"""Lines in which the numbers of a row are drawn."""


class UntrainedRow(VGroup):
    """A line of three: `words` (id and word), the `noise`, and the `badge`."""

    def __init__(self, frame: Frame, name: str, word: str, count: int, lines: int) -> None:
        super().__init__()
        y = frame.center[1]
        place = Frame(frame.left + EDGE, frame.bottom, frame.right - SIDE, frame.top)
        self.noise = Noise(place, count, lines, int(name))
        x = place.right + px(76)
        self.badge = Badge((x, y), px(34), passed=False)
        self.words = VGroup(
            Line(name, Type.CODE_STRONG, (frame.left, y), Color.GOLD_TEXT, role="code"),
            Line(word, Type.LABEL_STRONG, (x + px(56), y), Color.GOLD_TEXT),
        )
