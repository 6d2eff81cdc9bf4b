"""The seed: the opened turn of a user, a speech bubble that is filled again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.fonts import FontId
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Seconds, TextStyle, px
from storyreel.parts.curves import Points, placed
from storyreel.parts.marks import SoftShadow, clipped, with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.solid import filled
from storyreel.parts.text import Line

from .bubble import bubble

FIRST_LINE, PITCH, INDENT = 52.0, 66.0, 34.0
"""The first line, the way between lines, and the left margin of a text, in pixels at scale 1."""
_TAIL = 22.0
_STYLE = TextStyle(FontId("sans", "bold"), px(57), tabular=True)
_SHADOW = SoftShadow(0.0, -px(8), px(13), Color.NAVY, 0.15)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a turn is: the middle of its lower edge (scene units), its size in pixels, its scale.

    `scale` is that of the text and of the tail alone.
    """

    x: float
    y: float
    width: float
    height: float
    scale: float = 1.0

    def toward(self, other: Spot, share: float) -> Spot:
        """The interpolation between this spot (share 0) and another (share 1)."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Spot(*(mine + (theirs - mine) * share for mine, theirs in pairs))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The point `x` right of and `y` below the upper left corner, in pixels at its scale."""
        left, top = self.x - px(self.width / 2), self.y + px(self.height)
        return left + px(x) * self.scale, top - px(y) * self.scale


OFFERED = Spot(x_at(1050), y_at(640), 1265, 280, 1.1)
LARGE = Spot(x_at(1140), y_at(640), 1265, 280, 1.1)
STATION = Spot(x_at(960), y_at(546), 1150, 236)
"""Above the row of cards."""
ORIGINAL = Spot(x_at(960), y_at(562), 1265, 256, 1.1)
PLAN = Spot(x_at(960), y_at(814), 1265, 200, 1.1)
"""A question, and its planned rewrite below it."""
AGAIN = Spot(x_at(1112), y_at(790), 610, 200)
"""Where a refused card is planned to become a turn again."""


def text_lines(question: Sequence[str], color: str = Color.NAVY) -> tuple[Line, ...]:
    """The lines of a question about the upper left corner of its turn."""
    return tuple(
        Line(text, _STYLE, (px(INDENT), -px(FIRST_LINE + PITCH * at)), color)
        for at, text in enumerate(question)
    )


def turn_outline(spot: Spot) -> Points:
    """The outline of a turn in scene units."""
    shape = bubble(spot.width / 2, spot.height, 0.0, _TAIL * spot.scale)
    return placed(shape, (spot.x, spot.y), (px(1), px(1)))


class Turn(VGroup):
    """A speech bubble that takes one question after another; `ask` chooses which.

    `put` sets where it is, and `ink` how far a line of the question is written.
    """

    def __init__(self, questions: Sequence[Sequence[str]], spot: Spot) -> None:
        self._questions = tuple(text_lines(each) for each in questions)
        self._paper = with_shadow(filled(turn_outline(spot), Color.WHITE), _SHADOW)
        self._text = Rigid(*(line for question in self._questions for line in question))
        super().__init__(self._paper, self._text)
        self.put(spot)
        for at in range(len(self._questions)):
            self.ask(at)

    def ask(self, index: int) -> None:
        """Be ready for a question, of which nothing is written yet."""
        self.lines = self._questions[index]
        for at in range(len(self.lines)):
            self.ink(at, 0.0)

    @property
    def start(self) -> tuple[float, float]:
        """Where writing begins."""
        return self.spot.at(INDENT, FIRST_LINE + 14)

    def put(self, spot: Spot) -> None:
        """Take a place and a size."""
        self.spot = spot
        self._paper.points = turn_outline(spot)
        self._text.place(spot.at(0, 0), spot.scale)

    def ink(self, index: int, share: float) -> None:
        """Write a line up to a share of its length."""
        if share >= 1.0:
            clipped(self.lines[index], None)
            return
        left, top = self.spot.at(0, 0)
        right, _ = self.nib_at(index, share)
        clipped(self.lines[index], (left, self.spot.y, right if share > 0.0 else left, top))

    def nib_at(self, index: int, share: float) -> tuple[float, float]:
        """The point where a pen writes a line, at a share of its length."""
        line = self.lines[index]
        x, y = line.at
        return self.spot.at((x + line.advance * share) / px(1), -y / px(1) + 14)

    def move(self, spot: Spot, seconds: float = Seconds.MOVE) -> Motion:
        """Go to another place; what is written there is whole."""
        before = self.spot
        return Motion(self, lambda share: self.put(before.toward(spot, share)), seconds, glide)

    def empty(self, seconds: float) -> Motion:
        """Fade what is written."""
        lines = self.lines

        def change(share: float) -> None:
            for line in lines:
                line.set_fill(opacity=1.0 - share)

        return Motion(self, change, seconds, glide)
