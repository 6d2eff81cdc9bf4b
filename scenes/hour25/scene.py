"""Hour 25, UI productization: you put each model into an app and go home; strangers are served."""

from __future__ import annotations

from dataclasses import replace

from manim import VGroup, VMobject

from storyreel.design.easing import leave, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Seconds
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion, Vanish
from storyreel.parts.person import Person
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from . import cast
from .data import Data
from .parts.form import Form
from .parts.house import House, Names
from .parts.labels import Labels
from .parts.plan import PANEL, SHOP, working
from .parts.row import REST, STYLE, Added, Blades, Continuation, Row, reads
from .parts.sleep import Sleep
from .parts.speech import Answer, Question, Tray, spot_above
from .parts.tile import NEW, Tile
from .parts.work import Delivery, Reading, flash, grow, hurry

GENERATE, CLASSIFY, INSTRUCT = range(3)


class UIProductization(StoryScene):
    """One house: your room, the case of apps, and the strangers in front of it."""

    data: Data

    @beat("work", "sink", "raise", "roll", "rise", "go", "turn", "dark")
    def opening(self) -> None:
        data = self.data.house
        names = Names(data.models, data.sign, data.shelves, data.apps, data.you)
        house = self.house = House(names)
        you = self._inside(Person(cast.YOU, cast.SEATED))
        first = Person(cast.STRANGERS[0], cast.waiting(0))
        self.people = [first]
        self.question = Question(
            self.data.generate.bubble, spot_above(first, self.data.generate.bubble)
        )
        self.add(house.back, you, house.chair, house.case, first, self.question)

        self.until("work")
        self.start(house.show_off(self.between("work", "raise")))
        self.until("sink")
        self.start(first.change_to(first.pose.but(**cast.LET_DOWN)))
        self.until("raise")
        self.start(house.change_to(replace(house.state, opened=1.0), self.between("raise", "roll")))
        self.until("roll")
        self.start(you.change_to(cast.SEATED.but(reaching=1.0), 0.3))
        self.start(house.put_away(self.between("roll", "rise")))
        self.until("rise")
        self.start(you.change_to(cast.RISEN, self.between("rise", "go")))
        self.until("go")
        self.start(you.walk_to(cast.AWAY, self.between("go", "dark")))
        self.until("turn")
        self.start(house.turn_chair(self.between("turn", "dark")))
        self.until("dark")
        self.remove(you)
        self.start(house.change_to(replace(house.state, lamp=0.0), 0.4, leave))

    @beat("open", "fly")
    def message(self) -> None:
        house = self.house
        self.until("open")
        self.start(self.people[0].change_to(cast.waiting(0)))
        self.play(house.change_to(replace(house.state, plan=working(GENERATE), home=1.0), 0.8))
        self.row = Row(self.data.generate.tokens, house.shelf(GENERATE))
        self.until("fly")
        self.start(self.question.fly_into(self.row, 0.75))

    @beat("cut", "part")
    def tokens(self) -> None:
        self._lay(self.row)
        blades = Blades(self.row.blades(), self.house.shelf(GENERATE))
        self.add(blades)
        self.until("cut")
        self.start(blades.drop(self.between("cut", "part")))
        self.until("part")
        self.remove(blades)
        self.start(self.row.part(0.5))

    @beat("first", "add", "second", "more", "fast", "full", "reply", "serve")
    def generate(self) -> None:
        data, row = self.data.generate, self.row
        words = Continuation(data.added, data.next_line, data.line_breaks, data.count)
        added = Added(words, self.data.house.reads, row)
        self.add(added)
        reading = Reading(self.house.models[GENERATE], (row, added), row.start)
        self.until("first")
        self.start(reading.to(row.end, self.between("first", "add")))
        self.until("add")
        self.start(reading.add(added.show_count, 0, added.frame(0).center[0], 0.4))
        self.until("second")
        self.start(reading.to(added.frame(0).right, self.between("second", "more")))
        self.until("more")
        self.start(reading.add(added.show_count, 1, added.frame(1).center[0], 0.35))
        self.until("fast")
        counts = (float(len(data.added)), float(data.count))
        seconds, last = self.between("fast", "full"), self.house.parked(GENERATE)
        self.start(reading.pour(added.show_count, counts, last, seconds, hurry))
        self.until("reply")
        self.start(reading.park(self.house.parked(GENERATE), 0.4))
        self.reads = added.number
        self._deliver(VGroup(row, *added.tiles, *added.lower), self.people[0], "reply", "serve")
        self._serve(self.people[0], data.reply)

    @beat("open", "ask", "fly", "cut", "read", "choose", "reply", "serve")
    def classify(self) -> None:
        data, house = self.data.classify, self.house
        self.until("open")
        self._next_stranger(1, CLASSIFY)
        self.until("ask")
        self._ask(data.bubble)
        shelf = working(CLASSIFY).shelf(CLASSIFY)
        row = Row((*data.tokens, REST), shelf)
        labels = Labels(data.labels, data.winner, shelf)
        self.add(labels)
        self.start(Motion(labels, labels.rise, 0.4))
        self.until("fly")
        self.start(self.question.fly_into(row, 0.6))
        self.until("cut")
        self._lay(row)
        self.start(row.part(0.35))
        self.until("read")
        reading = Reading(house.models[CLASSIFY], (row,), row.start)
        self.start(reading.to(row.end, self.between("read", "choose")))
        self.until("choose")
        self.start(reading.park(labels.answer.center[0], 0.3))
        self.start(Motion(labels, labels.choose, 0.35))
        self.reads = reads(shelf).write(self.data.house.reads.format(count=1))
        self.add(self.reads)
        self.until("reply")
        self.start(*(Vanish(thing, run_time=0.2) for thing in (row, labels.other)))
        self.start(reading.park(house.parked(CLASSIFY), 0.35))
        self._deliver(labels.winner, self.people[1], "reply", "serve")
        self._serve(self.people[1], (data.labels[data.winner],))

    @beat("open", "form", "ask", "fly", "first", "add", "fast", "tear", "reply", "serve")
    def instruct(self) -> None:
        data, house = self.data.instruct, self.house
        self.until("open")
        self._next_stranger(2, INSTRUCT)
        form = Form(data.headings, data.lines, data.answer, working(INSTRUCT).shelf(INSTRUCT))
        self.until("form")
        self.add(clipped(form, form.room))
        self.start(Motion(form, form.unfold, 0.45))
        self.until("ask")
        self._ask(data.bubble)
        self.until("fly")
        self.start(self.question.fly_into(form, 0.6))
        self.until("first")
        self.remove(self.question)
        clipped(form, None).hold(1.0)
        reading = Reading(house.models[INSTRUCT], (form,), form.start)
        self.start(reading.to(form.end, self.between("first", "add")))
        self.until("add")
        self.start(reading.add(form.write, 0, form.answer_frame(0).center[0], 0.3))
        self.until("fast")
        counts, last = (1.0, float(len(data.answer))), form.answer_frame(len(data.answer) - 1)
        seconds = self.between("fast", "tear")
        self.start(reading.pour(form.write, counts, last.center[0], seconds, steady))
        self.until("tear")
        self.start(Motion(form.torn, form.tear, self.between("tear", "reply")))
        self.start(Vanish(form.rest, run_time=self.between("tear", "reply")))
        self.start(reading.park(house.parked(INSTRUCT), 0.4))
        self.until("reply")
        self._deliver(form.torn, self.people[2], "reply", "serve")
        self._serve(self.people[2], data.reply)

    @beat("sleep", "shop", "ask", "fly", "read", "choose", "reply", "answer")
    def guest(self) -> None:
        data, house = self.data, self.house
        self.until("sleep")
        self.start(house.change_to(replace(house.state, home=0.0), Seconds.QUICK))
        self.until("shop")
        self._close_up(self.between("shop", "ask"))
        self.until("ask")
        asleep = Sleep(data.house.asleep)
        self.add(asleep)
        self.start(asleep.fall_asleep(self.between("ask", "read")))
        guest = self.people[-1]
        self.question = Question(data.guest.bubble, spot_above(guest, data.guest.bubble))
        self.add(self.question)
        self.start(self.question.grow(0.35))
        self.until("fly")
        tray = Tray(data.guest.bubble, house.shelf(CLASSIFY))
        names = house.shelves
        self.start(Motion(names, lambda share: names.cover(CLASSIFY, share), 0.15))
        self.start(self.question.fly_into(tray, self.between("fly", "read")))
        self.until("read")
        model = house.models[CLASSIFY]
        self.start(flash(model, self.question, self.between("read", "choose")))
        self.until("choose")
        label = data.classify.labels[data.guest.label]
        answer = Tile(label, STYLE, NEW)
        self.remove(self.question)
        self.add(answer)
        self.start(grow(answer, tray.strip, self.between("choose", "reply")))
        self.until("reply")
        self.start(Motion(names, lambda share: names.cover(CLASSIFY, 1 - share), 0.5))
        self._deliver(answer, guest, "reply", "answer")
        self._serve(guest, (label,))

    @beat("wisdom")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    # What several beats share

    def _lay(self, row: Row) -> None:
        """The strip on the shelf takes over from the bubble that became it."""
        self.remove(self.question)
        row.veil(1.0)
        self.add(row)

    def _next_stranger(self, index: int, shelf: int) -> None:
        """The next stranger comes, and another shelf opens."""
        self.start(Vanish(self.reads, run_time=0.15))
        house, before = self.house, self.people[-1]
        waiting = cast.waiting(index)
        person = self._inside(Person(cast.STRANGERS[index], waiting.but(x=cast.OUTSIDE)))
        self.people.append(person)
        self.add(person)
        self.start(before.change_to(before.pose.but(raised=0.1, tilt=2.0)))
        self.start(house.change_to(replace(house.state, plan=working(shelf)), 0.7))
        self.start(person.walk_to(waiting.x, 0.7))

    def _ask(self, bubble: tuple[str, ...]) -> None:
        """The newest stranger has a question; the last answer has been read."""
        self.play(Vanish(self.answer, run_time=0.2))
        self.question = Question(bubble, spot_above(self.people[-1], bubble)).say(0.0)
        self.add(self.question)
        self.start(self.question.grow(0.35))

    def _deliver(self, thing: VMobject, person: Person, cue: str, later: str) -> None:
        """Send something into the phone of a person."""
        self.play(Delivery(thing, person.phone, self.between(cue, later)))

    def _serve(self, person: Person, lines: tuple[str, ...]) -> None:
        """The phone lights up, and the answer grows out of it."""
        self.answer = Answer(lines, spot_above(person, lines))
        self.add(self.answer)
        lit = person.pose.but(lit=1.0, mood=1.0, tilt=3.0)
        self.start(person.change_to(lit, 0.35), self.answer.grow(0.35))

    def _close_up(self, run_time: float) -> None:
        """The case closes up again; everybody has room, and one more stranger comes."""
        house = self.house
        guest = self._inside(Person(cast.STRANGERS[3], cast.guest().but(x=cast.OUTSIDE)))
        self.people.append(guest)
        self.add(guest)
        self.start(Vanish(self.answer))
        self.start(house.change_to(replace(house.state, plan=SHOP), run_time))
        for index, person in enumerate(self.people):
            self.start(person.walk_to(cast.served(index), run_time))

    def _inside(self, person: Person) -> Person:
        """Clip a person to the house, whose walls they walk through."""
        left, top, right, bottom = PANEL
        frame = Frame.of(left, top, right, bottom)
        return clipped(person, (frame.left, frame.bottom, frame.right, frame.top))
