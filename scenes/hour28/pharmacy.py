"""The pharmacy: all things on the stage."""

from __future__ import annotations

from manim import VGroup

from scenes.hour28.data import Data
from scenes.hour28.parts.furniture import (
    LEFT,
    PharmacyCounter,
    VocabularyShelf,
    counter_shift,
    shelf_top,
)
from scenes.hour28.parts.jars import FullJar, NewJar
from scenes.hour28.parts.missing_ink import MissingInk
from scenes.hour28.parts.note_page import NotePage
from scenes.hour28.parts.papers import CutPaper, NamePlate
from scenes.hour28.parts.pharmacist import Pharmacist
from scenes.hour28.parts.rack import Rack, RackState
from scenes.hour28.parts.remark import Remark
from scenes.hour28.parts.tally import Tally
from scenes.hour28.parts.verdict import Verdict
from scenes.hour28.parts.work_bars import LEFT as WORK_LEFT
from scenes.hour28.parts.work_bars import WorkBars
from scenes.hour28.token_line import TokenLine, Use
from scenes.hour28.view import FEET, JAR, LARGE, WINDOW, View, slot
from storyreel.parts.marks import clipped

JAR_AT = 1312
"""The middle of the new jar at the end, in pixels."""

SHELVED, ASIDE = 0.68, -116
"""The scale of the name on the shelf, and how far it is aside of its jar, in pixels."""


class Pharmacy(VGroup):
    """Shelf, counter, jars, papers, line and number, from back to front.

    A token of the line belongs to one use of a term at most; each use closes by itself.

    On the shelf are the `stock`, one jar of each token of the excerpt, and the one that is `added`.
    On the counter are the `jars` of the excerpt, and the `new` one that replaces those of the term.
    """

    def __init__(self, data: Data) -> None:
        self.data = data
        note, excerpt = data.note, data.excerpt
        spans = sorted((at, term.pieces) for term in note.terms for at in term.uses)
        uses = [Use(at, pieces, index) for index, (at, pieces) in enumerate(spans)]
        self.count = 1 + len(excerpt.term)
        self.start = excerpt.at
        self.rack = Rack(TokenLine(note.before, uses))
        self.shelf = VocabularyShelf(data.shelf)
        self.counter = PharmacyCounter()
        self.stock = VGroup(*(FullJar() for _ in range(self.count)))
        self.jars = VGroup(*(FullJar() for _ in range(self.count)))
        self.added = NewJar()
        self.new, name = NewJar(), "".join(excerpt.term)
        self.plate = NamePlate(name)
        self.others = VGroup(*(NewJar() for _ in note.terms[1:]))
        self.missing = MissingInk((JAR_AT, FEET), LARGE)
        lengths = [len(piece) for piece in excerpt.term]
        self.paper = CutPaper(excerpt.text, (len(excerpt.first), lengths[0] + 1, *lengths[1:]))
        self.page = NotePage(note.page, excerpt.text)
        self.shelf_plate = NamePlate(name)
        self.tally = Tally(note.unit)
        self.pharmacist = Pharmacist()
        work, tokens = data.work, (note.before, note.after)
        self.bars = WorkBars(
            work.heading,
            [f"{each} {note.unit}" for each in tokens],
            work.unit,
            (work.before, work.after),
        )
        needed = f"{len(note.terms)} {data.jars}"
        self.cost = Verdict(data.cost, needed, WORK_LEFT, (330, 500), "left")
        self.quality = Remark(data.quality, JAR_AT, 310)
        self.state = RackState(
            View(1.0, self.start),
            (0.0,) * len(uses),
            counted=0.0,
            absent=self.excerpt(0),
        )
        super().__init__(
            self.pharmacist, self.counter, self.bars, self.tally, self.rack, self.jars, self.new,
            self.others, self.shelf, self.stock, self.added, self.shelf_plate, self.paper,
            self.plate, self.missing, self.cost, self.quality, self.page,
        )  # fmt: skip
        for each in (self.rack, self.shelf, self.stock, self.added):
            clipped(each, WINDOW)
        self.tally.hide()
        self.paper.hide()
        self.plate.hide()
        self.shelf_plate.hide()
        self.page.mark(0.0)
        self.present(self.state)
        self.slide_counter(1.0)
        self.lift_shelf(1.0)

    def excerpt(self, first: int) -> range:
        """The tokens of the excerpt from its `first` one on."""
        return range(self.start + first, self.start + self.count)

    @property
    def middle(self) -> float:
        """The column of the middle of the term's places."""
        return float(slot(self.count / 2))

    def present(self, state: RackState) -> None:
        """Let the line show a state."""
        self.state = state
        self.rack.present(state)

    def slide_counter(self, share: float, left: float = LEFT) -> None:
        """Take the counter, and the pharmacist behind it, out of the stage; 1 is outside."""
        self.counter.slide(share, left)
        self.pharmacist.shift_by(counter_shift(share))

    def lift_shelf(self, share: float) -> None:
        """Take the shelf and its jars out of the stage; 1 is outside."""
        self.shelf.lift(share)
        for index, jar in enumerate(self.stock):
            jar.pose(slot(index), shelf_top(share), JAR)

    def name_added(self, x: float, lift: float) -> None:
        """Put the name of the new token on the shelf's front, below its jar."""
        self.shelf_plate.pose(x + ASIDE, shelf_top(lift) + 33, SHELVED)
