"""A chat: the window in which a question is asked, and the bubble in which a reply grows."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import after, overshoot, settle, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Space, Type, px
from storyreel.parts.motion import Appear, Motion, Reframe
from storyreel.parts.shapes import Disc, Strokes, card
from storyreel.parts.text import Line, width_of

SEND = px(52)
BUBBLE = px(88)


class Composer(VGroup):
    """A card to write in, with a send button at its right end."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.card = card(frame)
        x, y = frame.right - Space.PAD - SEND - px(10), frame.center[1]
        arrow = Strokes(
            ((x, y - px(22)), (x, y + px(22))),
            ((x - px(19), y + px(4)), (x, y + px(23)), (x + px(19), y + px(4))),
            color=Color.WHITE,
            width=px(8),
        )
        self.button = VGroup(Disc((x, y), SEND), arrow)
        self._base = [(leaf, leaf.points.copy()) for leaf in self.button]
        self._at = np.array([x, y, 0.0])
        self.asked = VGroup(self.card)
        self.add(self.card, self.button)

    def press(self) -> Motion:
        """The button goes down and comes up again."""

        def change(progress: float) -> None:
            dip = 1 - 0.16 * (1 - abs(2 * progress - 1))
            for leaf, points in self._base:
                leaf.points = (points - self._at) * dip + self._at

        return Motion(self.button, change, Seconds.QUICK, overshoot)

    def file(self, text: str, right: float, top: float) -> list[Motion]:
        """The card becomes the bubble of what was asked, with its upper right corner given."""
        width = width_of(text, Type.LABEL_STRONG) + 2 * Space.PAD
        frame = Frame(right - width, top - BUBBLE, right, top)
        words = Line(text, Type.LABEL_STRONG, frame.center, Color.SLATE, "center")
        self.asked = VGroup(self.card, words)
        late = after(0.5, settle)
        return [
            Reframe(self.card, frame, Seconds.SLOW),
            Appear(words, (0.0, 0.0), run_time=Seconds.SLOW, ease=late),
        ]


class Bubble(VGroup):
    """A bubble with one line that grows, as wide as it will be; `write` shows its first pieces."""

    def __init__(self, left: float, top: float, pieces: tuple[str, ...]) -> None:
        super().__init__()
        self._starts = ["".join(pieces[:count]) for count in range(len(pieces) + 1)]
        width = width_of(self._starts[-1], Type.LABEL_STRONG) + 2 * Space.PAD
        frame = Frame(left, top - BUBBLE, left + width, top)
        self.card = card(frame)
        at = (frame.left + Space.PAD, frame.center[1])
        self.line = Line(self._starts[0], Type.LABEL_STRONG, at, Color.CHARCOAL)
        self.add(self.card, self.line)

    def write(self, count: int) -> None:
        """Show that many pieces."""
        if self.line.text != self._starts[count]:
            self.line.write(self._starts[count])

    def grow(self, begin: int, end: int, run_time: float) -> Motion:
        """The pieces come one after the other, each at once."""

        def change(progress: float) -> None:
            self.write(min(begin + int(progress * (end - begin)) + 1, end))

        return Motion(self.line, change, run_time, steady)
