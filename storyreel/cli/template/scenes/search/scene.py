"""Binary search: one number, found twice in a sorted row, and the looks that it took."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Grid
from storyreel.design.tokens import Color, Seconds, Space, Type, px
from storyreel.parts.motion import Appear, Stamp, Vanish
from storyreel.parts.text import Line
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data, search_by_halves, search_one_by_one
from .parts import Looks, NumberRow, RowLength, Search, Token

_, ROW, TALLY = Grid.STAGE.rows((200.0, 170.0, 236.0), 0.0)
METHODS = Grid.STAGE.inset(0.0, px(40)).rows((1.0, 1.0), px(40))
CARDS = Grid.SUMMARY.inset(0.0, px(60)).columns((1.0, 1.0, 1.0), Space.GUTTER)


class BinarySearch(StoryScene):
    """A row of cards is searched from the left, then by halves; then both are compared."""

    data: Data

    @beat("row", "target")
    def opening(self) -> None:
        self.row = NumberRow(ROW, self.data.numbers)
        self.token = Token(self.row.above(0), self.data.target)
        self.until("row")
        self.start(Appear(self.row, (0.0, -px(40)), run_time=Seconds.SLOW))
        self.until("target")
        self.start(Stamp(self.token))

    @beat("walk", "found")
    def one_by_one(self) -> None:
        self.steps = search_one_by_one(self.data.numbers, self.data.target)
        self._search()

    @beat("reset", "walk", "found")
    def by_halves(self) -> None:
        self.until("reset")
        self.start(self.row.put_back(self.steps[-1].card), Vanish(self.tally))
        self.steps = search_by_halves(self.data.numbers, self.data.target)
        self._search()

    @beat("bars", "counted")
    def compared(self) -> None:
        numbers, target, names = self.data.numbers, self.data.target, self.data.methods
        walk = len(search_one_by_one(numbers, target))
        halves = len(search_by_halves(numbers, target))
        most = max(walk, halves)
        first = Looks(METHODS[0], names.walk, walk, most, Color.SLATE)
        second = Looks(METHODS[1], names.halves, halves, most, Color.NAVY)
        self.bars = VGroup(first, second)
        self.start(Vanish(VGroup(self.row, self.token, self.tally)))
        self.until("bars")
        run_time = self.between("bars", "counted")
        self.start(Appear(self.bars, (-px(60), 0.0)))
        self.start(first.count(run_time), second.count(run_time))

    @beat("cards", "wisdom")
    def closing(self) -> None:
        cards = [RowLength(frame, n) for frame, n in zip(CARDS, self.data.rows, strict=True)]
        self.start(Vanish(self.bars))
        self.until("cards")
        self.start(*(Appear(card, (0.0, -px(60))) for card in cards))
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    def _search(self) -> None:
        """Take the steps between two cues, and fill the card that is found."""
        self.tally = Line("0 looks", Type.HEADING, TALLY.center, Color.NAVY, "center", "number")
        self.until("walk")
        self.start(Appear(self.tally))
        self.start(
            Search(self.token, self.row, self.tally, self.steps, self.between("walk", "found"))
        )
        self.until("found")
        self.start(self.row.find(self.steps[-1].card))
