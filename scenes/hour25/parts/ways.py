"""Ways to a model: small windows with a name and the reply that they get."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, Weight, px
from storyreel.parts.motion import Appear, Motion
from storyreel.parts.shapes import Disc, Plate, Strokes, card
from storyreel.parts.text import Line, width_of

HEADER = px(84)


class Way(VGroup):
    """A browser's window (three dots) or a script's (a prompt), and the reply in it."""

    def __init__(self, frame: Frame, name: str, reply: str, prompt: str | None = None) -> None:
        super().__init__()
        self.frame = frame
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


class TwoWays(VGroup):
    """Two windows at the sides of a model in the middle, each joined to it by a line.

    The line of the first one is long: it passes through everything between.
    """

    def __init__(self, middle: Frame, file: str, first: Way, second: Way) -> None:
        super().__init__()
        y = middle.center[1]
        lines = (
            ((first.frame.right, y), (middle.left, y)),
            ((middle.right, y), (second.frame.left, y)),
        )
        at = (middle.left + Space.PAD, middle.bottom + px(52))
        self.file = Line(file, Type.CODE, at, role="code")
        self.links = Strokes(*lines, color=Color.NAVY, width=Weight.STRONG)
        self.first, self.second = first, second

    def meet(self) -> list[Motion]:
        """The windows come from their sides, and file and lines appear."""
        return [
            Appear(self.links, (0.0, 0.0)),
            Appear(self.file),
            Appear(self.first, (-px(60), 0.0)),
            Appear(self.second, (px(60), 0.0)),
        ]
