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
from .parts.desk import Desk, Rail
from .parts.end_mark import EndMark
from .parts.maker import Maker
from .parts.place import CARD_WIDTH, Place, aside, slot, stacked
from .parts.planned_area import PlannedArea
from .parts.planned_lamp import PlannedLamp, lamp_label
from .parts.planned_turn import PlannedSeed
from .parts.rewrite import Rewrite
from .parts.seed import PERIOD, Caret, SeedLabel
from .parts.spot import (
    AGAIN,
    GROWN,
    LARGE,
    OFFERED,
    ORIGINAL,
    PLAN,
    STATION,
    behind,
    on_card,
    waiting,
)
from .parts.training_card import TrainingCard
from .parts.trolley import Trolley
from .parts.turn import Reply, Turn
from .parts.way import PlannedWay
from .parts.writer import ASIDE, BESIDE, BESIDE_TURN, ROW_REST, Writer, at_answer, at_turn

TRAVEL, ROLL = 0.28, 0.24
"""Seconds of the pen between two turns, and of the lamp between two cards."""
PAN, STAMP, DARK = 0.38, 0.12, 0.06
"""Seconds in which the cards change places, a check comes, and the light goes out."""
WALK = 0.46
"""Seconds in which the person leaves."""
ASKED, ENDED, REST = 0.44, 0.16, 0.04
"""Seconds in which the pen writes a question of a round, and an end mark; between two rounds."""
STACK = x_at(500)
"""Where the cards are bound."""
PLANNED = (x_at(944), x_at(1252))
"""The lamps beyond the bound cards, which stay dark."""
REFUSED = Place(x_at(1632), y_at(838), 1.0, -3.0)
"""Where the blank card is left when it is refused."""
WAY = (x_at(1456), y_at(660)), (x_at(1368), y_at(660))
"""From the refused card to the turn that it is to become."""
BADGE = px(38)

M = TypeVar("M", bound=Mobject)


class Layer:
    """What is above what, below all that clips share."""

    DESK, RAIL, LIGHT, PLAN, CARD, TURN, BADGE, BAND, LAMP, PEN = (-90.0 + 8 * n for n in range(10))


class DatasetGenerationLoop(StoryScene):
    """Empty turns that a pen fills; their cards are looked at, bound or refused."""

    data: Data

    @beat("offer", "rise", "near")
    def opening(self) -> None:
        data = self.data
        self.cards = tuple(
            _layered(TrainingCard(card.topic, card.tokens, 10 * at, slot(at)), Layer.CARD - at)
            for at, card in enumerate(data.cards)
        )
        self.blank = self.cards[len(self.cards) // 2]
        self.usable = [card for card in self.cards if card is not self.blank]
        self.turns = [self._turn(at) for at in range(len(self.cards))]
        self.seed = _layered(SeedLabel(data.seed, OFFERED), Layer.TURN)
        self.caret = _layered(Caret(OFFERED), Layer.BADGE)
        self.maker = _layered(Maker(), Layer.LIGHT)
        self.pen = _layered(Writer(data.writer), Layer.PEN)
        first = self.turns[0]
        self.add(_layered(Desk(), Layer.DESK), self.maker, first, self.seed, self.caret, self.pen)
        self.start(self.caret.blink(self.storyboard.beats[0].duration // PERIOD * PERIOD))
        self.until("offer")
        self.start(self.maker.offer(), self._hand_over())
        self.until("rise")
        self.start(self.pen.go(ASIDE, Seconds.MOVE))
        self.until("near")
        self.start(self.pen.go(at_turn(first), Seconds.MOVE))

    @beat("write", "written")
    def seed_set(self) -> None:
        first = self.turns[0]
        self.until("write")
        self.remove(self.caret)
        self.start(self.maker.watch(), Vanish(self.seed, run_time=STAMP))
        question = range(first.question_lines)
        self.start(self.pen.write(first, question, self.between("write", "written")))
        self.until("written")
        self.start(self.pen.go(ASIDE, Seconds.QUICK))

    @beat("grow", "answer", "spread", "second", "third", "fourth", "fifth")
    def synthetic_expansion(self) -> None:
        first = self.turns[0]
        answer = range(first.question_lines, len(first.lines))
        self.until("grow")
        growing = self.between("grow", "answer")
        self.start(first.move(GROWN, growing), self.pen.go(at_answer(first, GROWN), growing))
        self.play(self.maker.turn())
        self.start(self.maker.leave(WALK))
        self.until("answer")
        self.start(self.pen.write(first, answer, self.between("answer", "spread") - STAMP))
        self.until("spread")
        self._spread()
        self._round(1, "second", "third")
        self._end_without_a_word("third", "fourth")
        self._round(3, "fourth", "fifth")
        self._ask(4, "fifth")

    @beat("show", "strike", "write", "written", "erase")
    def reflection_cleanup(self) -> None:
        rewrite, last = self.data.rewrite, self.turns[-1]
        self.until("show")
        self.start(*(card.move(aside(at), PAN) for at, card in enumerate(self.cards[:-1])))
        self.start(last.move(ORIGINAL, PAN), self.pen.go(ROW_REST, PAN))
        self.wait(PAN)
        texts = self.data.cards[-1].question, rewrite.question
        plan = _layered(Rewrite(texts, rewrite.note, ORIGINAL, PLAN), Layer.BADGE)
        self.add(plan)
        self.until("strike")
        self.start(plan.strike_out(self.between("strike", "write")))
        self.until("write")
        self.start(plan.write(self.between("write", "written")))
        self.until("erase")
        self.shared.steps.unmark()
        self._hang_lamp()
        self.start(Vanish(plan, run_time=STAMP))
        self.start(*(card.move(slot(at), PAN) for at, card in enumerate(self.cards[:-1])))
        self._put_down(len(self.cards) - 1)

    @beat("first", "second", "third", "refuse", "fourth", "fifth")
    def quality_gate(self) -> None:
        self.badges: list[StatusBadge] = []
        self.until("first")
        self.play(self.trolley.switch(1.0, STAMP))
        self._pass(0)
        self._look(1, "second")
        self._pass(1)
        self._look(2, "third")
        self.start(self.trolley.nod(px(34), 1, self.between("third", "refuse") - ROLL))
        self.until("refuse")
        self.start(Motion(self.blank, self.blank.refuse, Seconds.QUICK, overshoot))
        self._look(3, "fourth")
        self._pass(3)
        self._look(4, "fifth")
        self._pass(4)

    @beat("gather", "bind", "plan", "again", "loop")
    def training_ready(self) -> None:
        data = self.data
        self.until("gather")
        self._gather()
        self.until("bind")
        passed, all_cards = str(len(self.usable)), str(len(self.cards))
        says = data.count.replace("{count}", passed).replace("{all}", all_cards)
        self.remove(*self.badges[1:])
        for hidden in self.usable[1:]:
            hidden.hide_text()
        band = Band(stacked(0, STACK), stacked(len(self.usable) - 1, STACK), says)
        self.add(_layered(band, Layer.BAND))
        made = _layered(lamp_label(data.written, STACK, Color.NAVY), Layer.BADGE)
        self.start(band.wrap(PAN), self.trolley.switch(1.0, PAN))
        self.start(Appear(made, (0.0, 0.0), run_time=PAN))
        self.start(self.maker.smile())
        self.until("plan")
        area = _layered(PlannedArea(data.rewrite.note), Layer.PLAN)
        self.start(Appear(area, (0.0, 0.0), run_time=PAN))
        for x, question in zip(PLANNED, data.planned, strict=True):
            lamp = _layered(PlannedLamp(x, question), Layer.LAMP)
            self.add(lamp)
            self.start(lamp.draw(PAN))
        self.start(self.maker.wonder())
        self.until("again")
        way = _layered(PlannedWay(*WAY), Layer.TURN)
        self.add(way)
        self.start(way.draw(PAN))
        seed = _layered(PlannedSeed(data.role, AGAIN), Layer.CARD)
        self.start(Appear(seed, (0.0, 0.0), run_time=PAN))
        self.until("loop")
        self.start(self.pen.go(at_turn(self.turns[-1], AGAIN), PAN))

    @beat("wisdom")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    def _turn(self, index: int) -> Turn:
        """The turn that becomes a card of the row."""
        card = self.data.cards[index]
        reply = Reply(card.question, card.topic, card.tokens)
        spot = behind(index) if index else OFFERED
        return _layered(Turn(self.data.role, reply, 10 * index, spot), Layer.TURN - index / 2)

    def _hand_over(self) -> Motion:
        """Move the empty turn, with its label and its caret, to the person's hand."""
        first = self.turns[0]

        def change(share: float) -> None:
            now = OFFERED.toward(LARGE, share)
            first.put(now)
            self.seed.put(now)
            self.caret.put(now)

        return Motion(first, change, Seconds.MOVE, glide, beside=(self.seed, self.caret))

    def _spread(self) -> None:
        """The first turn becomes a card, and empty turns like it come out from behind it."""
        first, *others = self.turns
        self.add(*others)
        self.start(first.move(on_card(0), PAN), self.pen.go(BESIDE_TURN, PAN))
        self.start(*(turn.move(waiting(at), PAN) for at, turn in enumerate(others, 1)))
        self.wait(PAN)
        self._land(0)

    def _land(self, index: int) -> None:
        """Put the card in the place of the turn that has become it."""
        self.remove(self.turns[index])
        self.add(self.cards[index])

    def _rise(self, index: int, cue: str) -> None:
        """A waiting turn rises at a cue, and the pen goes to where it begins."""
        turn = self.turns[index]
        self.until(cue)
        self.start(self.pen.go(at_turn(turn, STATION), TRAVEL))
        self.play(turn.move(STATION, TRAVEL))

    def _ask(self, index: int, cue: str) -> None:
        """The pen writes a question in a waiting turn, from a cue on."""
        turn = self.turns[index]
        self._rise(index, cue)
        self.play(self.pen.write(turn, range(turn.question_lines), ASKED))
        self.start(self.pen.go(BESIDE_TURN, TRAVEL))

    def _round(self, index: int, cue: str, end: str) -> None:
        """Fill a waiting turn with a question; it is a card in its place before another cue."""
        self._ask(index, cue)
        self.wait(self.between(cue, end) - TRAVEL - ASKED - PAN - REST)
        self._put_down(index)

    def _put_down(self, index: int) -> None:
        """A turn goes back to its place, and is a card there."""
        self.play(self.turns[index].become_card(on_card(index), PAN))
        self._land(index)

    def _end_without_a_word(self, cue: str, end: str) -> None:
        """Fill a waiting turn with an end mark alone; its card is blank."""
        index = self.cards.index(self.blank)
        self._rise(index, cue)
        mark = _layered(EndMark(self.data.end, STATION), Layer.BADGE)
        self.add(mark)
        self.play(self.pen.write_mark(mark, ENDED))
        self.start(self.pen.go(BESIDE_TURN, TRAVEL))
        self.wait(self.between(cue, end) - TRAVEL - ENDED - PAN - REST)
        self.start(Vanish(mark, run_time=STAMP))
        self._put_down(index)

    def _hang_lamp(self) -> None:
        """A dark lamp comes in over the row, on a rail."""
        self.rail = _layered(Rail(), Layer.RAIL)
        self.trolley = _layered(Trolley(self.cards), Layer.LAMP)
        _layered(self.trolley.light, Layer.LIGHT)
        self.add(self.rail, self.trolley.light, self.trolley)
        self.start(self.rail.extend(PAN), self.trolley.roll(slot(0).x, PAN))

    def _look(self, index: int, cue: str) -> None:
        """Roll the lamp to a card, from a cue on."""
        self.until(cue)
        self.play(self.trolley.roll(slot(index).x, ROLL))

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
        self.start(self.trolley.roll(STACK, PAN))
        self.start(self.blank.move(REFUSED, PAN))
        front = _corner(stacked(0, STACK))
        for depth, (card, badge) in enumerate(zip(self.usable, self.badges, strict=True)):
            before = card.place
            self.start(card.move(stacked(depth, STACK), PAN))
            self.start(_follow(badge, _corner(before), front))


def _layered(part: M, layer: float) -> M:
    """Put a part on a layer, and return it."""
    part.set_z_index(layer)
    return part


def _corner(place: Place) -> tuple[float, float]:
    """Where the check of a card is."""
    return place.at(CARD_WIDTH - 46, -26)


def _follow(badge: StatusBadge, start: tuple[float, float], stop: tuple[float, float]) -> Motion:
    """The way of a check from the corner of its card to that of the first."""
    (ax, ay), (bx, by) = start, stop

    def change(share: float) -> None:
        badge.put((ax + (bx - ax) * share, ay + (by - ay) * share))

    return Motion(badge, change, PAN, glide)
