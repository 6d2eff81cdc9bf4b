"""The pharmacy: all things on the stage."""

from __future__ import annotations

from manim import VGroup

from scenes.hour28.data import Data
from scenes.hour28.parts.furniture import (
    LEFT,
    RIGHT,
    PharmacyCounter,
    VocabularyShelf,
    counter_shift,
    shelf_top,
)
from scenes.hour28.parts.jars import FullJar, NewJar
from scenes.hour28.parts.lesson import Lesson
from scenes.hour28.parts.note_page import NotePage
from scenes.hour28.parts.papers import CutPaper, NamePlate
from scenes.hour28.parts.pharmacist import Pharmacist
from scenes.hour28.parts.rack import Rack, RackState
from scenes.hour28.parts.remark import Remark
from scenes.hour28.parts.tally import Tally
from scenes.hour28.parts.verdict import Figure
from scenes.hour28.parts.work_bars import WorkBars
from scenes.hour28.shares import between
from scenes.hour28.token_line import TokenLine, Use
from scenes.hour28.view import JAR, SHELF, WINDOW, View, slot
from storyreel.design.layout import x_at
from storyreel.parts.marks import clipped

SIDE, GAIN, COST, SIGN = 96, 322, 432, 96
"""Where what is won and what it costs begin, their rows and their size, in pixels."""

SHELF_PAN = 1249
"""How far the shelf is moved to the left while all new jars are on it, in pixels."""

SHELVES = ((373, 373), (683, 683), (850, 850), (1016, 1063), (1350, 1350), (1694, 1560))
"""The column of each new jar on the shelf, and of its name below."""

HANGING, HOOKS = (616, 722), SHELF + 62
"""The rows of the names, which alternate, and where their cords begin, in pixels."""

LABEL = 0.8
"""The scale of the names of the new tokens."""


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
        self.shelf = VocabularyShelf(data.shelf, data.sizes)
        self.counter = PharmacyCounter()
        self.stock = VGroup(*(FullJar() for _ in range(self.count)))
        self.jars = VGroup(*(FullJar() for _ in range(self.count)))
        self.added = NewJar()
        self.new, name = NewJar(), "".join(excerpt.term)
        self.plate = NamePlate(name)
        self.others = VGroup(*(NewJar() for _ in note.terms[1:]))
        lengths = [len(piece) for piece in excerpt.term]
        self.paper = CutPaper(excerpt.text, (len(excerpt.first), lengths[0] + 1, *lengths[1:]))
        self.page = NotePage(note.page, excerpt.text)
        self.shelf_plate = NamePlate(name)
        self.tally = Tally(note.unit)
        self.pharmacist = Pharmacist()
        work = data.work
        sizes = [f"{count} {note.unit}" for count in (note.before, note.after)]
        self.bars = WorkBars(work.heading, sizes, work.unit, (work.before, work.after))
        self.gain = Figure(f"{work.saving} {work.name}", SIGN, (SIDE, GAIN), "left")
        cost = data.cost.format(count=len(note.terms))
        self.cost = Figure(cost, SIGN, (SIDE, COST), "left")
        self.quality = Remark(data.quality, 1590, 420)
        self.names = VGroup(*(NamePlate(term.name) for term in note.terms[1:]))
        read = sorted((at, index) for index, term in enumerate(note.terms) for at in term.uses)
        self.lesson = Lesson([term for _, term in read], data.learned)
        self.spent = Tally(data.uses)
        self.pan = 0.0
        self.state = RackState(
            View(1.0, self.start),
            (0.0,) * len(uses),
            counted=0.0,
            absent=self.excerpt(0),
        )
        super().__init__(
            self.pharmacist, self.counter, self.bars, self.tally, self.rack, self.names,
            self.shelf_plate, self.jars, self.new, self.shelf, self.stock, self.added, self.others,
            self.lesson, self.spent, self.paper, self.plate, self.gain, self.cost, self.quality,
            self.page,
        )  # fmt: skip
        for each in (self.rack, self.shelf, self.added, self.others):
            clipped(each, WINDOW)
        _, low, _, high = WINDOW
        clipped(self.stock, (x_at(LEFT), low, x_at(RIGHT), high))
        self.tally.hide()
        self.spent.hide()
        self.paper.hide()
        self.plate.hide()
        self.shelf_plate.hide()
        for plate in self.names:
            plate.hide()
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
            jar.pose(slot(index) - self.pan, shelf_top(share), JAR)

    def pan_shelf(self, share: float) -> None:
        """Move the shelf's jars to the left until all new ones are in the picture, at 1."""
        self.pan = SHELF_PAN * share
        self.lift_shelf(0.0)
        x = between(slot(self.count), SHELVES[0][0], share)
        self.added.pose(x, SHELF, JAR)
        if share > 0.5:
            self.shelf_plate.hang((x, HOOKS), x, HANGING[0], LABEL)
        else:
            self.shelf_plate.hide()
        for index in range(1, len(SHELVES)):
            self.put_new(index, 2000 * (1 - share))

    def put_new(self, index: int, aside: float) -> None:
        """Put the new jar of a term, with its name, this far to the right of its place."""
        x, middle = SHELVES[index]
        jar = self.others[index - 1] if index else self.added
        name = self.names[index - 1] if index else self.shelf_plate
        jar.pose(x + aside, SHELF, JAR)
        name.hang((x + aside, HOOKS), middle + aside, HANGING[index % 2], LABEL)
