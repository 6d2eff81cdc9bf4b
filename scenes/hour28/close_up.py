"""Movements between the shelf and the counter, seen from close by."""

from __future__ import annotations

from math import pi, sin

from scenes.hour28.parts.pharmacist import PLACE
from scenes.hour28.pharmacy import SHELVES, Pharmacy
from scenes.hour28.shares import between, part
from scenes.hour28.view import FEET, FRONT, JAR, SHELF, slot
from storyreel.design.easing import glide, settle

CARD, CARD_Y = 1.62, 668
"""The scale and the middle of the card that the text is on at first."""

HANDS = 190
"""How far before the pharmacist a jar is carried, in pixels."""


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
            if taken > 0:
                jar.pose(slot(index), between(SHELF, FEET, taken), JAR)
        self.things.paper.lay(self.things.paper.pushed(columns, scale), y, scale)

    def arrive(self, share: float) -> None:
        """Let the new jars slide into their places, one after another; the shelf counts them."""
        last, there = len(SHELVES) - 1, 0
        for index in range(len(SHELVES)):
            came = settle(part(share, index * 0.85 / last, index * 0.85 / last + 0.15))
            if came > 0:
                self.things.put_new(index, 2000 * (1 - came))
            there += came > 0.9
        self.things.shelf.hold(there)

    def pan(self, share: float) -> None:
        """Move along the shelf to its old jars; those of the excerpt come down to the counter."""
        self.things.pan_shelf(1 - glide(part(share, 0.0, 0.7)))
        self.things.slide_counter(1 - glide(part(share, 0.0, 0.7)))
        down = glide(part(share, 0.6, 1.0))
        if not down:
            return
        for index, jar in enumerate(self.things.jars):
            jar.pose(slot(index), between(SHELF, FEET, down), JAR)
        self.things.paper.lay([slot(at) for at in range(self.things.count)], FRONT, down)

    def rise(self, share: float) -> None:
        """Let the jars of the term return to the shelf, whole and full."""
        for index in range(1, self.things.count):
            start = 0.4 * (index - 1) / (self.things.count - 1)
            up = glide(part(share, start, start + 0.6))
            jar = self.things.jars[index]
            if up < 1:
                jar.pose(slot(index), between(FEET, SHELF, up), JAR)
            else:
                jar.leave()

    def take(self, share: float) -> None:
        """Let the pharmacist carry the new jar to the places of the seven, and go back."""
        down, there = glide(part(share, 0.0, 0.22)), glide(part(share, 0.22, 0.6))
        back = glide(part(share, 0.66, 1.0))
        start = PLACE - HANDS
        held = between(slot(self.things.count), start, down)
        x = between(held, self.things.middle, there)
        y = between(SHELF, FEET, down) - 24 * sin(pi * there)
        self.things.new.pose(x, y, JAR)
        hands = part(share, 0.1, 0.22) - part(share, 0.6, 0.68)
        shift = (self.things.middle - start) * (there - back)
        self.things.pharmacist.carry(shift, hands)

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
