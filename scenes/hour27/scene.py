"""Hour 27, dataset generation loop: a pen writes five cards, and a lamp finds the blank one."""

from __future__ import annotations

from typing import TypeVar

from manim import Mobject

from storyreel.design.easing import glide, overshoot
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Seconds, px
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.motion import Appear, Motion, Stamp, Vanish
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.band import Band
from .parts.copy import DraftCopy
from .parts.desk import Desk, Rail
from .parts.effort import Effort
from .parts.maker import Maker
from .parts.place import (
    CARD_WIDTH,
    Place,
    alone,
    aside,
    beside,
    original,
    slot,
    spoken,
    stacked,
)
from .parts.planned_lamp import PlannedLamp, lamp_label
from .parts.redraft import Redraft
from .parts.seed import PERIOD, Caret, Role
from .parts.training_card import TrainingCard
from .parts.trolley import Trolley
from .parts.writer import ROW_REST, SMALL, TILT, WAITING, Grip, Writer, over

TRAVEL, GAP = 0.3, 0.15
"""Seconds of the pen, or the lamp, between two cards; of the pen between question and answer."""
PAN, STAMP, DARK = 0.42, 0.2, 0.06
"""Seconds in which the cards change places, a check comes, and the light goes out."""
WALK = 0.66
"""Seconds in which the person leaves."""
OFFERED = x_at(930)
"""Where the empty turn is before it is handed over."""
STACK = x_at(498)
"""Where the cards are bound."""
PLANNED, CHECKED = (x_at(830), x_at(1092)), x_at(1352)
"""The lamps on the way to the bound cards: two that stay dark, and the one that looked."""
REFUSED = Place(x_at(1636), y_at(826), 1.0, -3.0)
"""Where the blank card is left when it is refused."""
AGAIN = x_at(1040)
"""Where it is planned to go: above the pen."""
REFUSED_EDGE = REFUSED.at(0, 300)[0]
READY_TILT = 13.0
"""The tilt of a pen that waits beside a card."""
BADGE = px(38)

M = TypeVar("M", bound=Mobject)


class Layer:
    """What is above what, below all that clips share."""

    DESK, RAIL, LIGHT, CARD, BAND, BADGE, PLAN, LAMP, PEN = (-90.0 + 8 * n for n in range(9))


class DatasetGenerationLoop(StoryScene):
    """Five cards in a row on a desk: written by a pen, looked at by a lamp, bound or refused."""

    data: Data

    @beat("offer", "rise", "near")
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
            card.open(0.0)
            card.ink_all(0.0)
        self.first.put(spoken(OFFERED))
        self.roles = [
            _layered(Role(data.role, card.place), Layer.CARD - self.cards.index(card))
            for card in self.cards
        ]
        self.caret = _layered(Caret(self.first.place), Layer.BADGE)
        self.maker = _layered(Maker(), Layer.LIGHT)
        self.pen = _layered(Writer(data.writer), Layer.PEN)
        self.add(_layered(Desk(), Layer.DESK), self.maker, self.first, self.caret)
        self.add(self.roles[0], self.pen)
        self.start(self.caret.blink(self.storyboard.beats[0].duration // PERIOD * PERIOD))
        self.until("offer")
        self.start(self.maker.offer(), self._hand_over())
        self.until("rise")
        self.start(self.pen.go(_aside(), Seconds.MOVE))
        self.until("near")
        self.start(self.pen.go(over(self.first), Seconds.MOVE))

    @beat("write", "written")
    def seed_set(self) -> None:
        self.until("write")
        self.remove(self.caret)
        self.start(self.maker.watch())
        question = range(self.first.question_lines)
        self.start(self.pen.write(self.first, question, self.between("write", "written")))
        self.until("written")
        self.start(self.pen.go(_aside(), Seconds.QUICK))

    @beat("open", "answer", "spread", "second", "third", "fourth", "fifth", "done")
    def synthetic_expansion(self) -> None:
        first, pen = self.first, self.pen
        self.until("open")
        unfolding = self.between("open", "answer")
        answer = range(first.question_lines, len(first.lines))
        self.start(pen.go(over(first, answer.start, alone()), unfolding))
        self.start(first.unfold(alone(), unfolding), Vanish(self.roles[0]))
        self.play(self.maker.turn())
        self.start(self.maker.leave(WALK))
        self.until("answer")
        self.start(pen.write(first, answer, self.between("answer", "spread")))
        self.until("spread")
        self._fan_out()
        self._write(1, "second", "third")
        self._try("third", "fourth")
        self._write(3, "fourth", "fifth")
        self._write(4, "fifth", "done")
        self.until("done")
        self.start(pen.go(ROW_REST, PAN))

    @beat("rest", "write", "erase")
    def reflection_cleanup(self) -> None:
        data = self.data.rewrite
        self.until("rest")
        start = self.cards[data.card].place
        copy = _layered(DraftCopy(data.question, data.note, start), Layer.CARD - 7.0)
        self.add(copy)
        self.start(copy.slide(beside(), PAN))
        for index, card in enumerate(self.cards):
            self.start(card.move(original() if index == data.card else aside(index), PAN))
        self.until("write")
        self.start(copy.write(self.between("write", "erase") / 2))
        self.until("erase")
        self.start(Vanish(copy, run_time=Seconds.QUICK / 2))
        self.start(*(each.move(slot(at), PAN) for at, each in enumerate(self.cards)))

    @beat("enter", "first", "second", "third", "refuse", "fourth", "fifth")
    def quality_gate(self) -> None:
        self.rail = _layered(Rail(), Layer.RAIL)
        self.trolley = _layered(Trolley(self.cards), Layer.LAMP)
        _layered(self.trolley.light, Layer.LIGHT)
        self.badges: list[StatusBadge] = []
        self.until("enter")
        self.add(self.rail, self.trolley.light, self.trolley)
        self.start(self.rail.extend(PAN))
        self.start(self.trolley.roll(slot(0).x, PAN))
        self.until("first")
        self.play(self.trolley.switch(1.0, STAMP))
        self._pass(0)
        self._look(1, "second")
        self._pass(1)
        self._look(2, "third")
        self.start(self.trolley.nod(px(34), 2, self.between("third", "refuse") - TRAVEL))
        self.until("refuse")
        self.start(Motion(self.blank, self.blank.refuse, Seconds.QUICK, overshoot))
        self._look(3, "fourth")
        self._pass(3)
        self._look(4, "fifth")
        self._pass(4)

    @beat("gather", "bind", "plan", "again", "turn")
    def training_ready(self) -> None:
        data = self.data
        self.until("gather")
        self._gather()
        self.until("bind")
        passed, all_cards = str(len(self.usable)), str(len(self.cards))
        says = data.count.replace("{count}", passed).replace("{all}", all_cards)
        self.remove(*self.badges[1:])
        for hidden in self.usable[1:]:
            hidden.ink_all(0.0)
        band = Band(stacked(0, STACK), stacked(len(self.usable) - 1, STACK), says)
        self.add(_layered(band, Layer.BAND))
        self.start(band.wrap(PAN))
        self.until("plan")
        self._plan()
        self._go_round()

    @beat("wisdom", "relief")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())
        self.until("relief")
        self.start(self.maker.smile())

    def _hand_over(self) -> Motion:
        """Move the empty turn, with its name and its caret, to the middle."""
        start, role = self.first.place, self.roles[0]

        def change(share: float) -> None:
            place = start.toward(spoken(), share)
            self.first.put(place)
            role.put(place)
            self.caret.put(place)

        return Motion(self.first, change, Seconds.MOVE, glide, beside=(role, self.caret))

    def _fan_out(self) -> None:
        """The first card goes to its place, and empty turns like its own come out behind it."""
        self.add(*self.cards)
        x, y = slot(1).at(30, 30)
        self.start(self.pen.go(Grip(x, y, TILT, 0.8, SMALL), PAN))
        self.start(*(card.move(slot(index), PAN) for index, card in enumerate(self.cards)))
        self.wait(PAN - STAMP)
        for index, role in enumerate(self.roles[1:], 1):
            role.put(slot(index))
            self.start(Appear(role, (0.0, 0.0), run_time=STAMP))

    def _write(self, index: int, cue: str, end: str) -> None:
        """Travel to an empty turn at a cue, and write it up to another: a question, its answer."""
        card = self.cards[index]
        self.until(cue)
        self.play(self.pen.go(over(card), TRAVEL))
        lines = len(card.lines)
        seconds = (self.between(cue, end) - TRAVEL - GAP) / lines
        asked = card.question_lines
        self.play(self.pen.write(card, range(asked), seconds * asked))
        self.start(card.unfold(card.place, Seconds.QUICK), self._unname(index))
        self.play(self.pen.go(over(card, asked), GAP))
        self.start(self.pen.write(card, range(asked, lines), seconds * (lines - asked)))

    def _unname(self, index: int) -> Vanish:
        """Take the name off a turn that becomes a card."""
        return Vanish(self.roles[index], run_time=STAMP / 2)

    def _try(self, cue: str, end: str) -> None:
        """Travel to the empty turn that stays blank, and press on it without ink."""
        effort = _layered(Effort(), Layer.PEN - 1)
        self.until(cue)
        self.play(self.pen.go(over(self.blank), TRAVEL))
        self.add(effort)
        seconds = self.between(cue, end) - TRAVEL - Seconds.QUICK
        self.play(self.pen.press(self.blank, effort, seconds))
        self.remove(effort)
        unfolding = self.blank.unfold(self.blank.place, Seconds.QUICK)
        self.start(unfolding, self._unname(self.cards.index(self.blank)))

    def _look(self, index: int, cue: str) -> None:
        """Roll the lamp to a card, from a cue on."""
        self.until(cue)
        self.play(self.trolley.roll(slot(index).x, TRAVEL))

    def _pass(self, index: int) -> None:
        """Give a card a check."""
        badge = StatusBadge(_corner(slot(index)), BADGE, Status.PASSED)
        self.badges.append(_layered(badge, Layer.BADGE))
        self.start(Stamp(badge, STAMP))

    def _gather(self) -> None:
        """Cards that passed slide behind the first with their checks; the blank one slumps."""
        self.play(self.trolley.switch(0.0, DARK))
        self.add(self.maker)
        self.start(self.maker.come_back(PAN), self.pen.go(WAITING, PAN))
        self.start(self.trolley.roll(CHECKED, PAN))
        self.start(self.blank.move(REFUSED, PAN))
        for depth, (card, badge) in enumerate(zip(self.usable, self.badges, strict=True)):
            before, after = card.place, stacked(depth, STACK)
            self.start(card.move(after, PAN))
            self.start(_follow(badge, _corner(before), _corner(stacked(0, STACK))))

    def _plan(self) -> None:
        """Name the check that was made, and draw the lamps of those that were not."""
        made = lamp_label(self.data.checked, CHECKED, Color.NAVY)
        self.start(Appear(_layered(made, Layer.PLAN), (0.0, 0.0), run_time=Seconds.QUICK))
        note = self.data.rewrite.note[0]
        for x, question in zip(reversed(PLANNED), self.data.planned, strict=True):
            lamp = _layered(PlannedLamp(x, question, note), Layer.PLAN)
            self.add(lamp)
            self.start(lamp.draw(PAN))

    def _go_round(self) -> None:
        """The blank card goes back to the pen, dashed, and becomes an empty turn again."""
        note = self.data.rewrite.note[0]
        draft = _layered(Redraft(self.data.role, note, REFUSED_EDGE, AGAIN), Layer.CARD - 7.0)
        self.until("again")
        self.add(draft)
        self.start(draft.go(PAN))
        self.until("turn")
        self.start(draft.become_turn(PAN))


def _layered(part: M, layer: float) -> M:
    """Put a part on a layer, and return it."""
    part.set_z_index(layer)
    return part


def _aside() -> Grip:
    """Beside the large turn, so that it can be read."""
    x, y = spoken().at(CARD_WIDTH + 26, 210)
    return Grip(x, y, READY_TILT, 0.6)


def _corner(place: Place) -> tuple[float, float]:
    """Where the check of a card is."""
    return place.at(CARD_WIDTH - 46, -14)


def _follow(badge: StatusBadge, start: tuple[float, float], stop: tuple[float, float]) -> Motion:
    """The way of a check from the corner of its card to that of the first."""
    (ax, ay), (bx, by) = start, stop

    def change(share: float) -> None:
        badge.put((ax + (bx - ax) * share, ay + (by - ay) * share))

    return Motion(badge, change, PAN, glide)
