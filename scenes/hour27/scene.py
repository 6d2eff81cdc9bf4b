"""Hour 27, dataset generation loop: a lamp finds the blank card, and a false one passes it."""

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
from .parts.doubt import Doubt
from .parts.maker import Maker
from .parts.place import CARD_HEIGHT, CARD_WIDTH, STACK_SCALE, Place, aside, slot, stacked
from .parts.planned_lamp import PlannedLamp, lamp_label, planned_note
from .parts.rewrite import Rewrite
from .parts.run_loop import RunLoop
from .parts.seed import Caret, SeedLabel
from .parts.spot import (
    ANSWERED,
    ASKED,
    OFFERED,
    ORIGINAL,
    PLAN,
    READ,
    SHRUNK,
    STATION,
    Spot,
    behind,
    on_card,
    waiting,
)
from .parts.training_card import TrainingCard
from .parts.trolley import Trolley
from .parts.turn import Reply, Turn
from .parts.writer import BESIDE_TURN, HIGH_REST, REST, Writer, at_answer, at_turn

TRAVEL, ROLL = 0.22, 0.24
"""Seconds of the pen between two turns, and of the lamp between two cards."""
PAN, STAMP, DARK = 0.38, 0.12, 0.06
"""Seconds in which the cards change places, a check comes, and the light goes out."""
WALK, CLEAR = 0.46, 0.2
"""Seconds in which the person leaves, and the stack."""
WRITE_QUESTION, WRITE_ANSWER, REPLY = 0.3, 0.3, 0.02
"""Seconds in which the pen writes in a round, and between a question and its answer."""
TOUCH = 0.44
"""Seconds in which the pen writes nothing."""
UNDER = px(150)
"""How far the pen dips on its way past words, to be below them."""
LOOP = (x_at(252), y_at(436))
"""Where the runs are counted."""
STACK, REFUSED = x_at(640), Place(x_at(1440), y_at(846), STACK_SCALE, -4.0)
"""Where cards are bound, and where the blank one is left."""
ASKS = x_at(740)
"""Where the lamp hangs that was lit for the answer that is read again."""
PLANNED = (x_at(1112), x_at(1640))
"""The lamps that stay dark."""
NOTE = x_at(1376)
SPEECH = (x_at(268), y_at(398))
"""The lower left corner of what the person asks."""
ANSWER_PAPER = "#EBF0F6"
BADGE = px(38)

M = TypeVar("M", bound=Mobject)


class Layer:
    """What is above what, below all that clips share."""

    DESK, RAIL, LIGHT, CARD, PLAN, TURN, BADGE, BAND, LAMP, PEN = (-98.0 + 8 * n for n in range(10))


class DatasetGenerationLoop(StoryScene):
    """Empty turns that a pen fills; their cards are checked, bound or refused, and one is read."""

    data: Data

    @beat("near", "write", "written")
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
        self.until("near")
        self.start(self.pen.go(at_turn(first), self.between("near", "write")))
        self.until("write")
        self.remove(self.caret)
        self.start(self.maker.watch())
        self.play(self.pen.write(first, range(1), self.between("write", "written")))

    @beat("go_on", "written")
    def seed_set(self) -> None:
        first = self.turns[0]
        self.until("go_on")
        self.start(Vanish(self.seed, run_time=STAMP))
        rest = range(1, first.question_lines)
        self.play(self.pen.write(first, rest, self.between("go_on", "written")))
        self.start(self.pen.go(REST, Seconds.QUICK))

    @beat("grow", "answer", "answered", "spread", "second", "third", "fourth", "fifth")
    def synthetic_expansion(self) -> None:
        first = self.turns[0]
        self.until("grow")
        growing = self.between("grow", "answer")
        self.answer = self._answer(ANSWERED)
        self.start(first.move(ASKED, growing))
        self.wait(growing / 2)
        self.start(Appear(self.answer, run_time=growing / 2))
        self.start(self.pen.go(at_turn(self.answer), growing / 2))
        self.until("answer")
        lines = range(self.answer.question_lines)
        self.start(self.maker.smile())
        self.play(self.pen.write(self.answer, lines, self.between("answer", "answered")))
        self.start(self.pen.go(HIGH_REST, Seconds.QUICK))
        self.until("spread")
        self._spread()
        self._round(1, "second", "third")
        self._round_without_a_word("third", "fourth")
        self._round(3, "fourth", "fifth")
        self._ask(4, "fifth")

    @beat("show", "strike", "write", "written", "erase")
    def reflection_cleanup(self) -> None:
        rewrite, last = self.data.rewrite, self.turns[-1]
        self.until("show")
        self.start(*(card.move(aside(at), PAN) for at, card in enumerate(self.cards[:-1])))
        self.start(last.move(ORIGINAL, PAN))
        self.start(Vanish(self.pen, run_time=STAMP), Vanish(self.loop, run_time=STAMP))
        self.wait(PAN)
        texts = self.data.cards[-1].question, rewrite.question
        plan = _layered(Rewrite(texts, rewrite.note, ORIGINAL, PLAN), Layer.PLAN)
        _layered(plan.strikes, Layer.BADGE)
        self.add(plan)
        self.start(plan.lay_down(STAMP))
        self.until("strike")
        self.start(plan.strike_out(self.between("strike", "write")))
        self.until("write")
        self.start(plan.write(self.between("write", "written")))
        self.until("erase")
        self.play(Vanish(plan, run_time=STAMP))
        self._hang_lamp()
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

    @beat("gather", "bind", "open", "asked", "plan", "doubt")
    def training_ready(self) -> None:
        self.until("gather")
        self._gather()
        self.until("bind")
        self._bind()
        self.until("open")
        self._open()
        self.until("asked")
        made = _layered(lamp_label(self.data.written, ASKS, Color.NAVY), Layer.BADGE)
        self.start(self.trolley.switch(1.0, STAMP), Appear(made, (0.0, 0.0), run_time=STAMP))
        self.until("plan")
        self._plan()
        self.until("doubt")
        doubt = _layered(Doubt(self.data.answer.doubt, *SPEECH), Layer.BADGE)
        wrong = _layered(self.answer.underline(self.data.answer.wrong), Layer.BADGE)
        self.start(self.maker.doubt(), Appear(doubt), Appear(wrong))

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

    def _answer(self, spot: Spot) -> Turn:
        """The answer to the first question, empty."""
        answer = self.data.answer
        made = Turn(answer.role, Reply(answer.passage, (), 0), 0, spot, ANSWER_PAPER)
        return _layered(made, Layer.TURN + 1)

    def _spread(self) -> None:
        """The first record becomes a card, and empty turns come out from behind it."""
        first, *others = self.turns
        self.loop = _layered(RunLoop(LOOP, len(self.turns)), Layer.TURN)
        self.play(self.maker.turn())
        self.start(self.maker.leave(WALK))
        self.add(*others)
        self.start(first.move(on_card(0), PAN), self.pen.go(BESIDE_TURN, PAN))
        self.start(self.answer.move(SHRUNK, PAN))
        self.start(*(turn.move(waiting(at), PAN) for at, turn in enumerate(others, 1)))
        self.wait(PAN)
        self.remove(self.answer)
        self._land(0)
        self.start(Appear(self.loop, (0.0, 0.0), run_time=STAMP))

    def _land(self, index: int) -> None:
        """Put the card in the place of the turn that has become it."""
        self.remove(self.turns[index])
        self.add(self.cards[index])

    def _rise(self, index: int, cue: str) -> None:
        """A waiting turn rises at a cue, and the pen goes to where it begins."""
        turn = self.turns[index]
        self.until(cue)
        self.start(self.loop.turn(TRAVEL + WRITE_QUESTION))
        sag = UNDER if self.pen.grip.y > STATION.y else 0.0
        self.start(self.pen.go(at_turn(turn, STATION), TRAVEL, sag))
        self.play(turn.rise(STATION, TRAVEL))

    def _ask(self, index: int, cue: str) -> None:
        """The pen writes a question in a waiting turn, from a cue on."""
        turn = self.turns[index]
        self._rise(index, cue)
        self.play(self.pen.write(turn, range(turn.question_lines), WRITE_QUESTION))
        self.start(self.pen.go(BESIDE_TURN, TRAVEL))

    def _round(self, index: int, cue: str, end: str) -> None:
        """Fill a waiting turn with a question, and its card with an answer before another cue."""
        turn = self.turns[index]
        self._ask(index, cue)
        spent = TRAVEL + WRITE_QUESTION + PAN + WRITE_ANSWER + 2 * REPLY
        self.wait(self.between(cue, end) - spent)
        self.start(self.pen.go(at_answer(turn, on_card(index)), PAN, UNDER))
        self.play(turn.land(on_card(index), PAN))
        self.wait(REPLY)
        answer = range(turn.question_lines, len(turn.lines))
        self.play(self.pen.write(turn, answer, WRITE_ANSWER))
        self._land(index)

    def _put_down(self, index: int) -> None:
        """A turn goes back to its place, and is a card there."""
        self.play(self.turns[index].become_card(on_card(index), PAN))
        self._land(index)

    def _round_without_a_word(self, cue: str, end: str) -> None:
        """Touch a waiting turn with the pen and write nothing; its card is blank."""
        index = self.cards.index(self.blank)
        self._rise(index, cue)
        self.play(self.pen.touch(TOUCH))
        self.start(self.pen.go(BESIDE_TURN, TRAVEL))
        self.wait(self.between(cue, end) - TRAVEL - TOUCH - PAN - 3 * REPLY)
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
        self.start(self.maker.come_back(PAN), self.trolley.roll(STACK, PAN))
        _layered(self.blank, Layer.BADGE + 1)  # no check is seen on it
        self.start(self.blank.move(REFUSED, PAN))
        front = _corner(stacked(0, STACK))
        for depth, (card, badge) in enumerate(zip(self.usable, self.badges, strict=True)):
            before = _corner(card.place)
            self.start(card.move(stacked(depth, STACK), PAN))
            self.start(_follow(badge, before, front))

    def _bind(self) -> None:
        """Close a band with the count around the cards that passed."""
        passed, all_cards = str(len(self.usable)), str(len(self.cards))
        says = self.data.count.replace("{count}", passed).replace("{all}", all_cards)
        self.remove(*self.badges[1:])
        for hidden in self.usable[1:]:
            hidden.hide_text()
        self.band = Band(stacked(0, STACK), stacked(len(self.usable) - 1, STACK), says)
        self.add(_layered(self.band, Layer.BAND))
        self.start(self.band.wrap(PAN), self.trolley.switch(1.0, PAN), self.maker.smile())

    def _open(self) -> None:
        """The answer of the first card covers the stack, and grows when that has gone."""
        front = stacked(0, STACK)
        right, top = READ.x + px(READ.width / 2), READ.y + px(READ.height)
        corner = right - 46 * px(1), top + 26 * px(1)
        out = Place(x_at(2300), REFUSED.y, REFUSED.scale, -14.0)
        self.answer.put(_folded(front))
        self.start(Appear(self.answer, (0.0, 0.0), run_time=CLEAR), self.blank.move(out, PAN))
        self.start(*(Vanish(part, run_time=CLEAR) for part in (self.band, *self.usable)))
        self.wait(CLEAR)
        self.start(self.answer.move(READ, PAN))
        self.start(_follow(self.badges[0], _corner(front), corner))
        self.start(self.trolley.roll(ASKS, self.between("open", "asked") - CLEAR))

    def _plan(self) -> None:
        """Lamps that were not hung: dashed, dark, each with its question."""
        for x, question in zip(PLANNED, self.data.planned, strict=True):
            lamp = _layered(PlannedLamp(x, question), Layer.LAMP)
            self.add(lamp)
            self.start(lamp.draw(PAN))
        note = _layered(planned_note(self.data.rewrite.note, NOTE), Layer.LAMP)
        self.start(Appear(note, (0.0, 0.0), run_time=PAN))


def _layered(part: M, layer: float) -> M:
    """Put a part on a layer, and return it."""
    part.set_z_index(layer)
    return part


def _corner(place: Place) -> tuple[float, float]:
    """Where the check of a card is."""
    return place.at(CARD_WIDTH - 46, -26)


def _folded(place: Place) -> Spot:
    """The whole of a card, as a turn from which an answer grows, with its text as the last."""
    wide, high = CARD_WIDTH * place.scale, CARD_HEIGHT * place.scale
    return Spot(place.x, place.y, wide, high, READ.scale * wide / READ.width, 0.0, 1.0)


def _follow(badge: StatusBadge, start: tuple[float, float], stop: tuple[float, float]) -> Motion:
    """The way of a check from the corner of its card to that of the first."""
    (ax, ay), (bx, by) = start, stop

    def change(share: float) -> None:
        badge.put((ax + (bx - ax) * share, ay + (by - ay) * share))

    return Motion(badge, change, PAN, glide)
