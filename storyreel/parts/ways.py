"""A way to a model: a small window with its name and the reply that it gets."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.shapes import Disc, Plate, Strokes, card
from storyreel.parts.text import Line, width_of

HEADER = px(84)


class Way(VGroup):
    """A browser's window (three dots) or a script's (a prompt), and the reply in it."""

    def __init__(self, frame: Frame, name: str, reply: str, prompt: str | None = None) -> None:
        super().__init__()
        middle, edge = frame.top - HEADER / 2, frame.top - HEADER
        rule = ((frame.left, edge), (frame.right, edge))
        self.add(
            card(frame),
            Strokes(rule, color=Color.HAIRLINE, width=Weight.HAIRLINE, role="decor"),
        )
        left = frame.left + px(30)
        if prompt is None:
            for step in range(3):
                at = (left + px(10) + px(28) * step, middle)
                self.add(Disc(at, px(10), Color.LINE, role="decor"))
            left += px(28) * 3 + px(8)
        else:
            self.add(Line(prompt, Type.CODE_STRONG, (left, middle), Color.SLATE, role="code"))
            left += width_of(prompt, Type.CODE_STRONG) + px(20)
        self.add(Line(name, Type.LABEL_STRONG, (left, middle), Color.NAVY))
        x, y = frame.center[0], (frame.bottom + edge) / 2
        half = width_of(reply, Type.LABEL_STRONG) / 2 + px(44)
        pill = Frame(x - half, y - px(46), x + half, y + px(46))
        self.add(
            Plate(pill, px(34), Color.GOLD_PALE, Color.GOLD, Weight.LINE),
            Line(reply, Type.LABEL_STRONG, (x, y), Color.NAVY, "center"),
        )
