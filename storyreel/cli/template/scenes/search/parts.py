"""What this clip shows besides the parts of every clip: cards, a token, bars and summaries."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide, settle, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Space, Type, px
from storyreel.parts.marks import owned, with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import LIFTED_SHADOW, Plate, card
from storyreel.parts.text import Line
from storyreel.parts.tone import between, fill

from .data import Probe

Place = tuple[float, float]


class NumberRow(VGroup):
    """A row of cards with numbers. Cards that are ruled out turn pale; the one that is found is
    filled."""

    def __init__(self, frame: Frame, numbers: tuple[int, ...]) -> None:
        super().__init__()
        places = frame.columns((1.0,) * len(numbers), px(14))
        self._cards = [
            with_shadow(Plate(place, edge=Color.HAIRLINE), LIFTED_SHADOW) for place in places
        ]
        self._figures = [
            Line(str(number), Type.HEADING, place.center, Color.NAVY, "center", "number")
            for number, place in zip(numbers, places, strict=True)
        ]
        self._paleness = [0.0] * len(numbers)
        self.add(*self._cards, *self._figures)

    def above(self, index: int) -> Place:
        """The place of the token while it looks at a card."""
        frame = self._cards[index].frame
        return frame.center[0], frame.top + px(66)

    def show_pale(self, index: int, paleness: float) -> None:
        """Show a card as ruled out (1), as in play (0), or in between."""
        self._paleness[index] = paleness
        fill(self._cards[index], between(Color.WHITE, Color.CELL, paleness))
        fill(self._figures[index], between(Color.NAVY, Color.SLATE, paleness))

    def find(self, index: int) -> Motion:
        """Fill the card that was searched for."""

        def change(progress: float) -> None:
            fill(self._cards[index], between(Color.WHITE, Color.NAVY, progress))
            fill(self._figures[index], between(Color.NAVY, Color.WHITE, progress))

        return Motion(self, change, Seconds.QUICK)

    def put_back(self, found: int) -> Motion:
        """Put all cards back in play."""
        before = list(self._paleness)

        def change(progress: float) -> None:
            for index, paleness in enumerate(before):
                self.show_pale(index, paleness * (1 - progress))
            fill(self._cards[found], between(Color.NAVY, Color.WHITE, progress))
            fill(self._figures[found], between(Color.WHITE, Color.NAVY, progress))

        return Motion(self, change, Seconds.MOVE, glide)


class Token(VGroup):
    """The number that is searched for, on a gold plate that moves along the row."""

    def __init__(self, at: Place, number: int) -> None:
        super().__init__()
        self._place = at
        self._plate = owned(Plate(self._frame(at), px(24), Color.GOLD), "token")
        self._figure = Line(str(number), Type.HEADING, at, Color.NAVY, "center", "number")
        self.add(with_shadow(self._plate, LIFTED_SHADOW), self._figure)

    def move_over(self, start: Place, stop: Place, share: float) -> None:
        """Move to a share of the way from one place to another."""
        x, y = (a + (b - a) * share for a, b in zip(start, stop, strict=True))
        self._place = x, y
        self._plate.fit(self._frame(self._place))
        self._figure.at = self._place
        self._figure.write(self._figure.text)

    def go(self, place: Place) -> Motion:
        """Move to another place."""
        start = self._place
        return Motion(self, lambda share: self.move_over(start, place, share), ease=glide)

    @property
    def place(self) -> Place:
        return self._place

    @staticmethod
    def _frame(at: Place) -> Frame:
        x, y = at
        return Frame(x - px(62), y - px(44), x + px(62), y + px(44))


class Search(Motion):
    """The token looks at one card after the other, and the tally counts; what a look rules out
    turns pale."""

    def __init__(
        self,
        token: Token,
        row: NumberRow,
        tally: Line,
        steps: list[Probe],
        run_time: float,
    ) -> None:
        super().__init__(token, None, run_time, steady, beside=(row, tally))
        self._token, self._row, self._tally, self._steps = token, row, tally, steps

    def remember(self) -> None:
        self._start = self._token.place

    def change(self, progress: float) -> None:
        at = progress * len(self._steps)
        now = min(int(at), len(self._steps) - 1)
        places = [self._start, *(self._row.above(step.card) for step in self._steps)]
        self._token.move_over(places[now], places[now + 1], glide((at - now) * 2))
        looked = int(at + 0.5)
        self._tally.write("1 look" if looked == 1 else f"{looked} looks")
        for number, step in enumerate(self._steps):
            for index in step.ruled_out:
                self._row.show_pale(index, settle((at - number) * 2 - 1))


class Looks(VGroup):
    """A method's name, a square for each look that it took, and their number.

    The squares are as large as `most` of them allow.
    """

    def __init__(self, frame: Frame, name: str, looks: int, most: int, color: str) -> None:
        super().__init__()
        self.add(card(frame))
        label, squares, total = frame.inset(Space.PAD).columns((400.0, 1010.0, 160.0), Space.GUTTER)
        self.add(Line(name, Type.HEADING, (label.left, label.center[1]), Color.NAVY))
        self._figure = Line(
            "0", Type.FIGURE, (total.right, total.center[1]), color, "right", "number"
        )
        self._figure.write(str(looks))
        side = squares.width / max(most, 10)
        self._squares = [
            Plate(
                Frame(
                    squares.left + side * index + px(9),
                    squares.center[1] - side / 2 + px(9),
                    squares.left + side * (index + 1) - px(9),
                    squares.center[1] + side / 2 - px(9),
                ),
                fill=color,
            )
            for index in range(looks)
        ]
        self.add(*self._squares, self._figure)

    def count(self, run_time: float) -> Motion:
        """Show the squares one after the other, with their number."""
        looks = len(self._squares)

        def change(progress: float) -> None:
            self._figure.write(str(round(progress * looks)))
            for index, square in enumerate(self._squares):
                square.set_opacity(settle(progress * looks - index))

        return Motion(self, change, run_time, steady)


class RowLength(VGroup):
    """A card with the length of a row and the most looks that a search by halves takes."""

    def __init__(self, frame: Frame, length: int) -> None:
        super().__init__()
        middle, looks = frame.center[0], length.bit_length()
        top, figure, foot = (
            part.center[1] for part in frame.inset(0.0, px(30)).rows((1.0, 1.4, 1.0), 0.0)
        )
        words = "numbers" if length > 1 else "number"
        self.add(
            card(frame),
            Line(f"{length:,} {words}", Type.LABEL, (middle, top), Color.SLATE, "center"),
            Line(str(looks), Type.FIGURE, (middle, figure), Color.NAVY, "center", "number"),
            Line("looks at most", Type.LABEL, (middle, foot), Color.SLATE, "center"),
        )
