"""Movements of the whole line: counting, closing, and the steps back from the excerpt."""

from __future__ import annotations

from dataclasses import replace

from scenes.hour28.parts.furniture import counter_shift, shelf_top
from scenes.hour28.parts.rack import SWEEP, Flight, RackState, uses_of
from scenes.hour28.parts.term_list import JAR as LISTED_JAR
from scenes.hour28.parts.term_list import NAME as LISTED_NAME
from scenes.hour28.pharmacy import Pharmacy
from scenes.hour28.shares import between, part
from scenes.hour28.view import FEET, FRONT, JAR, LARGE, PANEL, View, slot
from storyreel.design.easing import glide, settle

PANEL_LEFT = 1030
"""Where the counter begins beside the line."""

COUNT_Y, NUMBER_Y = 500, 318
"""The row of the number alone, and above the terms."""

NUMBER_SCALE, LABEL = 0.8, 0.38
"""The scales of the numbers above the terms, and before the bars of work."""

SHELVED, SMALL = (1062, 46), 0.36
"""The first of the other new jars on the counter and the way to the next, and their scale."""


class WholeLine:
    """Places of the things for each share of a movement."""

    def __init__(self, things: Pharmacy) -> None:
        self.things = things

    def step_back(self, share: float) -> None:
        """From the excerpt to the whole line, and the other way with falling shares."""
        cleared, back = _cleared(share), _back(share)
        self._follow(self._turn(1 - back))
        shift = counter_shift(cleared)
        columns = [slot(index) + shift for index in range(self.things.count)]
        self.things.paper.lay(columns, FRONT)
        self.things.slide_counter(cleared)

    def come_close(self, share: float) -> None:
        """From the whole line to the excerpt; the number leaves, and the shelf comes back."""
        self.step_back(1 - share)
        x = between(PANEL, PANEL + 1100, glide(part(share, 0.0, 0.7)))
        self.things.tally.display((x, COUNT_Y), self.things.data.note.before)
        self.things.lift_shelf(1 - glide(part(share, 0.4, 1.0)))

    def step_back_again(self, share: float) -> None:
        """From the excerpt to the whole line, with the new jar beside it."""
        cleared, back = _cleared(share), _back(share)
        view = self._turn(1 - back)
        self.things.jars[0].pose(*view.close_seat(self.things.start), view.jar)
        self._clear_shelf(glide(part(share, 0.0, 0.5)))
        others: list[float | None] = [None] * (self.things.count - 1)
        self.things.paper.lay([slot(0) + counter_shift(cleared), *others], FRONT)
        self.things.slide_counter(cleared)
        self._list_first(cleared)
        self.things.tally.display(
            (between(PANEL + 1100, PANEL, back), NUMBER_Y),
            self.things.data.note.before,
            0.0,
            NUMBER_SCALE,
        )

    def _clear_shelf(self, lift: float) -> None:
        self.things.lift_shelf(lift)
        self.things.added.pose(slot(self.things.count), shelf_top(lift), JAR)
        self.things.name_added(slot(self.things.count), lift)

    def _list_first(self, share: float) -> None:
        """Bring the new jar and its name from the counter into the first row of terms."""
        terms, middle = self.things.terms, self.things.middle
        (x, y), (name_x, name_y) = terms.foot(0), terms.name_at(0)
        aside = part(share, 0.0, 0.5)  # before the name comes up to its row
        jar = between(middle, x, aside), between(FEET, y, share)
        self.things.new.pose(*jar, between(JAR, LISTED_JAR, share))
        name = between(middle, name_x, share), between(FRONT, name_y, share)
        self.things.plate.pose(*name, between(1.0, LISTED_NAME, share))

    def settle_excerpt(self) -> None:
        """Let the line have the jars of the excerpt, too."""
        for jar in self.things.jars:
            jar.leave()
        self.things.present(
            replace(self.things.state, absent=range(0), kept=self.things.excerpt(0))
        )

    def take_excerpt(self) -> None:
        """Take the jars of the excerpt out of the line, to show them from close by."""
        self.things.present(replace(self.things.state, absent=self.things.excerpt(0)))

    def settle_line(self) -> None:
        """Let the line have all jars but the seven on the shelf."""
        for jar in self.things.jars:
            jar.leave()
        self.things.present(replace(self.things.state, absent=self.things.excerpt(1)))

    def count_up(self, share: float) -> None:
        """Give every token its jar in a first pass, in the order of the text."""
        counted = share * (self.things.data.note.before + SWEEP)
        self.things.present(replace(self.things.state, counted=counted, pass_at=counted))
        self.things.tally.display((PANEL, COUNT_Y), min(int(counted), self.things.data.note.before))

    def mark(self, share: float) -> None:
        """Light the places of the term in the excerpt."""
        there = self.things.excerpt(1).start
        lit = [glide(share) * (use.at == there) for use in self.things.rack.line.uses]
        self.things.present(replace(self.things.state, lit=tuple(lit)))

    def close(self, term: int, share: float) -> None:
        """Light the places of a term, and let one new jar take each of them."""
        if term:
            self.things.terms.enter(term, settle(part(share, 0.0, 0.24)))
        state = self._closing(term, share)
        self.things.present(state)
        count = round(self.things.rack.line.length(state.closed))
        split = 1.0 if term else glide(part(share, 0.3, 0.55))
        self.things.tally.display((PANEL, NUMBER_Y), count, split, NUMBER_SCALE)
        self.things.terms.tell(term, glide(part(share, 0.56, 0.72)))

    def _closing(self, term: int, share: float) -> RackState:
        """The line while a term closes; those before it are closed."""
        later = len(self.things.state.closed) - term - 1
        closing, gone = glide(part(share, 0.54, 0.94)), glide(part(share, 0.44, 0.54))
        source = self.things.terms.foot(term)
        flights = (
            Flight(use, part(share, 0.2 + 0.02 * turn, 0.46 + 0.02 * turn), source)
            for turn, use in enumerate(uses_of(self.things.rack.line, term))
        )
        return replace(
            self.things.state,
            closed=(*[1.0] * term, closing, *[0.0] * later),
            left=(*[1.0] * term, gone, *[0.0] * later),
            lit=self._lit(term, share),
            flights=tuple(flights) if gone < 1 and share > 0.2 else (),
        )

    def _lit(self, term: int, share: float) -> tuple[float, ...]:
        """How far the places of the uses of a term are lit while it closes."""
        there, out = self.things.excerpt(1).start, settle(part(share, 0.85, 1.0))
        lit = glide(part(share, 0.0, 0.2))
        return tuple(
            (1.0 if use.at == there else lit) - out if use.term == term else 0.0
            for use in self.things.rack.line.uses
        )

    def go_over(self, share: float) -> None:
        """Let a pass go over every token of the line; each is work."""
        length = self.things.rack.line.length(self.things.state.closed)
        self.things.present(replace(self.things.state, pass_at=share * (length + SWEEP)))
        self.things.bars.grow(1.0, share)

    def clear_terms(self, share: float) -> None:
        """Let all terms leave; the numbers go before the bars, and the first bar grows."""
        terms = self.things.terms
        for row in range(len(terms.jars)):
            away = glide(part(share, 0.03 * row, 0.4 + 0.03 * row))
            terms.tell(row, 1 - part(away, 0.0, 0.15))
            terms.enter(row, 1 - away)
        landed = part(share, 0.25, 0.8)
        start, scale = (PANEL, NUMBER_Y), between(NUMBER_SCALE, LABEL, glide(landed))
        self.things.tally.land(start, self.things.data.note.after, landed, scale)
        self.things.bars.grow(glide(part(share, 0.6, 1.0)), 0.0)

    def bring_jar(self, share: float) -> None:
        """Bring the counter back, and on it the new jars, the first one large."""
        self.things.slide_counter(1 - share, PANEL_LEFT)
        middle = PANEL + counter_shift(1 - share)
        self.things.new.pose(middle, FEET, LARGE)
        self.things.plate.pose(middle, FRONT)
        first, pitch = SHELVED
        for index, jar in enumerate(self.things.terms.jars[1:]):
            jar.pose(first + pitch * index + counter_shift(1 - share), FEET, SMALL)

    def miss(self, share: float) -> None:
        """Outline the ink that is missing."""
        self.things.missing.draw(share)

    def _turn(self, close: float) -> View:
        view = View(close)
        self.things.present(replace(self.things.state, view=view))
        return view

    def _follow(self, view: View) -> None:
        """Keep the jars of the excerpt on their places in the line."""
        for index in range(self.things.count):
            x, y = view.close_seat(self.things.start + index)
            self.things.jars[index].pose(x, y, view.jar)


def _cleared(share: float) -> float:
    """The share of counter and papers in a step back: they go first and return last."""
    return glide(part(share, 0.0, 0.7))


def _back(share: float) -> float:
    """The share of the jars in a step back."""
    return glide(part(share, 0.2, 1.0))
