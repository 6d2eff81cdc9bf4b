"""A user's turn: a bubble that takes a question, grows an answer and becomes a card of the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from manim import VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, Seconds, TextStyle, Weight, px
from storyreel.parts.curves import placed
from storyreel.parts.marks import SoftShadow, clipped, with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.solid import filled
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import edge, rgb

from .answer import Answer
from .bubble import lower_part
from .ink import TOPIC, WordBar, topic_at
from .place import ANSWER_TOP
from .seed import Role
from .spot import FIRST_LINE, INDENT, PITCH, Spot
from .training_card import ANSWER_COLOR, ANSWER_TINT

_SHADOW = SoftShadow(0.0, -px(8), px(13), Color.NAVY, 0.15)
_FADED = 0.2
"""The part of the way to the row on which everything fades that a card there lacks."""
_LIFTED = 0.5
"""The part of the rest of that way on which lines of a topic rise; they go to the left after it."""
_NAMED = 0.03
"""The part of its way at whose end a turn that was hidden gets its name."""
_RISEN = 0.5
"""The part of the way on which a turn rises; it becomes wide after it."""
_NARROW = 0.6
"""The part of the way back to the row at whose end a turn is as narrow as a card."""
_WHOLE = 1.0 - 1e-6
_UNDERLINE, _STROKE = 35.0, px(10)
"""Below the middle of a line: where a word is underlined, in pixels, and how thick."""
STYLE = TextStyle(FontId("sans", "bold"), px(56), tabular=True)


def text_lines(question: Sequence[str], color: str = Color.NAVY) -> tuple[Line, ...]:
    """The lines of a question about the upper left corner of its turn."""
    return tuple(
        Line(text, STYLE, (px(INDENT), -px(FIRST_LINE + PITCH * at)), color)
        for at, text in enumerate(question)
    )


class _Topic(Rigid):
    """A line of the topic, which is in the question first and then alone on the card."""

    def __init__(self, text: str, index: int, question: Sequence[str]) -> None:
        super().__init__(Line(text, TOPIC, (0.0, 0.0), Color.NAVY))
        row = next((row for row, line in enumerate(question) if text in line), 0)
        before = question[row].partition(text)[0]
        self._first = INDENT + width_of(before, STYLE) / px(1), FIRST_LINE + PITCH * row
        self._last = topic_at(index)

    def put(self, spot: Spot) -> None:
        """Take the place on the way from the question to the card.

        A line stays in the question until that has faded. Then lines that were beside one another
        come to be below one another before they go to the left, so that they never overlap.
        """
        (ax, ay), (bx, by) = self._first, self._last
        way = max(0.0, (spot.fold - _FADED) / (1.0 - _FADED))
        across, down = max(0.0, (way - _LIFTED) / (1.0 - _LIFTED)), min(1.0, way / _LIFTED)
        self.place(spot.at(ax + (bx - ax) * across, ay + (by - ay) * down), spot.scale)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is written in a turn: a question, its topic and the length of its answer."""

    question: tuple[str, ...]
    topic: tuple[str, ...]
    tokens: int


class Turn(VGroup):
    """A speech bubble with the name of its role, which becomes a card with its answer.

    `put` sets where it is, and `ink` how far a line is written: first those of the question, then
    those of the answer.
    """

    def __init__(
        self, role: str, reply: Reply, seed: int, spot: Spot, paper: str = Color.WHITE
    ) -> None:
        """`seed` chooses the lengths of the words in the answer."""
        self._questions = text_lines(reply.question)
        self._answer = Answer(reply.tokens, seed)
        self.lines: tuple[Line | WordBar, ...] = (*self._questions, *self._answer.bars)
        self.question_lines = len(self._questions)
        self._topics = [_Topic(text, at, reply.question) for at, text in enumerate(reply.topic)]
        self._paper = with_shadow(filled(spot.outline(), paper), _SHADOW)
        edge(self._paper, rgb(Color.HAIRLINE), Weight.HAIRLINE)
        self._lower = filled(lower_part(1.0, ANSWER_TOP), ANSWER_COLOR)
        self._role, self._text = Role(role, spot), Rigid(*self._questions)
        self._inked = [0.0] * len(self.lines)
        super().__init__(
            self._role, self._paper, self._lower, self._text, *self._topics, self._answer
        )
        self.put(spot)

    def put(self, spot: Spot) -> None:
        """Take a place, a size, and the shape of a bubble or of a card."""
        self.spot = spot
        self._paper.points = spot.outline()
        lower = lower_part(spot.width / 2, ANSWER_TOP)
        self._lower.points = placed(lower, (spot.x, spot.y), (px(1), px(1)))
        self._lower.set_fill(opacity=ANSWER_TINT * spot.fold)
        rest = max(0.0, 1.0 - spot.fold / _FADED)
        self._role.put(spot)
        self._role.set_fill(opacity=min(rest, max(0.0, 1.0 - (1.0 - spot.named) / _NAMED)))
        self._text.place(spot.at(0, 0), spot.scale)
        self._text.set_fill(opacity=rest)
        for topic in self._topics:
            topic.put(spot)
        self._answer.put(spot)
        for index, share in enumerate(self._inked):
            self.ink(index, share)

    def ink(self, index: int, share: float) -> None:
        """Write a line up to a share of its length."""
        self._inked[index] = share
        if index >= self.question_lines:
            self._answer.ink(index - self.question_lines, share, self.spot)
            return
        left, top = self.spot.at(0, 0)
        right, _ = self.nib_at(index, share)
        whole = share > _WHOLE
        box = (left, self.spot.y, right if share > 0.0 else left, top)
        clipped(self.lines[index], None if whole else box)
        shown = self.spot.fold > 0.0 and self._inked[self.question_lines - 1] > _WHOLE
        for topic in self._topics:
            topic.set_fill(opacity=1.0 if shown else 0.0)

    def nib_at(self, index: int, share: float, spot: Spot | None = None) -> tuple[float, float]:
        """The point where a pen writes a line, at a share of its length; `spot` is the turn's."""
        there = spot or self.spot
        if index >= self.question_lines:
            return self._answer.nib_at(index - self.question_lines, share, there)
        line = self.lines[index]
        x, y = line.at
        return there.at((x + line.advance * share) / px(1), -y / px(1) + 14)

    def underline(self, word: str) -> VMobject:
        """A gold line below a word of the question, where that is now."""
        row, line = next((i, line) for i, line in enumerate(self._questions) if word in line.text)
        begin = width_of(line.text.partition(word)[0], STYLE) / px(1) + INDENT
        end = begin + width_of(word, STYLE) / px(1)
        below = FIRST_LINE + PITCH * row + _UNDERLINE
        ends = [self.spot.at(begin, below), self.spot.at(end, below)]
        drawn = VMobject(stroke_color=Color.GOLD, stroke_width=_STROKE * 100, fill_opacity=0.0)
        return drawn.set_points_as_corners([(x, y, 0.0) for x, y in ends])

    def move(self, spot: Spot, seconds: float = Seconds.MOVE) -> Motion:
        """Go to another place; what is written there is whole."""
        before = self.spot
        return Motion(self, lambda share: self.put(before.toward(spot, share)), seconds, glide)

    def rise(self, spot: Spot, seconds: float) -> Motion:
        """Go up from the row and become wide above it, not over what is beside it there."""
        before = self.spot
        above = replace(before, y=spot.y, tail=spot.tail)

        def change(share: float) -> None:
            rising = share < _RISEN
            on = share / _RISEN if rising else (share - _RISEN) / (1.0 - _RISEN)
            self.put(before.toward(above, on) if rising else above.toward(spot, on))

        return Motion(self, change, seconds, glide)

    def land(self, spot: Spot, seconds: float) -> Motion:
        """Become a card above the row and go down to a place there, not over what is beside it."""
        before = self.spot
        return Motion(self, lambda share: self.put(_landing(before, spot, share)), seconds, glide)

    def become_card(self, spot: Spot, seconds: float) -> Motion:
        """Go to a place in the row, and get an answer on the way."""
        before = self.spot
        answer = range(self.question_lines, len(self.lines))

        def change(share: float) -> None:
            self.put(_landing(before, spot, share))
            for line in answer:
                self.ink(line, share)

        return Motion(self, change, seconds, glide)


def _landing(before: Spot, spot: Spot, share: float) -> Spot:
    """Where a turn is on its way to the row: it is narrow before it goes down."""
    above = replace(spot, y=before.y)
    if share < _NARROW:
        return before.toward(above, share / _NARROW)
    return above.toward(spot, (share - _NARROW) / (1.0 - _NARROW))
