"""Hour 25, UI productization: you put each model into an app and go home; strangers are served."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from manim import Mobject, VGroup, VMobject

from storyreel.design.easing import leave, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type
from storyreel.parts.figure import Appearance
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion, Vanish
from storyreel.parts.person import Person
from storyreel.parts.text import Line
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from . import cast
from .data import Data, spelt
from .parts.errands import Errands
from .parts.form import Form
from .parts.house import House, Names
from .parts.labels import Labels
from .parts.page import Page
from .parts.plan import PANEL, SHOP, clamp, working
from .parts.row import Added, Continuation, Cutter, Row, reads
from .parts.sleep import Sleep
from .parts.speech import Answer, Field, Question, spot_above
from .parts.work import Delivery, Reading, hurry

GENERATE, CLASSIFY, INSTRUCT = range(3)
_SLOWLY = (("first", "add", "second"), ("second", "more", "third"), ("third", "again", "fast"))
"""The cues of the tokens that are added slowly: read, add, and go on."""


class UIProductization(StoryScene):
    """One house: your room, the case of apps, and the strangers in front of it."""

    data: Data
    question: Question

    @beat("work", "ask", "sink", "raise", "roll", "rise", "go", "turn", "dark")
    def opening(self) -> None:
        self.shared.steps.unmark()
        data = self.data.house
        names = Names(data.models, data.trained, data.sign, data.shelves, data.apps, data.you)
        house = self.house = House(names)
        you = self._inside(Person(cast.YOU, cast.SEATED))
        self.people = [self._comer(look, cast.OUTSIDE) for look in cast.STRANGERS]
        self.comers = [
            self._comer(look, cast.coming(index)) for index, look in enumerate(cast.GUESTS)
        ]
        first = self.people[0].take(cast.waiting(cast.NEAR))
        name = Line(data.you, Type.FIGURE.sized(78), cast.NAMED, Color.NAVY, "center")
        self.add(house.back, name, you, house.chair, *self.people, *self.comers, house.case)
        self.start(first.walk_to(cast.FRONT, self.between("work", "ask")))

        self.until("work")
        self.start(house.show_off(self.between("work", "sink")))
        self.until("ask")
        self._ask(first, self.data.generate.bubble)
        self.until("sink")
        self.start(first.change_to(first.pose.but(**cast.LET_DOWN)))
        self.until("raise")
        self.start(house.change_to(replace(house.state, opened=1.0), self.between("raise", "roll")))
        self.until("roll")
        self.start(you.change_to(cast.SEATED.but(reaching=1.0), 0.3))
        self.start(house.put_away(self.between("roll", "rise")))
        self.until("rise")
        self.start(Vanish(name, run_time=0.15))
        self.start(you.change_to(cast.RISEN, self.between("rise", "go")))
        self.until("go")
        self.start(you.walk_to(cast.AWAY, self.between("go", "dark")))
        self.until("turn")
        self.start(house.turn_chair(0.35))
        self.until("dark")
        self.remove(you)
        self.start(house.change_to(replace(house.state, lamp=0.0, day=0.0), 0.35, leave))

    @beat("open", "page", "write", "send", "fly")
    def message(self) -> None:
        house, first, second, *_ = self.house, *self.people
        self.until("open")
        self.start(first.change_to(cast.waiting(cast.FRONT), 0.15))
        self.start(house.change_to(replace(house.state, plan=working(GENERATE), home=1.0), 0.4))
        self.until("page")
        page = Page(self.data.house.send, first.phone)
        self.add(page)
        self.start(page.grow(0.28))
        self.until("write")
        text = spelt(self.data.generate.bubble)
        self.add(self.question)
        self.start(self.question.fly_into(Field(text, page.field), 0.36))
        self.start(second.walk_to(cast.SECOND, 0.42))
        self.row = Row(self.data.generate.tokens, house.shelf(GENERATE))
        self.until("send")
        self.remove(self.question)
        self.question = Question((text,), page.field)
        self.add(self.question)
        self.start(page.tap(self.between("send", "fly")))
        self.until("fly")
        self.start(page.shrink(0.3), self.question.fly_into(self.row, 0.42))

    @beat("cut", "part")
    def tokens(self) -> None:
        self._lay(self.row)
        cutter = clipped(Cutter(self.data.house.cutter, self.row), self.row.room)
        self.add(cutter)
        self.until("cut")
        self.start(cutter.come(0.24))
        self.until("part")
        self.start(cutter.go(0.3), self.row.part(0.3))

    @beat(
        "come", "first", "add", "second", "more", "third", "again", "fast", "full", "reply", "serve"
    )
    def generate(self) -> None:
        data, row, more = self.data.generate, self.row, self.data.house.more
        words = Continuation(data.added, data.next_line, data.line_breaks, data.count, more)
        added = Added(words, self.data.house.reads, row)
        self.add(added)
        reading = Reading(self.house.models[GENERATE], (row, added))
        self.until("come")
        self.start(reading.come(self.between("come", "first")))
        for index, (read, add, on) in enumerate(_SLOWLY):
            self.until(read)

            def begin(lit: bool, read: int = index) -> None:
                added.begin(read + lit)

            self.start(reading.read(begin, 0.3))
            self.until(add)
            self.start(reading.add(added.adding(index), index, self.between(add, on) - 0.05))
        self.until("fast")
        counts = (3.0, float(data.count))
        self.start(reading.pour(added.show_count, counts, self.between("fast", "full"), hurry))
        self.until("full")
        self.start(reading.park(self.house.parked(GENERATE), self.between("full", "reply")))
        self.until("reply")
        self.done = VGroup(row, added)
        answer = VGroup(*(tile.wordless() for tile in (*row.tiles, *added.tiles)))
        self._deliver(answer, self.people[0], "reply", "serve", (row, added))
        self._serve(self.people[0], data.reply)

    @beat(
        "open", "labels", "wish", "ask", "fly", "cut", "read", "choose", "reply", "serve",
    )  # fmt: skip
    def classify(self) -> None:
        data, house = self.data.classify, self.house
        self.until("open")
        self._next_stranger(1, CLASSIFY)
        shelf = working(CLASSIFY).shelf(CLASSIFY)
        more = self.data.house.more.format(count=data.count - len(data.tokens))
        row = Row(data.tokens, shelf, more)
        labels = Labels(data.labels, data.winner, shelf)
        self.until("labels")
        self.add(labels)
        self.start(Motion(labels, labels.rise, 0.3))
        self.until("wish")
        self._ask(self.people[1], (data.wish,))
        self.until("ask")
        self.remove(self.people[0])
        self.start(Vanish(self.question, run_time=0.15))
        self._ask(self.people[1], data.bubble)
        self.until("fly")
        self.start(self.question.fly_into(row, 0.45))
        reading = Reading(house.models[CLASSIFY], (row,))
        self.start(reading.come(0.45))
        self.until("cut")
        self._lay(row)
        self.start(row.part(0.3))
        self.until("read")
        number = reads(shelf).write(" ")
        self.add(number)
        reading = replace(reading, beside=(number,))
        self.start(reading.read(lambda lit: self._tell(number, int(lit)), 0.3))
        self.until("choose")
        chosen = labels.answer
        self.start(reading.choose(chosen.center[0], chosen.width / 2, 0.35))
        self.start(Motion(labels, labels.choose, 0.35))
        self.until("reply")
        self.start(reading.park(house.parked(CLASSIFY), 0.35))
        self.done = VGroup(row, labels, number)
        self._deliver(
            labels.winner.wordless(), self.people[1], "reply", "serve", (row, labels, number)
        )
        self._serve(self.people[1], (data.labels[data.winner],))

    @beat(
        "open", "form", "ask", "fly", "cut", "first", "add", "fast", "stop", "tear",
        "reply", "serve", "home",
    )  # fmt: skip
    def instruct(self) -> None:
        data, house = self.data.instruct, self.house
        self.until("open")
        self._next_stranger(2, INSTRUCT)
        shelf = working(INSTRUCT).shelf(INSTRUCT)
        form = Form(data.headings, data.lines, data.answer, data.end, shelf)
        number = reads(form.shelf).write(" ")
        self.until("form")
        self.add(clipped(form, form.room), number)
        self.start(Motion(form, form.unfold, 0.25))
        self.until("ask")
        self._ask(self.people[2], data.bubble)
        reading = Reading(house.models[INSTRUCT], (form,), (number,))
        self.until("fly")
        self.remove(self.people[1])
        self.start(self.question.fly_into(form, 0.45), reading.come(0.45))
        self.until("cut")
        self.remove(self.question)
        clipped(form, None).hold(1.0)
        self.until("first")
        self.start(reading.read(lambda lit: self._tell(number, int(lit)), 0.28))

        def show(count: float, globe: tuple[float, float]) -> None:
            form.write(count, globe)
            self._tell(number, max(ceil(count - 1e-6), 1))

        self.until("add")
        self.start(reading.add(show, 0, self.between("add", "fast") - 0.05))
        self.until("fast")
        counts = (1.0, len(data.answer) + 1.0)
        self.start(reading.pour(show, counts, self.between("fast", "stop"), steady))
        self.until("stop")
        self.start(reading.park(house.parked(INSTRUCT), 0.2))
        self.until("tear")
        self.start(Motion(form.torn, form.tear, 0.3))
        self.add(form.end)
        self.until("reply")
        self.done = VGroup(form.rest, number)
        self._deliver(form.torn, self.people[2], "reply", "serve")
        self._serve(self.people[2], data.reply)
        self.until("home")
        self.start(house.change_to(replace(house.state, home=0.0), 0.25))

    @beat("sleep", "shop", "ask", "sent")
    def guests(self) -> None:
        house = self.house
        guests, last = tuple(self.comers), self.people[-1]
        self.until("sleep")
        asleep = Sleep(self.data.house.asleep)
        self.add(asleep)
        self.start(asleep.fall_asleep(0.9))
        self.until("shop")
        self.start(last.walk_to(cast.GONE, 0.4))
        for index, guest in enumerate(guests):
            self.start(guest.walk_to(cast.served(index), 0.46))
        self._clear()
        self.start(house.change_to(replace(house.state, plan=SHOP), 0.36))
        self.until("ask")
        self.remove(last)
        phones = tuple(guest.phone for guest in guests)
        errands = self.errands = Errands(phones, tuple(map(house.front.opening, range(3))))

        def shine(index: int, now: float) -> float:
            return clamp(4 * errands.share(index, now) - 3)

        run_time = self.between("ask", "sent")
        self.add(errands)
        self.start(errands.send(run_time), house.serve(shine, run_time))

    @beat("answer", "wisdom", "served")
    def closing(self) -> None:
        guests, errands = tuple(self.comers), self.errands

        def shine(index: int, now: float) -> float:
            return clamp(1 - 4 * errands.share(index, now))

        self.until("answer")
        run_time = self.between("answer", "served")
        self.start(errands.answer(run_time), self.house.serve(shine, run_time))
        self.start(_gladden(guests, errands, run_time))
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    # What several beats share

    def _lay(self, row: Row) -> None:
        """The strip on the shelf takes over from the bubble that became it."""
        self.remove(self.question)
        row.veil(1.0)
        self.add(row)

    def _comer(self, look: Appearance, x: float) -> Person:
        """A stranger who has not come yet."""
        return self._inside(Person(look, cast.waiting(x)))

    def _next_stranger(self, index: int, shelf: int) -> None:
        """Whoever has been served leaves behind the case, and another shelf opens."""
        house = self.house
        self.start(self.people[index - 1].walk_to(cast.GONE, 0.5))
        self.start(self.people[index].walk_to(cast.FRONT, 0.35))
        for person in self.people[index + 1 : index + 2]:
            self.start(person.walk_to(cast.SECOND, 0.34))
        self._clear()
        self.start(house.change_to(replace(house.state, plan=working(shelf)), 0.35))

    def _clear(self) -> None:
        """What was done leaves the shelf, and the answer its stranger, before anything moves."""
        self.play(Vanish(self.done, run_time=0.12), Vanish(self.answer, run_time=0.12))

    def _ask(self, person: Person, bubble: tuple[str, ...]) -> None:
        """A stranger has a question."""
        self.question = Question(bubble, spot_above(person, bubble)).say(0.0)
        self.add(self.question)
        self.start(self.question.grow(0.3))

    def _deliver(
        self,
        thing: VMobject,
        person: Person,
        cue: str,
        later: str,
        before: tuple[Mobject, ...] = (),
    ) -> None:
        """Send something into the phone of a person, from behind what stays `before` it."""
        self.add(thing, *before)
        self.play(Delivery(thing, person.phone, self.between(cue, later)))

    def _serve(self, person: Person, lines: tuple[str, ...]) -> None:
        """The phone lights up, and the answer grows out of it."""
        self.answer = Answer(lines, spot_above(person, lines))
        self.add(self.answer)
        self.start(person.change_to(cast.glad(person.pose), 0.28), self.answer.grow(0.28))

    def _tell(self, number: Line, count: int) -> None:
        """Write how often a model has read; before the first time nothing."""
        number.write(self.data.house.reads.format(count=count) if count else " ")

    def _inside(self, person: Person) -> Person:
        """Clip a person to the house, whose walls they walk through."""
        left, top, right, bottom = PANEL
        frame = Frame.of(left, top, right, bottom)
        return clipped(person, (frame.left, frame.bottom, frame.right, frame.top))


def _gladden(guests: tuple[Person, ...], errands: Errands, run_time: float) -> Motion:
    """A motion in which each guest is glad as soon as the own answer arrives."""
    poses = [(guest.pose, cast.glad(guest.pose)) for guest in guests]

    def change(share: float) -> None:
        for index, (guest, (before, after)) in enumerate(zip(guests, poses, strict=True)):
            guest.take(before.toward(after, clamp(errands.share(index, share) * 8 - 7)))

    return Motion(guests[0], change, run_time, steady, beside=guests[1:])
