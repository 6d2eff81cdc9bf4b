"""Hour 27, dataset generation loop: a pen writes five cards, and a lamp finds the blank one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TypeVar

from manim import Mobject

from storyreel.design.easing import glide, overshoot
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.motion import Appear, Motion, Stamp, Vanish
from storyreel.parts.text import Line
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.band import Band
from .parts.copy import LEFT_OVER, RISE, DraftCopy
from .parts.desk import Desk, Rail
from .parts.place import CARD_WIDTH, FOOT, Place, alone, slot, spoken, stacked
from .parts.planned_lamp import PlannedLamp
from .parts.return_arrow import ReturnArrow
from .parts.seed import AbsentUser, Caret
from .parts.training_card import TrainingCard
from .parts.trolley import Trolley
from .parts.writer import REST, SMALL, TILT, Grip, Writer, over

TRAVEL = 0.35
"""Seconds of the pen, or the lamp, between two cards."""
STACK, PLANNED = x_at(650), px(293)
"""Where the stack is, and how far from its lamp the planned ones are."""
SLUMPED, REFUSED = Place(x_at(1230), FOOT, 1.0, -3.0), Place(x_at(1450), FOOT, 1.0, -3.0)
STACKED_LAMP = STACK + px(21)
READY_TILT = 13.0
"""The tilt of a pen that waits beside or above a card."""
BADGE, ON_BAND = px(34), 1.3

M = TypeVar("M", bound=Mobject)


class Layer:
    """What is above what, below all that clips share."""

    DESK, RAIL, LIGHT, CARD, BAND, BADGE, PLAN, LAMP, PEN = (-90.0 + 8 * n for n in range(9))


class DatasetGenerationLoop(StoryScene):
    """Five cards in a row on a desk: written by a pen, looked at by a lamp, bound or sent back."""

    data: Data

    @beat()
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
        self.pen = _layered(Writer(data.writer), Layer.PEN)
        self.caret = _layered(Caret(self.first.place.at(28, 48), px(66)), Layer.BADGE)
        self.add(_layered(Desk(), Layer.DESK), self.user, self.first, self.caret, self.pen)
        self.start(self.caret.blink(self.storyboard.beats[0].duration))

    @beat("rise", "write", "written")
    def seed_set(self) -> None:
        self.until("rise")
        self.start(self.pen.go(over(self.first), self.between("rise", "write")))
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

    @beat("rest", "rise", "strike", "rewrite", "sink")
    def reflection_cleanup(self) -> None:
        data, index = self.data.rewrite, self.data.rewrite.card
        card = self.cards[index]
        question = self.data.cards[index].question
        self.copy = copy = DraftCopy(question, data.old, data.new, card.place)
        copy.strike(0.0)
        at = (card.place.at(0, 0)[0] - px(30), y_at(346))
        note = Line(data.note, Type.LABEL_STRONG, at, Color.SLATE, "right")
        self.until("rest")
        self.start(self.pen.go(REST, Seconds.MOVE))
        self.until("rise")
        self.add(_layered(copy, Layer.CARD - index - 0.5))
        self.start(copy.lift(0.0, RISE), Appear(note, (px(60), 0.0)))
        self.until("strike")
        self.start(Motion(copy, copy.strike, Seconds.QUICK))
        self.until("rewrite")
        self.start(Motion(copy, copy.rewrite, Seconds.MOVE, glide))
        self.until("sink")
        self.start(copy.lift(RISE, LEFT_OVER, 0.5), Vanish(note))

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
        self._look(3, "fourth")
        self._pass(3)
        self._look(4, "fifth")
        self._pass(4)

    @beat("gather", "bind", "light", "plan", "back")
    def training_ready(self) -> None:
        data = self.data
        self.start(self.copy.lift(LEFT_OVER, 0.0, 0.2))
        self.play(self.trolley.switch(0.0, 0.2))
        self.remove(self.copy)
        self.until("gather")
        self._gather()
        self.until("bind")
        passed, all_cards = str(len(self.usable)), str(len(self.cards))
        says = data.count.replace("{count}", passed).replace("{all}", all_cards)
        self.band = Band(stacked(0, STACK), stacked(len(self.usable) - 1, STACK), says)
        self.add(_layered(self.band, Layer.BAND))
        self.start(self.band.wrap())
        self._badges_to_band()
        self.until("light")
        self.remove(*self.badges[1:])
        self.start(self.trolley.switch(1.0))
        self.until("plan")
        for x, question in zip((-PLANNED, PLANNED), data.planned, strict=True):
            lamp = _layered(PlannedLamp(STACKED_LAMP + x, question), Layer.PLAN)
            self.add(lamp)
            self.start(lamp.draw())
        self.until("back")
        self._send_back()

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

    def _gather(self) -> None:
        """Cards that passed slide behind the first with their checks; the blank one slumps."""
        self.start(self.trolley.roll(STACKED_LAMP, Seconds.SLOW))
        for depth, (card, badge) in enumerate(zip(self.usable, self.badges, strict=True)):
            before, after = card.place, stacked(depth, STACK)
            self.start(card.move(after, Seconds.MOVE), _follow(badge, before, after))
            self.wait(Seconds.STAGGER)
        self.start(self.blank.move(SLUMPED, Seconds.MOVE))

    def _badges_to_band(self) -> None:
        """All checks become one, on the band."""
        for depth, badge in enumerate(self.badges):
            ax, ay = _corner(stacked(depth, STACK))
            bx, by = self.band.badge_at
            move = partial(_put_between, badge, (ax, ay), (bx, by))
            self.start(Motion(badge, move, Seconds.MOVE, glide))

    def _send_back(self) -> None:
        """The blank card goes back under the pen."""
        arrow = ReturnArrow((x_at(924), y_at(640)), px(316), self.data.again)
        self.add(_layered(arrow, Layer.BADGE))
        self.start(arrow.draw(), self.blank.move(REFUSED, Seconds.MOVE))
        self.wait(Seconds.MOVE)
        ready = replace(over(self.blank), tilt=READY_TILT, scale=1.0)
        self.start(self.pen.go(ready, Seconds.MOVE))


def _layered(part: M, layer: float) -> M:
    """Put a part on a layer, and return it."""
    part.set_z_index(layer)
    return part


def _corner(place: Place) -> tuple[float, float]:
    """Where the check of a card is."""
    return place.at(CARD_WIDTH - 18, -12)


def _follow(badge: StatusBadge, before: Place, after: Place) -> Motion:
    """A check that stays on the corner of its card."""

    def change(share: float) -> None:
        badge.put(_corner(before.toward(after, share)))

    return Motion(badge, change, Seconds.MOVE, glide)


def _put_between(
    badge: StatusBadge, start: tuple[float, float], stop: tuple[float, float], share: float
) -> None:
    (ax, ay), (bx, by) = start, stop
    badge.put((ax + (bx - ax) * share, ay + (by - ay) * share), 1 + (ON_BAND - 1) * share)
