"""Movements between the shelf and the counter, seen from close by."""

from __future__ import annotations

from math import exp, pi, sin

from scenes.hour28.pharmacy import Pharmacy
from scenes.hour28.shares import between, part
from scenes.hour28.view import FEET, FRONT, JAR, SHELF, slot
from storyreel.design.easing import glide, settle

CARD, CARD_Y = 1.62, 668
"""The scale and the middle of the card that the text is on at first."""

NAMED = 0.97
"""The share of its way after which a new jar has its name."""

FLIGHT = 0.5
"""Seconds in which the new jar comes from the shelf to the counter."""


class CloseUp:
    """Places of the things for each share, or second, of a movement."""

    def __init__(self, things: Pharmacy) -> None:
        self.things = things

    def open(self, share: float) -> None:
        """Close in on the excerpt of the page; shelf and counter come from outside."""
        closer, come = glide(part(share, 0.0, 0.85)), glide(part(share, 0.25, 1.0))
        self.things.page.close_in(closer, 960, CARD_Y, CARD)
        self.things.lift_shelf(1 - come)
        self.things.slide_counter(1 - come)

    def lay_card(self) -> None:
        """Take the excerpt from the page."""
        self.things.page.hide()
        self.cut(0.0)

    def cut(self, share: float) -> None:
        """Lay the card on the counter's front, cut it, and let each piece take its jar."""
        down = glide(part(share, 0.0, 0.22))
        scale, y = between(CARD, 1.0, down), between(CARD_Y, FRONT, down)
        columns = []
        for index, jar in enumerate(self.things.jars):
            first = 0.2 + 0.52 * index / (self.things.count - 1)
            taken = glide(part(share, first, first + 0.28))
            whole = self.things.paper.whole(index, 960, scale)
            columns.append(between(whole, slot(index), glide(part(share, first, first + 0.2))))
            jar.pose(slot(index), between(SHELF, FEET, taken), JAR)
        self.things.paper.lay(self.things.paper.pushed(columns, scale), y, scale)

    def arrive(self, seconds: float) -> None:
        """Let a new jar slide onto the shelf; it is empty and light, and wobbles."""
        came = settle(part(seconds, 0.0, 0.8))
        tilt = 4 * sin(pi * came) if came < 1 else wobble(seconds - 0.8, 3.4)
        x = between(2420, slot(self.things.count), came)
        self.things.added.pose(x, SHELF, JAR, tilt)
        if came > NAMED:
            self.things.name_added(x, 0.0)

    def rise(self, share: float) -> None:
        """Let the jars of the term return to the shelf, whole and full."""
        for index in range(1, self.things.count):
            start = 0.4 * (index - 1) / (self.things.count - 1)
            up = glide(part(share, start, start + 0.6))
            self.things.jars[index].pose(slot(index), between(FEET, SHELF, up), JAR)

    def take(self, seconds: float) -> None:
        """Let the new jar take the places of the seven."""
        share = glide(part(seconds, 0.0, FLIGHT))
        x = between(slot(self.things.count), self.things.middle, share)
        y = between(SHELF, FEET, share) - 130 * 4 * share * (1 - share) * (1 - share)
        self.things.new.pose(x, y, JAR, wobble(seconds - FLIGHT, 2.8))

    def join(self, share: float) -> None:
        """Draw the pieces of the term together under the new jar."""
        columns = [slot(0)]
        for index in range(1, self.things.count):
            whole = self.things.paper.whole(index, self.things.middle, 1.0, 1)
            columns.append(between(slot(index), whole, share))
        self.things.paper.lay(columns, FRONT)

    def put_in_frame(self) -> None:
        """Put the term, now in one piece, into its gold frame."""
        for jar in self.things.jars[1:]:
            jar.leave()
        self.things.paper.lay([slot(0), *[None] * (self.things.count - 1)], FRONT)
        self.things.plate.pose(self.things.middle, FRONT)


def wobble(seconds: float, angle: float) -> float:
    """The tilt of a light jar that has just been put down, in degrees."""
    return angle * sin(13 * seconds) * exp(-3.4 * seconds) if seconds > 0 else 0.0
