"""What is said: the question and the reply as they are read, and what is wrong with it."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import overshoot
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line

from .camera import APP
from .ink import step
from .keyed import Keyed
from .prop import Prop, Similarity
from .sheet import Bubble, Paper

BUBBLE = Frame.of(446, 530, 896, 652)
CLOSED = Frame.of(APP - 52, 626, APP + 52, 706)
SAID, STRONG = Type.LABEL_STRONG.sized(23.5), Type.HEADING.sized(30)
GAP, INDENT = px(16), px(136)


class Saying:
    """The course of a bubble: how far it is open, and how much of its words is seen."""

    def __init__(self) -> None:
        self.opened, self.said = Keyed(0.0), Keyed(0.0)


class Talk(VGroup):
    """The question and the reply as they are read, and what is wrong with the reply."""

    def __init__(self, question: tuple[str, ...], reply: tuple[str, str, str]) -> None:
        self.question, self.reply = Saying(), Saying()
        self.marked, self.crossed, self.gone = Keyed(0.0), Keyed(0.0), Keyed(0.0)
        self._asked = Bubble(CLOSED, BUBBLE, Paper(Color.NAVY, "#5F80AB", 2.5), _lines(question))
        words = _words(reply)
        self._told = Bubble(CLOSED, BUBBLE, Paper(Color.WHITE, "#8EA3BE", 2.5), Prop(*words))
        self._mark = Prop(_round(words[1]))
        self.badge = StatusBadge((0.0, 0.0), px(30), Status.FAILED)
        self.papers = (self._asked.sheet, self._told.sheet, self.badge)
        """The parts that change without being props."""

        super().__init__(self._asked, self._told, self._mark)

    def act(self, time: float) -> None:
        fade = 1.0 - self.gone.at(time)
        for bubble, saying in ((self._asked, self.question), (self._told, self.reply)):
            opened = saying.opened.at(time)
            bubble.take(opened, saying.said.at(time), fade * min(opened * 4, 1.0))
        self._mark.pose(Similarity(), self.marked.at(time) * self.reply.said.at(time) * fade)

    def aside(self, time: float, cloud: Similarity) -> Similarity:
        """Where a cloud goes when the reply opens: from the app into the bubble."""
        opened = self.reply.opened.at(time)
        goal = complex(BUBBLE.left + px(74), BUBBLE.center[1] - px(24))
        return Similarity(
            cloud.turn * (1 - 0.24 * opened), cloud.move + (goal - cloud.move) * opened
        )

    def cross(self, time: float, cloud: Similarity) -> None:
        """Put the badge at the cloud."""
        size = overshoot(self.crossed.at(time))
        pose = Similarity(max(0.58 * size, 1e-3), cloud.move + step(36, 2))
        shown = (1.0 - self.gone.at(time)) * (size > 0)
        self.badge.put((pose.move.real, pose.move.imag), pose.scale, shown)


def _lines(texts: tuple[str, ...]) -> Prop:
    rows = BUBBLE.inset(px(34), px(10)).rows((1.0,) * len(texts), 0.0)
    return Prop(
        *(
            Line(text, SAID, (row.left, row.center[1]), Color.WHITE)
            for text, row in zip(texts, rows, strict=True)
        )
    )


def _words(reply: tuple[str, str, str]) -> tuple[Line, Line, Line]:
    """The reply on one line, its middle word larger."""
    before, word, after = reply
    x, y = BUBBLE.left + INDENT, BUBBLE.center[1]
    first = Line(before, SAID, (x, y))
    second = Line(word, STRONG, (x + first.advance + GAP, y), Color.NAVY)
    third = Line(after, SAID, (second.at[0] + second.advance + GAP, y))
    return first, second, third


def _round(word: Line) -> Plate:
    """A gold frame round a word."""
    (x, y), wide = word.at, word.advance
    frame = Frame(x - GAP / 2, y - px(25), x + wide + GAP / 2, y + px(25))
    return Plate(frame, px(12), None, Color.GOLD_LINE, px(4))
