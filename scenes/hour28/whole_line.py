"""Movements of the whole line: counting, shortening, and the steps back from the excerpt."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from scenes.hour28.parts.furniture import counter_shift, shelf_top
from scenes.hour28.parts.rack import PASS, SWEEP
from scenes.hour28.pharmacy import SHELF_PAN, Pharmacy
from scenes.hour28.shares import between, part
from scenes.hour28.view import FRONT, JAR, PANEL, View, slot
from storyreel.design.easing import glide, leave

COUNT_Y = 470
"""The row of the number."""

MERGE = 7
"""The tokens beyond a use that a pass goes on over while the pieces draw together."""

USES_AT = (1120, 330)
"""Where the uses are counted, in pixels."""


class WholeLine:
    """Places of the things for each share of a movement."""

    def __init__(self, things: Pharmacy) -> None:
        self.things = things

    def step_back(self, share: float) -> None:
        """From the excerpt to the whole line."""
        cleared, back = _cleared(share), _back(share)
        self._follow(self._turn(1 - back))
        shift = counter_shift(cleared)
        columns = [slot(index) + shift for index in range(self.things.count)]
        self.things.paper.lay(columns, FRONT)
        self.things.slide_counter(cleared)

    def leave_for_shelf(self, share: float) -> None:
        """From the whole line to the end of the shelf."""
        self._turn(glide(part(share, 0.0, 0.7)))
        x = between(PANEL, PANEL + 1100, glide(part(share, 0.0, 0.7)))
        self.things.tally.display((x, COUNT_Y), self.things.data.note.before)
        self.things.pan = SHELF_PAN
        self.things.lift_shelf(1 - glide(part(share, 0.3, 1.0)))

    def step_back_again(self, share: float) -> None:
        """From the excerpt, with the new jar in it, to the whole line."""
        things = self.things
        cleared, back = _cleared(share), _back(share)
        view = self._turn(1 - back)
        lift, shift = glide(part(share, 0.0, 0.5)), counter_shift(cleared)
        things.jars[0].pose(*view.close_seat(things.start), view.jar)
        x, y = view.close_seat(things.start + 1)
        things.new.pose(x + (things.middle - slot(1)) * view.near, y, view.jar)
        things.lift_shelf(lift)
        things.added.pose(slot(things.count), shelf_top(lift), JAR)
        things.paper.lay([slot(0) + shift, *[None] * (things.count - 1)], FRONT)
        things.plate.pose(things.middle + shift, FRONT)
        things.slide_counter(cleared)
        self._tell(between(PANEL + 1100, PANEL, back))

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
        """Let the line have all jars, and the new one in the place of the seven."""
        for jar in (*self.things.jars, self.things.new):
            jar.leave()
        self.things.plate.hide()
        self.things.present(
            replace(
                self.things.state, absent=range(0), left=self._replaced(self.things.state.closed)
            )
        )
        self._tell()

    def count_up(self, share: float) -> None:
        """Give every token its jar in a first pass, in the order of the text.

        The number is that of the jars in the line; those of the excerpt are there already.
        """
        counted = share * (self.things.data.note.before + SWEEP)
        self.things.present(replace(self.things.state, counted=counted, pass_at=counted))
        begun = min(ceil(counted), self.things.data.note.before)
        kept = sum(place >= begun for place in self.things.excerpt(0))
        self.things.tally.display((PANEL, COUNT_Y), begun + kept)

    def mark(self, share: float) -> None:
        """Light the places of the term in the excerpt."""
        there = self.things.excerpt(1).start
        lit = [glide(share) * (use.at == there) for use in self.things.rack.line.uses]
        self.things.present(replace(self.things.state, lit=tuple(lit)))

    def unmark(self) -> None:
        """Take the light off the excerpt."""
        self.things.present(replace(self.things.state, lit=()))

    def replace_terms(self, share: float) -> None:
        """Go over the line; the pieces of each use draw together and become one new jar.

        The number is that of the jars in the line.
        """
        line = self.things.rack.line
        passed = share * (line.count + PASS)
        gathered = tuple(
            glide(part(passed, use.at, min(use.at + use.pieces + MERGE, line.count + PASS)))
            for use in line.uses
        )
        left = self._replaced(gathered)
        state = replace(self.things.state, gathered=gathered, left=left, pass_at=passed)
        self.things.present(state)
        self._tell()

    def close_up(self, share: float) -> None:
        """Let the line pull itself together, along the rail that keeps its length."""
        closed = (glide(share),) * len(self.things.rack.line.uses)
        self.things.present(replace(self.things.state, closed=closed, pass_at=None))

    def lift(self, share: float) -> None:
        """Let the line leave by the top, and the number by the right side."""
        self._turn(leave(share))
        self._tell(PANEL + 700 * leave(share))

    def bring_jars(self, share: float) -> None:
        """Let the bars leave, bring the counter with the new jars, and show saving and uses."""
        things = self.things
        things.bars.slide(glide(part(share, 0.0, 0.7)))
        things.spent.display(USES_AT, 0)
        for figure in (things.gain, things.spent):
            figure.reveal(part(share, 0.6, 0.9))
        come = glide(part(share, 0.0, 0.9))
        things.slide_counter(1 - come)
        things.lesson.slide(counter_shift(1 - come))

    def teach(self, share: float) -> None:
        """Give each jar a drop for each use of its term, in the order of the note, and count."""
        self.things.lesson.teach(share)
        self.things.spent.display(USES_AT, self.things.lesson.fallen)

    def fail(self, share: float) -> None:
        """Say how many jars are learned."""
        self.things.cost.reveal(share)

    def miss(self, share: float) -> None:
        """Say what is not known."""
        self.things.quality.reveal(share)

    def _replaced(self, gathered: tuple[float, ...]) -> tuple[float, ...]:
        """Which uses have their new jar, for how far the pieces of each have drawn together."""
        there = self.things.excerpt(1).start
        uses = self.things.rack.line.uses
        return tuple(
            float(use.at == there or share == 1) for use, share in zip(uses, gathered, strict=True)
        )

    def _tell(self, x: float = PANEL) -> None:
        """Show the number of jars in the line."""
        line = self.things.rack.line
        left = self.things.state.left or self._replaced(self.things.state.closed)
        count = line.count - sum(
            round(gone) * (use.pieces - 1) for use, gone in zip(line.uses, left, strict=True)
        )
        self.things.tally.display((x, COUNT_Y), count)

    def _turn(self, close: float) -> View:
        view = View(close, self.things.start)
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
