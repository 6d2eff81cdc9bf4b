"""What is said: the question, the reply and what is wrong with it."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import overshoot
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line

from .camera import APP
from .keyed import Keyed, KeyedPart
from .prop import Prop, Similarity
from .sheet import Bubble, Paper
from .verdict import Verdict

BUBBLE = Frame.of(462, 510, 932, 656)
CLOSED = Frame.of(APP - 52, 626, APP + 52, 706)
ASKED = Type.LABEL_STRONG.sized(35)
SAID, STRONG = Type.LABEL_STRONG.sized(40), Type.HEADING.sized(46)
GAP, INDENT, ROW = px(11), px(40), px(30)
"""The space round the word, where the reply begins, and its lines above and below the middle."""


class Saying:
    """The course of a bubble: how far it is open, and how much of its words is seen."""

    def __init__(self) -> None:
        self.opened, self.said = Keyed(0.0), Keyed(0.0)


class Talk(KeyedPart, VGroup):
    """The question, the reply and what is wrong with it."""

    def __init__(self, question: tuple[str, ...], reply: tuple[str, str, str]) -> None:
        self.question, self.reply = Saying(), Saying()
        self.marked, self.crossed = Keyed(0.0), Keyed(0.0)
        self._asked = Bubble(CLOSED, BUBBLE, Paper(Color.NAVY, "#5F80AB", 2.5), Prop())
        self._typed = _lines(question)
        words = _words(reply)
        self._told = Bubble(CLOSED, BUBBLE, Paper(Color.WHITE, "#8EA3BE", 2.5), Prop(*words))
        self._mark = Prop(_round(words[1]))
        self._verdict = Verdict()
        sayings = self.question.opened, self.question.said, self.reply.opened, self.reply.said
        self.values = *sayings, self.marked, self.crossed
        super().__init__(self._asked, self._told, self._mark, self._verdict)
        self.add(*self._typed)

    def take(
        self,
        asking: float,
        asked: float,
        telling: float,
        told: float,
        marked: float,
        crossed: float,
    ) -> None:
        self._asked.take(asking, asked, min(asking * 4, 1.0))
        self._told.take(telling, told, min(telling * 4, 1.0))
        typed = asked * len(self._typed)
        for index, line in enumerate(self._typed):
            line.pose(Similarity(), min(max((typed - index) * 3, 0.0), 1.0))
        self._mark.pose(Similarity(), marked * told)
        size = overshoot(crossed)
        corner = complex(BUBBLE.right - px(48), BUBBLE.center[1] + ROW)
        self._verdict.pose(Similarity(max(0.9 * size, 1e-3), corner), float(size > 0))


def _lines(texts: tuple[str, ...]) -> list[Prop]:
    rows = BUBBLE.inset(px(34), px(12)).rows((1.0,) * len(texts), 0.0)
    return [
        Prop(Line(text, ASKED, (row.left, row.center[1]), Color.WHITE))
        for text, row in zip(texts, rows, strict=True)
    ]


def _words(reply: tuple[str, str, str]) -> tuple[Line, Line, Line]:
    """The reply on two lines, its middle word larger."""
    before, word, after = reply
    x, y = BUBBLE.left + INDENT, BUBBLE.center[1]
    first = Line(before, SAID, (x, y + ROW))
    second = Line(word, STRONG, (x, y - ROW), Color.NAVY)
    third = Line(after, SAID, (x + second.advance + GAP, y - ROW))
    return first, second, third


def _round(word: Line) -> Plate:
    """A gold frame round a word."""
    (x, y), wide = word.at, word.advance
    frame = Frame(x - GAP / 2, y - px(25), x + wide + GAP / 2, y + px(25))
    return Plate(frame, px(12), None, Color.GOLD_LINE, px(4))
