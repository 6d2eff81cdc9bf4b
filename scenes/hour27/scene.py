"""Hour 27, dataset generation loop: a pen writes five cards, and a lamp finds the blank one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from manim import Mobject

from storyreel.design.easing import glide, overshoot
from storyreel.design.layout import x_at
from storyreel.design.tokens import Color, Seconds, px
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.motion import Appear, Motion, Stamp, Vanish
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.band import Band
from .parts.copy import DraftCopy
from .parts.desk import Desk, Rail
from .parts.loop import CENTER, Loop
from .parts.maker import Maker
from .parts.place import (
    CARD_WIDTH,
    FOOT,
    Place,
    alone,
    beside,
    original,
    slot,
    spoken,
    stacked,
)
from .parts.planned_lamp import PlannedLamp, lamp_label
from .parts.seed import AbsentUser, Caret
from .parts.training_card import TrainingCard
from .parts.trolley import Trolley
from .parts.writer import REST, SMALL, TILT, Grip, Writer, over

TRAVEL = 0.35
"""Seconds of the pen, or the lamp, between two cards."""
DECK, STACK = x_at(263), x_at(478)
"""Where the cards wait, and where they are bound."""
PLANNED, CHECKED = (x_at(800), x_at(1040)), x_at(1280)
"""The lamps on the way to the bound cards: two that stay dark, and the one that looked."""
FORWARD = Place(slot(2).x, scale=1.1)
REFUSED = Place(x_at(1612), FOOT, 1.0, -3.0)
"""The blank card when it is refused, and where it is left."""
READY_TILT = 13.0
"""The tilt of a pen that waits beside or above a card."""
BADGE = px(38)

M = TypeVar("M", bound=Mobject)


class Layer:
    """What is above what, below all that clips share."""

    DESK, RAIL, LIGHT, CARD, BAND, BADGE, PLAN, LAMP, PEN = (-90.0 + 8 * n for n in range(9))


class DatasetGenerationLoop(StoryScene):
    """Five cards in a row on a desk: written by a pen, looked at by a lamp, bound or sent back."""

    data: Data

    @beat("leave", "rise")
    def opening(self) -> None:
        data = self.data
        self.cards = tuple(
            TrainingCard(card.question, card.tokens, 10 * index, alone())
            for index, card in enumerate(data.cards)
        )
        self.first, self.blank = self.cards[0], self.cards[len(self.cards) // 2]
        self.usable = [card for card in self.cards if card is not self.blank]
        for card in self.cards:
            _layered(card, Layer.CARD - self.cards.index(card))
        self.first.open(0.0)
        self.first.put(spoken())
        for card in self.cards:
            card.ink_all(0.0)
        self.user = _layered(AbsentUser(data.role), Layer.RAIL)
        self.maker = _layered(Maker(), Layer.LIGHT)
        self.pen = _layered(Writer(data.writer), Layer.PEN)
        self.caret = _layered(Caret(self.first.place.at(28, 48), px(66)), Layer.BADGE)
        self.add(_layered(Desk(), Layer.DESK), self.maker, self.first, self.caret, self.pen)
        self.start(self.caret.blink(self.storyboard.beats[0].duration))
        self.until("leave")
        self.play(self.maker.turn())
        self.start(self.maker.leave(self.between("leave", "rise") - Seconds.QUICK))
        self.wait(Seconds.QUICK)
        self.start(Appear(self.user, shift=(0.0, 0.0)))
        self.until("rise")
        self.remove(self.maker)
        self.start(self.pen.go(over(self.first), Seconds.SLOW))

    @beat("write", "written")
    def seed_set(self) -> None:
        self.until("write")
        self.remove(self.caret)
        question = range(self.first.question_lines)
        self.start(self.pen.write(self.first, question, self.between("write", "written")))
        self.until("written")
        self.start(self.pen.go(self._aside(), Seconds.MOVE))

    @beat("open", "answer", "spread", "second", "third", "fourth", "fifth", "done")
    def synthetic_expansion(self) -> None:
        first, pen = self.first, self.pen
        self.until("open")
        unfolding = self.between("open", "answer")
        answer = range(first.question_lines, len(first.lines))
        self.start(pen.go(over(first, answer.start, alone()), unfolding))
        self.start(first.unfold(alone(), unfolding), Vanish(self.user))
        self.until("answer")
        self.start(pen.write(first, answer, self.between("answer", "spread")))
        self.until("spread")
        self._fan_out()
        self._write(1, "second", "third")
        self.until("third")
        self.play(pen.go(over(self.blank), TRAVEL))
        self.start(pen.press(self.blank, self.between("third", "fourth") - TRAVEL))
        self._write(3, "fourth", "fifth")
        self._write(4, "fifth", "done")

    @beat("rest", "copy", "write", "erase", "return")
    def reflection_cleanup(self) -> None:
        data = self.data.rewrite
        card = self.cards[data.card]
        self.until("rest")
        self.start(self.pen.go(REST, Seconds.MOVE))
        self.start(*(each.move(stacked(at, DECK), Seconds.MOVE) for at, each in self._others(card)))
        self.start(card.move(original(), Seconds.MOVE))
        self.until("copy")
        copy = _layered(DraftCopy(data.question, data.note, original()), Layer.CARD - 7.0)
        self.add(copy)
        self.start(copy.slide(beside()))
        self.until("write")
        self.start(copy.write(Seconds.SLOW))
        self.until("erase")
        self.start(Vanish(copy))
        self.until("return")
        self.start(*(each.move(slot(at), Seconds.MOVE) for at, each in enumerate(self.cards)))

    @beat("enter", "first", "second", "third", "refuse", "fourth", "fifth")
    def quality_gate(self) -> None:
        self.rail = _layered(Rail(), Layer.RAIL)
        self.trolley = _layered(Trolley(self.cards), Layer.LAMP)
        _layered(self.trolley.light, Layer.LIGHT)
        self.badges: list[StatusBadge] = []
        self.until("enter")
        self.add(self.rail, self.trolley.light, self.trolley)
        self.start(self.rail.extend(Seconds.MOVE))
        self.start(self.trolley.roll(slot(0).x, self.between("enter", "first")))
        self.until("first")
        self.play(self.trolley.switch(1.0, Seconds.QUICK))
        self._pass(0)
        self._look(1, "second")
        self._pass(1)
        self._look(2, "third")
        self.start(self.trolley.nod(px(34), 2, self.between("third", "refuse") - 0.55))
        self.until("refuse")
        self.start(Motion(self.blank, self.blank.refuse, Seconds.QUICK, overshoot))
        self.start(self.blank.move(FORWARD, Seconds.QUICK))
        self._look(3, "fourth")
        self._pass(3)
        self._look(4, "fifth")
        self._pass(4)

    @beat("gather", "bind", "plan", "back", "again", "run")
    def training_ready(self) -> None:
        data = self.data
        self.until("gather")
        self._gather()
        self.until("bind")
        passed, all_cards = str(len(self.usable)), str(len(self.cards))
        says = data.count.replace("{count}", passed).replace("{all}", all_cards)
        self.remove(*self.badges[1:])
        band = Band(stacked(0, STACK), stacked(len(self.usable) - 1, STACK), says)
        self.add(_layered(band, Layer.BAND))
        self.start(band.wrap())
        self.until("plan")
        self._plan()
        self.until("back")
        self.loop = _layered(Loop(CENTER, (data.again[0], data.again[1])), Layer.PLAN)
        self.loop.hide()
        self.add(self.loop)
        self.play(self.loop.draw(1))
        self.start(self.pen.go(self._over_the_refused(), Seconds.MOVE))
        self.until("again")
        self.play(self.loop.draw(0))
        self.until("run")
        self.add(self.maker)
        self.start(self.maker.come_back())

    @beat("wisdom")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    def _aside(self) -> Grip:
        """Beside the large card, so that it can be read."""
        x, y = self.first.place.at(CARD_WIDTH + 26, 210)
        return Grip(x, y, READY_TILT, 0.6)

    def _fan_out(self) -> None:
        """The first card goes to its place, and the others come out from behind it."""
        self.add(*self.cards)
        x, y = slot(1).at(30, 30)
        self.start(self.pen.go(Grip(x, y, TILT, 0.8, SMALL), Seconds.SLOW))
        for index, card in enumerate(self.cards):
            self.start(card.move(slot(index)))

    def _write(self, index: int, cue: str, end: str) -> None:
        """Travel to a card at a cue, and write it up to another."""
        card = self.cards[index]
        self.until(cue)
        self.play(self.pen.go(over(card), TRAVEL))
        seconds = self.between(cue, end) - TRAVEL
        self.start(self.pen.write(card, range(len(card.lines)), seconds))

    def _look(self, index: int, cue: str) -> None:
        """Roll the lamp to a card, from a cue on."""
        self.until(cue)
        self.play(self.trolley.roll(slot(index).x, TRAVEL))

    def _pass(self, index: int) -> None:
        """Give a card a check."""
        badge = StatusBadge(_corner(slot(index)), BADGE, Status.PASSED)
        self.badges.append(_layered(badge, Layer.BADGE))
        self.start(Stamp(badge, Seconds.QUICK))

    def _others(self, card: TrainingCard) -> Iterator[tuple[int, TrainingCard]]:
        """The other cards, counted from the front."""
        return enumerate(each for each in self.cards if each is not card)

    def _gather(self) -> None:
        """Cards that passed slide behind the first with their checks; the blank one slumps."""
        self.play(self.trolley.switch(0.0, Seconds.QUICK / 2))
        self.start(self.trolley.roll(CHECKED, Seconds.SLOW))
        self.start(self.blank.move(REFUSED, Seconds.SLOW))
        for depth, (card, badge) in enumerate(zip(self.usable, self.badges, strict=True)):
            before, after = card.place, stacked(depth, STACK)
            self.start(card.move(after, Seconds.MOVE))
            self.start(_follow(badge, _corner(before), _corner(stacked(0, STACK))))
            self.wait(Seconds.STAGGER)

    def _plan(self) -> None:
        """Name the check that was made, and draw the lamps of those that were not."""
        made = lamp_label(self.data.checked, CHECKED, Color.NAVY)
        self.start(Appear(_layered(made, Layer.PLAN)))
        for x, question in zip(reversed(PLANNED), self.data.planned, strict=True):
            lamp = _layered(PlannedLamp(x, question), Layer.PLAN)
            self.add(lamp)
            self.play(lamp.draw())

    def _over_the_refused(self) -> Grip:
        """The nib on the first line of the blank card, with its cross uncovered."""
        x, y = REFUSED.at(46, 96)
        return Grip(x, y, READY_TILT, 0.0, SMALL)


def _layered(part: M, layer: float) -> M:
    """Put a part on a layer, and return it."""
    part.set_z_index(layer)
    return part


def _corner(place: Place) -> tuple[float, float]:
    """Where the check of a card is."""
    return place.at(CARD_WIDTH - 18, -12)


def _follow(badge: StatusBadge, start: tuple[float, float], stop: tuple[float, float]) -> Motion:
    """The way of a check from the corner of its card to that of the first."""
    (ax, ay), (bx, by) = start, stop

    def change(share: float) -> None:
        badge.put((ax + (bx - ax) * share, ay + (by - ay) * share))

    return Motion(badge, change, Seconds.MOVE, glide)
