"""The pharmacy: all things on the stage, and their places at every share of a movement."""

from __future__ import annotations

from dataclasses import replace
from math import exp, pi, sin

from manim import VGroup

from scenes.hour28.data import Data
from scenes.hour28.parts.furniture import LEFT, PharmacyCounter, VocabularyShelf, shelf_top
from scenes.hour28.parts.jars import FullJar, NewJar
from scenes.hour28.parts.missing_ink import MissingInk
from scenes.hour28.parts.papers import CutPaper, NamePlate
from scenes.hour28.parts.rack import SWEEP, Flight, Rack, RackState, uses_of
from scenes.hour28.parts.tally import Tally
from scenes.hour28.shares import between, part
from scenes.hour28.token_line import TokenLine, Use
from scenes.hour28.view import FEET, FRONT, JAR, PANEL, SHELF, STAGE_TOP, WINDOW, View, slot
from storyreel.design.easing import glide, settle
from storyreel.parts.marks import clipped

PANEL_LEFT = 1030
OFFERED, LARGE = 1.2, 2.38
"""The scale of the new jar beside the line, and at the end."""

CARD, CARD_Y = 1.62, 668
"""The scale and the middle of the card that the text is on at first."""

NAMED = 0.86
"""The scale of names beside the line."""

SHELVED, ASIDE = 0.65, -26
"""The scale of the name on the shelf, and how far it is aside of its jar, in pixels."""

GATHERED, GAP = 0.66, 28
"""The scale of the cut text beside the line, and the gaps between its pieces."""

SOURCE = (PANEL, FEET - 130.0)
"""Where new jars come from, behind the one beside the line."""

NUMBER_Y, NUMBER_END, NUMBER_SCALE = 330, (566, 748), 0.82


class Pharmacy(VGroup):
    """Shelf, counter, jars, papers, line and number, from back to front."""

    def __init__(self, data: Data) -> None:
        self.data = data
        note, excerpt = data.note, data.excerpt
        uses = [
            Use(at, term.pieces, index) for index, term in enumerate(note.terms) for at in term.uses
        ]
        self.count = 1 + len(excerpt.term)
        self.start = excerpt.at
        self.rack = Rack(TokenLine(note.before, uses))
        self.shelf = VocabularyShelf(data.shelf)
        self.counter = PharmacyCounter()
        self.stock = VGroup(*(FullJar() for _ in range(self.count)))
        self.jars = VGroup(*(FullJar() for _ in range(self.count)))
        self.added, self.new = NewJar(), NewJar()
        self.missing = MissingInk(data.untrained)
        text = " ".join((excerpt.first, "".join(excerpt.term)))
        lengths = [len(piece) for piece in excerpt.term]
        self.paper = CutPaper(text, (len(excerpt.first), lengths[0] + 1, *lengths[1:]))
        self.plate = NamePlate([term.name for term in note.terms])
        self.shelf_plate = NamePlate([note.terms[0].name])
        self.tally = Tally(note.before, note.unit)
        self.state = RackState(
            View(1.0),
            (0.0,) * len(note.terms),
            counted=0.0,
            absent=self._excerpt(0),
        )
        super().__init__(
            self.counter, self.tally, self.rack, self.shelf, self.stock, self.added,
            self.shelf_plate, self.jars, self.new, self.missing, self.paper, self.plate,
        )  # fmt: skip
        for each in (self.rack, self.shelf, self.stock, self.added):
            clipped(each, WINDOW)
        self.missing.draw((PANEL, FEET), LARGE, 0.0)
        self.tally.hide()
        self.plate.hide()
        self.shelf_plate.hide()
        self.rack.present(self.state)
        self.lift_shelf(0.0)
        self.cut(0.0)

    def lift_shelf(self, share: float) -> None:
        """Take the shelf and its jars out of the stage; 1 is outside."""
        self.shelf.lift(share)
        for index, jar in enumerate(self.stock):
            jar.pose(slot(index), shelf_top(share), JAR)

    def _excerpt(self, first: int) -> range:
        return range(self.start + first, self.start + self.count)

    @property
    def middle(self) -> float:
        """The column of the middle of the term's places."""
        return float(slot(self.count / 2))

    # --- before

    def cut(self, share: float) -> None:
        """Lay the card on the counter's front, cut it, and let each piece take its jar."""
        down = glide(part(share, 0.0, 0.22))
        scale, y = between(CARD, 1.0, down), between(CARD_Y, FRONT, down)
        columns = []
        for index, jar in enumerate(self.jars):
            first = 0.2 + 0.52 * index / (self.count - 1)
            taken = glide(part(share, first, first + 0.28))
            whole = self.paper.whole(index, 960, scale)
            columns.append(between(whole, slot(index), glide(part(share, first, first + 0.2))))
            jar.pose(slot(index), between(SHELF, FEET, taken), JAR)
        self.paper.lay(self.paper.pushed(columns, scale), y, scale)

    def step_back(self, share: float) -> None:
        """From the excerpt to the whole line, and the other way with falling shares."""
        cleared, back = _cleared(share), _back(share)
        view = self._turn(1 - back)
        self._follow(view)
        gathered = self._gathered()
        columns = [between(slot(index), gathered[index], cleared) for index in range(self.count)]
        self.paper.lay(columns, FRONT, between(1.0, GATHERED, cleared))
        self.counter.fit(between(LEFT, PANEL_LEFT, cleared))
        self.tally.display((between(PANEL + 1100, PANEL, back), 480), self._counted())

    def _counted(self) -> int:
        counted = min(int(self.state.counted), self.data.note.before)
        return counted + sum(index >= counted for index in self._excerpt(0))

    def mark(self, share: float) -> None:
        """Light the places of the term."""
        lit = (glide(share), *[0.0] * (len(self.data.note.terms) - 1))
        self._show(replace(self.state, lit=lit))

    def settle_excerpt(self) -> None:
        """Let the line have the jars of the excerpt, too."""
        for jar in self.jars:
            jar.leave()
        self._show(replace(self.state, absent=range(0), kept=self._excerpt(0)))

    def take_excerpt(self) -> None:
        """Take the jars of the excerpt out of the line, to show them from close by."""
        self._show(replace(self.state, absent=self._excerpt(0)))

    def count_up(self, share: float) -> None:
        """Give every token its jar, in the order of the text."""
        counted = share * (self.data.note.before + SWEEP)
        self._show(replace(self.state, counted=counted))
        self.tally.display((PANEL, 480), self._counted())

    def _turn(self, close: float) -> View:
        view = View(close)
        self._show(replace(self.state, view=view))
        return view

    def _show(self, state: RackState) -> None:
        self.state = state
        self.rack.present(state)

    def _follow(self, view: View) -> None:
        """Keep the jars of the excerpt on their places in the line."""
        for index in range(self.count):
            x, y = view.close_seat(self.start + index)
            self.jars[index].pose(x, y, view.jar)

    def _gathered(self) -> list[float]:
        """The columns of the pieces of the text beside the line."""
        widths = [width * GATHERED for _, _, width in self.paper.pieces]
        left = PANEL - (sum(widths) + GAP * (len(widths) - 1)) / 2
        columns = []
        for width in widths:
            columns.append(left + width / 2)
            left += width + GAP
        return columns

    # --- extend

    def arrive(self, seconds: float) -> None:
        """Let a new jar slide onto the shelf; it is empty and light, and wobbles."""
        came = settle(part(seconds, 0.0, 0.8))
        tilt = 4 * sin(pi * came) if came < 1 else wobble(seconds - 0.8, 3.4)
        x = between(2180, slot(self.count), came)
        self.added.pose(x, SHELF, JAR, tilt)
        self._name_added(x, 0.0)

    def _name_added(self, x: float, lift: float) -> None:
        """Put the name of the new token on the shelf's front, below its jar."""
        y = shelf_top(lift) + 33
        if y < STAGE_TOP:
            self.shelf_plate.hide()
        else:
            self.shelf_plate.turn(0.0, x + ASIDE, y, SHELVED)

    # --- after

    def rise(self, share: float) -> None:
        """Let the jars of the term return to the shelf, whole and full."""
        for index in range(1, self.count):
            start = 0.4 * (index - 1) / (self.count - 1)
            up = glide(part(share, start, start + 0.6))
            self.jars[index].pose(slot(index), between(FEET, SHELF, up), JAR)

    def take(self, seconds: float) -> None:
        """Let the new jar take the places of the seven."""
        share = glide(part(seconds, 0.0, 0.75))
        x = between(slot(self.count), self.middle, share)
        y = between(SHELF, FEET, share) - 130 * 4 * share * (1 - share) * (1 - share)
        self.new.pose(x, y, JAR, wobble(seconds - 0.75, 2.8))

    def join(self, share: float) -> None:
        """Draw the pieces of the term together under the new jar."""
        columns = [slot(0)]
        for index in range(1, self.count):
            whole = self.paper.whole(index, self.middle, 1.0, 1)
            columns.append(between(slot(index), whole, share))
        self.paper.lay(columns, FRONT)

    def put_in_frame(self) -> None:
        """Put the term, now in one piece, into its gold frame."""
        for jar in self.jars[1:]:
            jar.leave()
        self.paper.lay([slot(0), *[None] * (self.count - 1)], FRONT)
        self.plate.turn(0.0, self.middle, FRONT)

    # --- sequence length

    def step_back_again(self, share: float) -> None:
        """From the excerpt to the whole line, with the new jar beside it."""
        cleared, back = _cleared(share), _back(share)
        view = self._turn(1 - back)
        self.jars[0].pose(*view.close_seat(self.start), view.jar)
        lift = glide(part(share, 0.0, 0.5))
        self.lift_shelf(lift)
        self.added.pose(slot(self.count), shelf_top(lift), JAR)
        self._name_added(slot(self.count), lift)
        first: list[float | None] = [None] * self.count
        if cleared < 1:
            first[0] = slot(0)
        self.paper.lay(first, between(FRONT, FRONT + 40, cleared), max(1 - cleared, 0.02))
        x = between(self.middle, PANEL, cleared)
        self.new.pose(x, FEET, between(JAR, OFFERED, cleared))
        self.plate.turn(0.0, x, FRONT, between(1.0, NAMED, cleared))
        self.counter.fit(between(LEFT, PANEL_LEFT, cleared))
        self.tally.display((between(PANEL + 1100, PANEL, back), NUMBER_Y), self.data.note.before)

    def settle_line(self) -> None:
        """Let the line have all jars but the seven on the shelf."""
        for jar in self.jars:
            jar.leave()
        self._show(replace(self.state, absent=self._excerpt(1)))

    def close(self, term: int, share: float) -> None:
        """Light the places of a term, and let one new jar take each of them."""
        lit = (glide(part(share, 0.0, 0.2)) if term else 1.0) - settle(part(share, 0.85, 1.0))
        closing = glide(part(share, 0.5, 0.95))
        flights = tuple(
            Flight(use, part(share, 0.08 + 0.05 * turn, 0.5 + 0.05 * turn), SOURCE)
            for turn, use in enumerate(uses_of(self.rack.line, term))
            if closing < 1
        )
        closed = tuple(
            1.0 if index < term else closing if index == term else 0.0
            for index in range(len(self.state.closed))
        )
        lights = tuple(lit if index == term else 0.0 for index in range(len(closed)))
        self._show(replace(self.state, closed=closed, lit=lights, flights=flights))
        count = round(self.rack.line.length(closed))
        split = 1.0 if term else glide(part(share, 0.2, 0.6))
        self.tally.display((PANEL, NUMBER_Y), count, split)
        turned = glide(part(share, 0.0, 0.25))
        self.plate.turn(max(term - 1 + turned, 0.0), PANEL, FRONT, NAMED)

    def go_over(self, share: float) -> None:
        """Let a pass go over every token of the line."""
        length = self.rack.line.length(self.state.closed)
        self._show(replace(self.state, pass_at=between(-1, length + 8, share)))

    # --- training cost

    def carry_number(self, share: float) -> None:
        """Move the numbers to the places that have become free."""
        x, y = NUMBER_END
        at = (between(PANEL, x, share), between(NUMBER_Y, y, share))
        self.tally.display(at, self.data.note.after, 1.0, between(1.0, NUMBER_SCALE, share))

    def grow(self, share: float) -> None:
        """Turn back to the first term, and let its empty jar grow."""
        last = len(self.data.note.terms) - 1
        self.plate.turn(last + share, PANEL, FRONT, between(NAMED, 1.0, share))
        self.new.pose(PANEL, FEET, between(OFFERED, LARGE, share))

    def miss(self, share: float) -> None:
        """Outline the ink that is missing."""
        self.missing.draw((PANEL, FEET), LARGE, share)


def _cleared(share: float) -> float:
    """The share of counter and papers in a step back: they go first and return last."""
    return glide(part(share, 0.0, 0.7))


def _back(share: float) -> float:
    """The share of the jars in a step back."""
    return glide(part(share, 0.2, 1.0))


def wobble(seconds: float, angle: float) -> float:
    """The tilt of a light jar that has just been put down, in degrees."""
    return angle * sin(13 * seconds) * exp(-3.4 * seconds) if seconds > 0 else 0.0
