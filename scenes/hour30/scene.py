"""Hour 30, test-to-release pipeline: a lamp is left where the bug was, and the car drives again."""

from __future__ import annotations

from storyreel.design.easing import glide, leave, overshoot, settle, steady
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.badge import Status
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.motion import Appear, Ease, Motion, Vanish
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.night import Night
from .parts.places import STAGE, column
from .parts.question import Thread, X
from .parts.route import Program
from .parts.views import ALL, DARK, FIRST_LAMP, TEXT
from .parts.world import Words, World

THRESHOLD, OUTSIDE = px(40), px(384)
"""How far the car moves on after the last letter: to the gate, and out."""
EXAMPLE = column(0) + px(72)
"""The first test has been answered when the car has read so far."""

SEEN = column(7)
"""Where the verdict of the old lamps begins its way to the gate: at the first one that is seen."""

AGAIN = column(0) - px(20)
"""Where the car turns to read everything again: just before the first lamp."""


class TestToReleasePipeline(StoryScene):
    """A road by night with eleven lamps; a twelfth is hung where something was wrong."""

    data: Data

    @beat("near", "drive", "answered")
    def opening(self) -> None:
        self.world = World(self.data.suite.before, _words(self.data))

        self.add(backing(), self.world)
        self.until("near")
        self.start(self.world.look(FIRST_LAMP, 0.9))
        self._drive("drive", "answered", EXAMPLE, steady)

    @beat("all", "run", "dark", "late", "laid", "arrive", "tell", "gate", "roll")
    def run_suites(self) -> None:
        world, route = self.world, self.world.route
        space = route.space(Program.WORD_FIRST)

        self.until("all")
        self.start(world.look(ALL, 0.8))
        self._drive("run", "dark", route.ready, steady)
        self.start(world.look(DARK, 0.8))
        self._drive("dark", "late", space.start, steady)
        self._drive("late", "laid", space.end, steady)
        self._drive("laid", "arrive", route.end, settle)
        self.until("tell")
        told = self.between("tell", "gate")
        self.start(world.agree(told), world.tell_gate(SEEN, Status.PASSED, told))
        self.until("gate")
        self.start(world.lift_gate(0.0, 1.0, 0.4), world.greet(0.4))
        self.until("roll")
        self.play(world.leave(THRESHOLD, 0.5))

    @beat(
        "hand", "blank", "shut", "near", "thread", "unlabel", "far", "lamp", "light", "fail",
        "tell", "back", "open", "run", "word", "late", "laid",
    )  # fmt: skip
    def triage(self) -> None:
        world, route, question = self.world, self.world.route, self.world.question
        space = route.space(Program.WORD_FIRST)
        label = self._label()

        self.until("hand")
        self.start(world.stop(0.4))
        self.until("blank")
        self.start(world.turn_signal(Status.OPEN, self.between("blank", "shut")))
        self.until("shut")
        self.start(world.lift_gate(1.0, 0.0, 0.25, leave))
        self.until("near")
        self.start(world.look(TEXT, 0.6))
        self.until("thread")
        self.start(_fall(world.astray, 0.5), Appear(label))
        self.until("unlabel")
        self.start(Vanish(label, run_time=0.2))
        self.until("far")
        self.start(world.look(DARK, 0.6), world.lower(0.6))
        self.until("lamp")
        self.start(Motion(question.lamp, question.drop, 0.6, overshoot, beside=(question.badge,)))
        self.until("light")
        self.start(world.light_up(0.6))
        self.until("fail")
        self.start(question.badge.turn_to(Status.FAILED))
        self.until("tell")
        self.start(world.tell_gate(X, Status.FAILED, self.between("tell", "back")))
        self.until("back")
        self.start(_rise(world.astray), world.look(TEXT, 0.6))
        self._drive("back", "open", route.ready, glide)
        self.play(world.open(0.0, 1.0, 0.4))
        self._drive("run", "word", route.writing.start, settle)
        self._drive("word", "late", space.start, steady)
        self._drive("late", "laid", space.end, steady)
        self.start(_fall(world.astray, 0.4))

    @beat("back", "swap", "run", "space", "word", "laid", "home", "far", "check")
    def fix(self) -> None:
        world, route, question = self.world, self.world.route, self.world.question

        self.until("back")
        self.start(_rise(world.astray))
        self._drive("back", "swap", route.ready, glide)
        opened = question.badge.turn_to(Status.OPEN), world.turn_signal(Status.OPEN, 0.3)
        self.start(world.swap(0.8), *opened)
        self.until("run")
        world.program = Program.SPACE_FIRST
        self._drive("run", "space", route.space(world.program).start, settle)
        self._drive("space", "word", route.writing.start, steady)
        self._drive("word", "laid", route.end, steady)
        self.until("home")
        self.start(_fall(world.home, 0.3))
        self.until("far")
        self.start(world.look(DARK, 0.6), world.open(1.0, 0.0, 0.3))
        self.until("check")
        self.start(question.badge.turn_to(Status.PASSED))

    @beat("all", "back", "turned", "drive", "dark", "arrive", "check")
    def rerun(self) -> None:
        world, route, question = self.world, self.world.route, self.world.question

        self.until("all")
        opened = question.badge.turn_to(Status.OPEN)
        self.start(world.look(ALL, 0.8), _rise(world.home), opened)
        self._drive("back", "turned", AGAIN, glide)
        self._drive("drive", "dark", route.ready, steady)
        self._drive("dark", "arrive", route.end, settle)
        self.until("check")
        self.start(question.badge.turn_to(Status.PASSED, 0.4))

    @beat("agree", "tell", "gate", "near", "leave", "out")
    def release_gate(self) -> None:
        world = self.world

        self.until("agree")
        self.start(world.agree_all(0.5))
        self.until("tell")
        self.start(world.tell_gate(column(0), Status.PASSED, self.between("tell", "gate")))
        self.until("gate")
        self.start(world.lift_gate(0.0, 1.0, 0.5), world.greet(0.5))
        self.until("near")
        self.start(world.look(DARK, 0.8))
        self.until("leave")
        self.start(world.leave(OUTSIDE, self.between("leave", "out")))

    @beat("wisdom", "relief")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())
        self.until("relief")
        self.start(self.world.embrace(0.7), self.world.glow(0.7))

    def _label(self) -> Line:
        """The name of the space, beside the thread in the view of the text."""
        at = x_at(700), y_at(470)
        return Line(self.data.round_trip.label, Type.HEADING, at, Night.PALE_GOLD)

    def _drive(self, cue: str, later: str, head: float, ease: Ease) -> None:
        """Drive from one cue to another."""
        self.until(cue)
        self.play(self.world.drive(head, self.between(cue, later), ease))


def backing() -> Plate:
    """The stage below the yard, with its shadow."""
    plate = Plate(STAGE, px(30), Night.SKY[1])
    return with_shadow(plate, SoftShadow(0.0, -px(14), px(22), Color.NAVY, 0.16))


def _words(data: Data) -> Words:
    trip, program = data.round_trip, data.program
    return Words(
        data.suite.example,
        trip.text,
        trip.order,
        (program.word, program.space),
        (trip.into, trip.out),
    )


def _fall(thread: Thread, run_time: float) -> Motion:
    return Motion(thread, thread.fall, run_time, glide)


def _rise(thread: Thread) -> Motion:
    return Motion(thread, lambda share: thread.fall(1 - share), 0.3, glide)
