"""Movements of the whole line: counting, closing, and the steps back from the excerpt."""

from __future__ import annotations

from dataclasses import replace

from scenes.hour28.parts.furniture import LEFT, shelf_top
from scenes.hour28.parts.rack import SWEEP, Flight, RackState, uses_of
from scenes.hour28.pharmacy import Pharmacy
from scenes.hour28.shares import between, part
from scenes.hour28.view import FEET, FRONT, JAR, PANEL, View, slot
from storyreel.design.easing import glide, settle

PANEL_LEFT = 1030
"""Where the counter begins beside the line."""

OFFERED, LARGE = 1.2, 2.38
"""The scale of the new jar beside the line, and at the end."""

NAMED = 0.86
"""The scale of names beside the line."""

GATHERED, GAP = 0.66, 28
"""The scale of the cut text beside the line, and the gaps between its pieces."""

SOURCE = (PANEL, FEET - 130.0)
"""Where new jars come from, behind the one beside the line."""

COUNT_Y, NUMBER_Y = 480, 330
"""The row of the number alone, and above the new jar."""

NUMBER_END, NUMBER_SCALE = (566, 748), 0.82
"""Where the numbers are at the end, on the places that have become free."""


class WholeLine:
    """Places of the things for each share of a movement."""

    def __init__(self, things: Pharmacy) -> None:
        self.things = things

    def step_back(self, share: float) -> None:
        """From the excerpt to the whole line, and the other way with falling shares."""
        cleared, back = _cleared(share), _back(share)
        view = self._turn(1 - back)
        self._follow(view)
        gathered = self._gathered()
        columns = [
            between(slot(index), gathered[index], cleared) for index in range(self.things.count)
        ]
        self.things.paper.lay(columns, FRONT, between(1.0, GATHERED, cleared))
        self.things.counter.fit(between(LEFT, PANEL_LEFT, cleared))
        self.things.tally.display((between(PANEL + 1100, PANEL, back), COUNT_Y), self._counted())

    def step_back_again(self, share: float) -> None:
        """From the excerpt to the whole line, with the new jar beside it."""
        cleared, back = _cleared(share), _back(share)
        view = self._turn(1 - back)
        self.things.jars[0].pose(*view.close_seat(self.things.start), view.jar)
        lift = glide(part(share, 0.0, 0.5))
        self.things.lift_shelf(lift)
        self.things.added.pose(slot(self.things.count), shelf_top(lift), JAR)
        self.things.name_added(slot(self.things.count), lift)
        first: list[float | None] = [None] * self.things.count
        shrunk = part(cleared, 0.0, 0.4)
        if shrunk < 1:
            first[0] = slot(0)
        self.things.paper.lay(first, between(FRONT, FRONT + 40, shrunk), 1 - shrunk)
        x = between(self.things.middle, PANEL, cleared)
        self.things.new.pose(x, FEET, between(JAR, OFFERED, cleared))
        self.things.plate.turn(0.0, x, FRONT, between(1.0, NAMED, cleared))
        self.things.counter.fit(between(LEFT, PANEL_LEFT, cleared))
        self.things.tally.display(
            (between(PANEL + 1100, PANEL, back), NUMBER_Y), self.things.data.note.before
        )

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
        self.things.tally.display((PANEL, COUNT_Y), self._counted())

    def _counted(self) -> int:
        counted = min(int(self.things.state.counted), self.things.data.note.before)
        return counted + sum(index >= counted for index in self.things.excerpt(0))

    def mark(self, share: float) -> None:
        """Light the places of the term."""
        lit = (glide(share), *[0.0] * (len(self.things.data.note.terms) - 1))
        self.things.present(replace(self.things.state, lit=lit))

    def close(self, term: int, share: float) -> None:
        """Light the places of a term, and let one new jar take each of them."""
        state = self._closing(term, share)
        self.things.present(state)
        count = round(self.things.rack.line.length(state.closed))
        split = 1.0 if term else glide(part(share, 0.2, 0.6))
        self.things.tally.display((PANEL, NUMBER_Y), count, split)
        turned = glide(part(share, 0.0, 0.25))
        self.things.plate.turn(max(term - 1 + turned, 0.0), PANEL, FRONT, NAMED)

    def _closing(self, term: int, share: float) -> RackState:
        """The line while a term closes; those before it are closed, and the first is lit before."""
        lit = glide(part(share, 0.0, 0.2)) if term else 1.0
        lit -= settle(part(share, 0.85, 1.0))
        closing = glide(part(share, 0.5, 0.95))
        later = len(self.things.state.closed) - term - 1
        flights = (
            Flight(use, part(share, 0.08 + 0.05 * turn, 0.5 + 0.05 * turn), SOURCE)
            for turn, use in enumerate(uses_of(self.things.rack.line, term))
        )
        return replace(
            self.things.state,
            closed=(*[1.0] * term, closing, *[0.0] * later),
            lit=(*[0.0] * term, lit, *[0.0] * later),
            flights=tuple(flights) if closing < 1 else (),
        )

    def go_over(self, share: float) -> None:
        """Let a pass go over every token of the line."""
        length = self.things.rack.line.length(self.things.state.closed)
        self.things.present(replace(self.things.state, pass_at=share * (length + SWEEP)))

    def carry_number(self, share: float) -> None:
        """Move the numbers to the places that have become free."""
        x, y = NUMBER_END
        at = (between(PANEL, x, share), between(NUMBER_Y, y, share))
        self.things.tally.display(
            at, self.things.data.note.after, 1.0, between(1.0, NUMBER_SCALE, share)
        )

    def grow(self, share: float) -> None:
        """Turn back to the first term, and let its empty jar grow."""
        last = len(self.things.data.note.terms) - 1
        self.things.plate.turn(last + share, PANEL, FRONT, between(NAMED, 1.0, share))
        self.things.new.pose(PANEL, FEET, between(OFFERED, LARGE, share))

    def miss(self, share: float) -> None:
        """Outline the ink that is missing."""
        self.things.missing.draw((PANEL, FEET), LARGE, share)

    def _turn(self, close: float) -> View:
        view = View(close)
        self.things.present(replace(self.things.state, view=view))
        return view

    def _follow(self, view: View) -> None:
        """Keep the jars of the excerpt on their places in the line."""
        for index in range(self.things.count):
            x, y = view.close_seat(self.things.start + index)
            self.things.jars[index].pose(x, y, view.jar)

    def _gathered(self) -> list[float]:
        """The columns of the pieces of the text beside the line."""
        widths = [width * GATHERED for _, _, width in self.things.paper.pieces]
        left = PANEL - (sum(widths) + GAP * (len(widths) - 1)) / 2
        columns = []
        for width in widths:
            columns.append(left + width / 2)
            left += width + GAP
        return columns


def _cleared(share: float) -> float:
    """The share of counter and papers in a step back: they go first and return last."""
    return glide(part(share, 0.0, 0.7))


def _back(share: float) -> float:
    """The share of the jars in a step back."""
    return glide(part(share, 0.2, 1.0))
