"""Hour 30, test-to-release pipeline: a lamp is left where the bug was, and the car drives again."""

from __future__ import annotations

from storyreel.design.easing import glide, leave, overshoot, settle, steady
from storyreel.design.layout import y_at
from storyreel.design.tokens import Type, px
from storyreel.parts.badge import Status
from storyreel.parts.motion import Appear, Ease, Motion, Vanish
from storyreel.parts.text import Line
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.night import Night
from .parts.places import START, slot
from .parts.route import Program
from .parts.world import World

THRESHOLD, OUTSIDE = px(40), px(355)
"""How far the car moves on after the last letter: to the gate, and out."""


class TestToReleasePipeline(StoryScene):
    """A road by night with eleven lamps; a twelfth is hung where something was wrong."""

    data: Data

    @beat("label", "unlabel", "drive", "dark")
    def opening(self) -> None:
        trip, program = self.data.round_trip, self.data.program
        lines = program.word, program.space
        self.world = World(self.data.suite.before, trip.text, trip.order, lines)
        at = slot(0) - px(18), y_at(560)
        label = Line(trip.label, Type.LABEL, at, Night.PALE_GOLD)

        self.add(self.world)
        self.until("label")
        self.start(Appear(label, (0.0, px(20))), self.world.wire.glint(0.8))
        self.until("unlabel")
        self.start(Vanish(label, run_time=0.2))
        self._drive("drive", "dark", self.world.route.ready, leave)

    @beat("run", "late", "laid", "arrive", "gate", "roll")
    def run_suites(self) -> None:
        world, route = self.world, self.world.route
        space = route.space(Program.WORD_FIRST)

        self._drive("run", "late", space.start, steady)
        self._drive("late", "laid", space.end, steady)
        self._drive("laid", "arrive", route.end, settle)
        self.start(world.agree(0.5))
        self.until("gate")
        self.play(world.lift_gate(0.0, 1.0, 0.6), world.greet(0.6))
        self.until("roll")
        self.play(world.leave(THRESHOLD, 0.6))

    @beat("hand", "thread", "lamp", "light", "fail", "slam", "back", "open", "run", "word", "late")
    def triage(self) -> None:
        world, route, question = self.world, self.world.route, self.world.question
        space = route.space(Program.WORD_FIRST)

        self.until("hand")
        self.start(world.stop(0.6))
        self.until("thread")
        self.start(Motion(world.thread, world.thread.fall, 0.6, glide))
        self.until("lamp")
        self.start(Motion(question.lamp, question.drop, 0.6, overshoot, beside=(question.badge,)))
        self.until("light")
        self.start(world.light_up(0.7))
        self.until("fail")
        self.start(question.badge.turn_to(Status.FAILED))
        self.until("slam")
        self.start(world.lift_gate(1.0, 0.0, 0.25, leave), world.lower(0.6))
        self._drive("back", "open", route.ready, glide)
        self.play(world.open(0.0, 1.0, 0.4))
        self.until("run")
        self._drive("run", "word", route.writing.start, settle)
        self._drive("word", "late", space.start, steady)
        self.play(world.drive(space.end, 0.7, steady))
        self.play(world.drive(route.end, 0.7, steady))

    @beat("back", "swap", "run", "space", "word", "laid", "check", "home")
    def fix(self) -> None:
        world, route, question = self.world, self.world.route, self.world.question

        self._drive("back", "swap", route.ready, glide)
        self.play(
            Motion(world.car.flank, world.car.flank.swap, 0.8, glide),
            question.badge.turn_to(Status.OPEN),
        )
        self.until("run")
        world.program = Program.SPACE_FIRST
        self._drive("run", "space", route.space(world.program).start, settle)
        self._drive("space", "word", route.writing.start, steady)
        self._drive("word", "laid", route.end, steady)
        self.until("check")
        self.start(question.badge.turn_to(Status.PASSED))
        self.until("home")
        self.start(Motion(world.thread, lambda share: world.thread.fall(1.0, 1 - share), 0.3))

    @beat("shut", "back", "turned", "drive", "dark", "arrive", "check")
    def rerun(self) -> None:
        world, route, question = self.world, self.world.route, self.world.question

        self.until("shut")
        self.start(world.open(1.0, 0.0, 0.4), question.badge.turn_to(Status.OPEN))
        self._drive("back", "turned", START, glide)
        self._drive("drive", "dark", route.ready, leave)
        self._drive("dark", "arrive", route.end, settle)
        self.until("check")
        self.start(question.badge.turn_to(Status.PASSED, 0.4))

    @beat("gate", "leave", "out", "glow")
    def release_gate(self) -> None:
        world = self.world

        self.start(world.agree_all(0.5))
        self.until("gate")
        self.play(world.lift_gate(0.0, 1.0, 0.7), world.greet(0.7))
        self.until("leave")
        self.start(world.leave(OUTSIDE, self.between("leave", "out")))
        self.until("glow")
        self.start(world.glow(0.9))

    @beat("wisdom")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    def _drive(self, cue: str, later: str, head: float, ease: Ease) -> None:
        """Drive from one cue to another."""
        self.until(cue)
        self.play(self.world.drive(head, self.between(cue, later), ease))
