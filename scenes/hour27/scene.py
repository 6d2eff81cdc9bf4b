"""Hour 27, dataset generation loop: a pen writes five cards, and a lamp finds the blank one."""

from __future__ import annotations

from typing import TypeVar

from manim import Mobject, VMobject

from storyreel.design.easing import glide, overshoot
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Seconds, px
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.motion import Appear, Motion, Stamp, Vanish
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Card, Data
from .parts.band import Band
from .parts.desk import Desk, Rail
from .parts.end_mark import EndMark, end_pill
from .parts.ink import FIRST_LINE, MARGIN
from .parts.maker import Maker
from .parts.place import CARD_WIDTH, Place, aside, behind_turn, slot, stacked
from .parts.planned_lamp import PlannedLamp
from .parts.planned_turn import PlannedSeed, PlannedTurn
from .parts.seed import PERIOD, Caret, Role
from .parts.training_card import TrainingCard
from .parts.trolley import BEYOND, Trolley
from .parts.turn import AGAIN, LARGE, OFFERED, ORIGINAL, PLAN, STATION, Spot, Turn
from .parts.way import planned_way, way_round
from .parts.writer import BESIDE, ROW_REST, Grip, Writer, at_answer, at_turn
from .parts.written_tag import WrittenTag

TRAVEL, OUT, ASIDE = 0.3, 0.3, 0.4
"""Seconds of the pen, or the lamp, between two cards; of a card from the turn to its place; of
the pen that makes room for the first card."""
PAN, STAMP, DARK = 0.42, 0.2, 0.06
"""Seconds in which the cards change places, a check comes, and the light goes out."""
WALK = 0.46
"""Seconds in which the person leaves."""
ASKED, ANSWERED = 0.44, 0.45
"""Seconds in which the pen writes a question of a round, and its answer."""
READY = 0.08
"""Seconds between a blank card and the next round."""
STACK = x_at(500)
"""Where the cards are bound."""
PLANNED = (x_at(750), x_at(966))
"""The lamps beyond the bound cards, which stay dark."""
REFUSED = Place(x_at(1632), y_at(826), 1.0, -3.0)
"""Where the blank card is left when it is refused."""
READY_TILT = 13.0
"""The tilt of a pen that waits beside a turn."""
BADGE = px(38)

M = TypeVar("M", bound=Mobject)


class Layer:
    """What is above what, below all that clips share."""

    DESK, RAIL, LIGHT, CARD, TURN, BADGE, BAND, LAMP, PEN = (-90.0 + 8 * n for n in range(9))


class DatasetGenerationLoop(StoryScene):
    """A turn that a pen fills again and again; its cards are looked at, bound or refused."""

    data: Data

    @beat("offer", "rise", "near")
    def opening(self) -> None:
        data = self.data
        self.cards = tuple(
            TrainingCard(card.topic, card.tokens, 10 * index, behind_turn(index), self._marks(card))
            for index, card in enumerate(data.cards)
        )
        for index, card in enumerate(self.cards):
            _layered(card, Layer.CARD - index)
        self.blank = self.cards[len(self.cards) // 2]
        self.usable = [card for card in self.cards if card is not self.blank]
        self.turn = _layered(Turn([card.question for card in data.cards], OFFERED), Layer.TURN)
        self.turn.ask(0)
        self.role = _layered(Role(data.role, OFFERED), Layer.TURN)
        self.caret = _layered(Caret(OFFERED), Layer.BADGE)
        self.maker = _layered(Maker(), Layer.LIGHT)
        self.pen = _layered(Writer(data.writer), Layer.PEN)
        self.add(_layered(Desk(), Layer.DESK), self.maker, self.turn, self.caret)
        self.add(self.role, self.pen)
        self.start(self.caret.blink(self.storyboard.beats[0].duration // PERIOD * PERIOD))
        self.until("offer")
        self.start(self.maker.offer(), self._move_turn(LARGE))
        self.until("rise")
        self.start(self.pen.go(_aside(), Seconds.MOVE))
        self.until("near")
        self.start(self.pen.go(at_turn(self.turn), Seconds.MOVE))

    @beat("write", "written")
    def seed_set(self) -> None:
        self.until("write")
        self.remove(self.caret)
        self.start(self.maker.watch())
        question = range(len(self.turn.lines))
        self.start(self.pen.write(self.turn, question, self.between("write", "written")))
        self.until("written")
        self.start(self.pen.go(_aside(), Seconds.QUICK))

    @beat("move", "out", "answer", "second", "third", "fourth", "fifth", "done")
    def synthetic_expansion(self) -> None:
        data = self.data
        self.until("move")
        self.start(self._move_turn(STATION), self.pen.go(_aside(STATION), ASIDE))
        self.play(self.maker.turn())
        self.start(self.maker.leave(WALK))
        self.until("out")
        self.round = _layered(way_round(data.again), Layer.CARD)
        self._take_out(0)
        self.until("answer")
        self._answer(0)
        self.until("second")
        self.add(self.round)
        self.start(self.round.draw(TRAVEL))
        self._round(1)
        self.until("third")
        self._end_without_a_word(self.between("third", "fourth") - READY)
        self.until("fourth")
        self._round(3)
        self.until("fifth")
        self._round(4)
        self.until("done")
        self.start(self.pen.go(ROW_REST, TRAVEL))

    @beat("show", "draw", "write", "written", "erase")
    def reflection_cleanup(self) -> None:
        data = self.data.rewrite
        self.until("show")
        self.start(Vanish(self.round, run_time=STAMP))
        self.start(*(card.move(aside(at), PAN) for at, card in enumerate(self.cards)))
        self.start(self._move_turn(ORIGINAL))
        plan = _layered(PlannedTurn(data.question, data.note, PLAN), Layer.CARD)
        self.until("draw")
        self.start(Appear(plan, (0.0, 0.0), run_time=STAMP))
        self.until("write")
        self.start(plan.write(self.between("write", "written")))
        self.until("erase")
        self.shared.steps.unmark()
        self.start(*(Vanish(each, run_time=STAMP) for each in (plan, self.turn, self.role)))
        self.start(*(card.move(slot(at), PAN) for at, card in enumerate(self.cards)))

    @beat("enter", "first", "second", "third", "refuse", "fourth", "fifth")
    def quality_gate(self) -> None:
        self.rail = _layered(Rail(), Layer.RAIL)
        self.trolley = _layered(Trolley(self.cards), Layer.LAMP)
        _layered(self.trolley.light, Layer.LIGHT)
        self.badges: list[StatusBadge] = []
        self.until("enter")
        self.add(self.rail, self.trolley.light, self.trolley)
        self.start(self.rail.extend(TRAVEL))
        self.start(self.trolley.roll(slot(0).x, TRAVEL))
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

    @beat("gather", "bind", "plan", "again")
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
        tag = WrittenTag(data.written, _corner(stacked(0, STACK)))
        _layered(tag, Layer.BADGE - 1)
        self.start(band.wrap(PAN), Appear(tag, (0.0, 0.0), run_time=STAMP))
        self.start(self.maker.smile())
        self.until("plan")
        for x, question in zip(PLANNED, data.planned, strict=True):
            lamp = _layered(PlannedLamp(x, question), Layer.LAMP)
            self.add(lamp)
            self.start(lamp.draw(PAN))
        self.start(self.maker.wonder())
        self.until("again")
        self._go_round()

    @beat("wisdom")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    def _marks(self, card: Card) -> tuple[VMobject, ...]:
        """The mark on a card that has no word."""
        if card.tokens:
            return ()
        return end_pill(self.data.end, px(MARGIN - 6), -px(FIRST_LINE))

    def _move_turn(self, spot: Spot) -> Motion:
        """Move the turn with its name and, as long as it has one, its caret."""
        start = self.turn.spot

        def change(share: float) -> None:
            now = start.toward(spot, share)
            self.turn.put(now)
            self.role.put(now)
            self.caret.put(now)

        return Motion(self.turn, change, Seconds.MOVE, glide, beside=(self.role, self.caret))

    def _take_out(self, index: int) -> None:
        """A card with the topic of its question comes out from behind the turn."""
        card = self.cards[index]
        card.ink_all(0.0)
        for line in range(card.topic_lines):
            card.ink(line, 1.0)
        self.add(card)
        self.start(card.move(slot(index), OUT))

    def _answer(self, index: int) -> None:
        """Travel to a card, and write its answer."""
        card = self.cards[index]
        self.play(self.pen.go(at_answer(card, slot(index)), TRAVEL))
        answer = range(card.topic_lines, len(card.lines))
        self.start(self.pen.write(card, answer, ANSWERED))

    def _round(self, index: int) -> None:
        """Fill the turn again: a question, its card, its answer."""
        self._empty_turn(index)
        self.play(self.pen.go(at_turn(self.turn), TRAVEL))
        self.play(self.pen.write(self.turn, range(len(self.turn.lines)), ASKED))
        self._take_out(index)
        self._answer(index)

    def _empty_turn(self, index: int) -> None:
        """Fade what is in the turn, which is used again for the next question."""
        self.start(self.turn.empty(STAMP / 2))
        self.turn.ask(index)

    def _end_without_a_word(self, seconds: float) -> None:
        """Go to the turn, which gets an end mark instead of words; its card is blank."""
        mark = _layered(EndMark(self.data.end, STATION), Layer.BADGE)
        self._empty_turn(self.cards.index(self.blank))
        self.play(self.pen.go(at_turn(self.turn), TRAVEL))
        self.start(Appear(mark, (0.0, 0.0), run_time=STAMP / 2))
        self.play(self.pen.step(mark.beyond, STAMP / 2))
        self.start(self.pen.go(_aside(STATION), TRAVEL))
        self.wait(seconds - TRAVEL - STAMP / 2 - OUT)
        self.start(Vanish(mark, run_time=STAMP))
        self._take_out(self.cards.index(self.blank))

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
        """Cards that passed are stacked, and the first keeps its check; the blank one slumps."""
        self.play(self.trolley.switch(0.0, DARK))
        self.add(self.maker)
        self.start(self.maker.come_back(PAN), self.pen.go(BESIDE, PAN))
        self.start(self.trolley.roll(BEYOND, PAN))
        self.start(self.blank.move(REFUSED, PAN))
        front = _corner(stacked(0, STACK))
        for depth, (card, badge) in enumerate(zip(self.usable, self.badges, strict=True)):
            before = card.place
            self.start(card.move(stacked(depth, STACK), PAN))
            self.start(_follow(badge, _corner(before), front))

    def _go_round(self) -> None:
        """The refused card is planned to become an empty turn again, which a pen fills."""
        way = _layered(planned_way(self.data.again, self.data.rewrite.note), Layer.CARD)
        self.add(way)
        self.play(way.draw(PAN))
        seed = _layered(PlannedSeed(AGAIN), Layer.TURN)
        role = _layered(Role(self.data.role, AGAIN), Layer.TURN)
        self.start(*(Appear(each, (0.0, 0.0), run_time=STAMP) for each in (seed, role)))


def _layered(part: M, layer: float) -> M:
    """Put a part on a layer, and return it."""
    part.set_z_index(layer)
    return part


def _aside(spot: Spot = LARGE) -> Grip:
    """Below the right end of a turn, so that it can be read."""
    return Grip(spot.x + px(spot.width / 4), spot.y - px(120), READY_TILT, 0.6)


def _corner(place: Place) -> tuple[float, float]:
    """Where the check of a card is."""
    return place.at(CARD_WIDTH - 46, -14)


def _follow(badge: StatusBadge, start: tuple[float, float], stop: tuple[float, float]) -> Motion:
    """The way of a check from the corner of its card to that of the first."""
    (ax, ay), (bx, by) = start, stop

    def change(share: float) -> None:
        badge.put((ax + (bx - ax) * share, ay + (by - ay) * share))

    return Motion(badge, change, PAN, glide)
