"""Hour 28, tokenizer extension: seven shards become one tile, and what that saves and costs."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Grid
from storyreel.design.tokens import Color, Seconds, Space, Type, px
from storyreel.parts.motion import Appear, Reframe, Stamp, Vanish, exchange
from storyreel.parts.text import Line
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data, Word
from .parts.balance import Gains, Price
from .parts.bill import BILL, Bill
from .parts.embedding import TABLE, EmbeddingTable
from .parts.fly import Fly
from .parts.merging import Merging
from .parts.new_row import NewRow
from .parts.note_board import BESIDE, NOTE, NoteBoard
from .parts.passage import Passage
from .parts.ranks import Ranks
from .parts.saving import Amounts
from .parts.seeker import Seeker
from .parts.token_flow import Terms
from .parts.untrained import LINES, NEW_ROW, UntrainedRow

RARE_Y, COMMON_Y = px(540 - 340), px(540 - 676)
IDS_BELOW, LADDER_BELOW = px(108), px(146)
STRIP, CARDS = Grid.SUMMARY.rows((140.0, 378.0), Space.GUTTER)


class TokenizerExtensionImpact(StoryScene):
    """Letters, shards and a tile; the row it needs; the text it shortens; the cost it cuts."""

    data: Data

    @beat("split", "count")
    def opening(self) -> None:
        words = self.data.words
        self.rare = self._tiles(words.rare, (Grid.LEFT, RARE_Y))
        self.common = self._tiles(words.common, (Grid.LEFT, COMMON_Y))
        self.pairs = ((words.rare, self.rare), (words.common, self.common))
        self.spelt = VGroup(*(_spelt(*pair) for pair in self.pairs))
        self.add(self.rare, self.common)
        self.until("split")
        self.start(self.rare.fall_apart(), self.common.fall_apart())
        self.until("count")
        self.start(Appear(self.spelt, run_time=Seconds.QUICK))

    @beat("merge", "merged", "second", "second_merged")
    def before(self) -> None:
        words = self.data.words
        ladder, second = (self._ladder(*pair) for pair in self.pairs)
        self.start(*exchange(self.spelt, ladder))
        self.until("merge")
        run_time = self.between("merge", "merged")
        self.start(self.rare.merge(run_time), ladder.light(self.rare.gone, run_time))
        self.until("merged")
        self.play(Vanish(ladder), self.rare.close_up(Seconds.MOVE * 0.7))
        self.ids, self.count = self._ids(words.rare, self.rare), self._count(words.rare.count)
        self.start(Appear(self.ids), Appear(self.count))
        self.until("second")
        run_time = self.between("second", "second_merged")
        self.start(Appear(second, run_time=Seconds.QUICK))
        self.start(self.common.merge(run_time), second.light(self.common.gone, run_time))
        self.until("second_merged")
        self.play(Vanish(second), self.common.close_up(Seconds.QUICK))
        count = self._count(words.common.count, COMMON_Y)
        found = self._ids(words.common, self.common)
        self.start(Appear(found, run_time=Seconds.QUICK), Appear(count, run_time=Seconds.QUICK))
        self.beside = VGroup(self.common, count, found)

    @beat("table", "id", "error", "row", "grown")
    def extend(self) -> None:
        data = self.data.extend
        words = (data.rows, data.error, data.noise)
        self.table = EmbeddingTable(TABLE, tuple(map(str, data.ids)), data.inside)
        self.new = NewRow(self.table, data.new_id, words, data.numbers, LINES)

        self.start(Vanish(self.beside, (0.0, px(60))))
        self.until("table")
        self.start(Appear(VGroup(self.table, self.new.before), (0.0, -px(48))))
        self.until("id")
        self.start(Appear(self.new.label, (-px(60), 0.0)))
        self.until("error")
        self.start(*self.new.refuse())
        self.until("row")
        self.start(*self.new.push_in())
        self.until("grown")
        self.start(*self.new.grow())

    @beat("close", "closed", "id", "found")
    def after(self) -> None:
        id_, y = str(self.data.extend.new_id), RARE_Y - IDS_BELOW
        name = Line(id_, Type.CODE_STRONG, (0.0, y), Color.GOLD_TEXT, "center", "code")
        seeker = Seeker(id_, (0.0, y))
        last, self.count = self.count, self._count(self.data.after.count)

        self.start(Vanish(self.ids), Vanish(last))
        self.until("close")
        self.start(self.rare.unite(self.between("close", "closed"), 0.0))
        self.until("closed")
        self.start(Appear(name), Appear(self.count))
        self.until("id")
        left, row = self.table.id_at
        self.start(seeker.seek((left + name.advance / 2, row), self.between("id", "found")))
        self.until("found")
        self.remove(self.new.drop_label())  # the one that came lies on it
        self.start(*self.new.find())
        self.looked_up = VGroup(name, seeker, self.count, self.new)

    @beat("note", "fuse", "fused")
    def sequence_length(self) -> None:
        data = self.data.note
        terms = Terms(data.before, tuple((term.at, term.pieces) for term in data.terms))
        words = (data.words, data.tokens, data.cells)
        self.board = NoteBoard(NOTE, BESIDE, terms, data.per_line, words)
        flow = self.board.flow

        self.start(Vanish(self.table.rows), Vanish(self.looked_up))
        self.start(Reframe(self.table.plate, NOTE))
        self.bring_to_front(self.rare)
        self.start(Fly(self.rare, flow.place(terms.longest), 0.06))
        self.until("note")
        self.start(*self.board.arrive())
        self.until("fuse")
        self.start(*self.board.fuse(self.between("fuse", "fused")))

    @beat("bars", "figures", "lens", "untrained")
    def training_cost(self) -> None:
        data, extend = self.data.cost, self.data.extend
        part, whole = (Amounts(**saving.model_dump()) for saving in (data.attention, data.forward))
        sliver = (data.sliver.before, data.sliver.after)
        self.bill = Bill(BILL, part, whole, sliver, data.sliver.text)
        self.row = UntrainedRow(NEW_ROW, str(extend.new_id), data.untrained, extend.numbers, LINES)

        flow, square = self.board.flow, self.board.square
        self.start(Vanish(self.board.heads), Vanish(self.table.plate))
        self.until("bars")
        run_time = self.between("bars", "figures")
        self.start(Vanish(VGroup(self.board.card, self.board.sides, square)))
        self.start(self.bill.whole.come_from(NOTE, None, run_time))
        self.start(self.bill.part.come_from(square.before, square.now, run_time))
        self.bring_to_front(flow)
        self.start(flow.line_up(self.bill.whole.after, run_time))
        self.until("figures")
        self.remove(flow)
        self.start(*self.bill.tell())
        self.until("lens")
        self.start(*self.bill.magnify())
        self.until("untrained")
        self.start(Appear(self.row.noise, (px(60), 0.0)), Appear(self.row.words))
        self.start(Stamp(self.row.badge))

    @beat("cards", "wisdom")
    def closing(self) -> None:
        data, rare = self.data.summary, self.data.words.rare
        passage = Passage(STRIP, rare.letters, _merges(rare))
        left, right = CARDS.columns((1116.0, 584.0), Space.GUTTER)
        gains = Gains(left, data.gain, tuple((f.figure, f.unit) for f in data.figures))
        price = Price(right, data.price, str(self.data.extend.new_id), self.data.cost.untrained)

        gains.plate.fit(self.bill.whole.after)
        self.start(Vanish(VGroup(self.bill, self.row.words, self.row.badge)))
        self.start(Reframe(gains.plate, left), self.row.noise.move_to_frame(price.room))
        self.until("cards")
        self.start(*passage.meet(), Appear(price))
        self.bring_to_front(self.row.noise)
        self.until("wisdom")
        self.start(Appear(gains))
        self.start(self.shared.reveal_wisdom())

    # What several beats share

    def _tiles(self, word: Word, at: tuple[float, float]) -> Merging:
        return Merging(word.letters, _merges(word), at, font=72)

    def _ladder(self, word: Word, tiles: Merging) -> Ranks:
        ranks = tuple(str(merge.rank) for merge in word.merges)
        return Ranks(self.data.words.ladder, ranks, (Grid.LEFT, tiles.at[1] - LADDER_BELOW))

    def _ids(self, word: Word, tiles: Merging) -> VGroup:
        return tiles.names(tuple(map(str, word.ids)), IDS_BELOW)

    def _count(self, text: str, y: float = RARE_Y) -> Line:
        return Line(text, Type.FIGURE.sized(80), (Grid.RIGHT, y), Color.NAVY, "right", "number")


def _merges(word: Word) -> tuple[tuple[str, str], ...]:
    return tuple((merge.left, merge.right) for merge in word.merges)


def _spelt(word: Word, tiles: Merging) -> Line:
    return Line(word.spelt, Type.LABEL, (0.0, tiles.at[1] - IDS_BELOW), Color.SLATE, "center")
