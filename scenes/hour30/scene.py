"""Hour 30, test-to-release pipeline: a lamp is left where the bug was, and the car drives again."""

from __future__ import annotations

from storyreel.design.easing import glide, leave, steady
from storyreel.design.tokens import Color, px
from storyreel.parts.badge import Status
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.motion import Ease
from storyreel.parts.shapes import Plate
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.night import Night
from .parts.places import STAGE, column, slot
from .parts.question import X
from .parts.route import Program
from .parts.views import DARK, DAY, SUITE
from .parts.workings import Lines
from .parts.world import Words, World

OUTSIDE = px(422)
"""How far the car moves on after the last letter, to the one who waits."""
EXAMPLE = column(0) + px(72)
"""The first test has been answered when the car has read so far."""
AGAIN = column(0) - px(60)
"""Where the car turns to read everything again: just before the first lamp."""
FADE = 0.1
"""Seconds in which the count below the old lamps comes or goes."""
PAN = 0.9
"""Seconds in which the camera follows the car from the old lamps to the new one."""
CALL = slot(-1)
"""Where a verdict of the old lamps comes into view on the wire."""


class TestToReleasePipeline(StoryScene):
    """A road by night with eleven lamps; a twelfth is hung where something was wrong."""

    data: Data

    @beat("drive", "answered", "run", "passed", "follow", "arrive")
    def opening(self) -> None:
        self.world = world = World(self.data.suite.before, _words(self.data))
        self.last = column(self.data.suite.before - 1) + px(66)

        self.add(backing(), world)
        self._drive("drive", "answered", EXAMPLE, steady)
        self._drive("run", "passed", self.last, steady)
        self.until("follow")
        self.start(
            world.look(DARK, self.between("follow", "arrive")),
            world.show_count_below(1.0, 0.0, FADE),
        )
        self._drive("follow", "arrive", world.route.ready, glide)

    @beat("tell", "gate", "ask", "dark", "laid", "out")
    def released(self) -> None:
        world, route = self.world, self.world.route

        self.until("tell")
        self.start(world.tell_gate(CALL, Status.PASSED, self.between("tell", "gate")))
        self.until("gate")
        self.start(world.lift_gate(0.0, 1.0, 0.3), world.greet(0.3))
        self.until("ask")
        self.start(world.hang_text(0.4))
        self._drive("dark", "laid", route.end, steady)
        self.start(world.leave(OUTSIDE, self.between("laid", "out")))

    @beat(
        "paper", "wrong", "thread", "push", "roll", "shut", "back", "ready", "lamp",
        "light", "open", "run", "done", "fail", "tell",
    )  # fmt: skip
    def triage(self) -> None:
        world = self.world

        self.until("paper")
        self.start(world.hand_over(0.0, 1.0, 0.35))
        self.until("wrong")
        self.start(world.read_wrong(0.4))
        self.until("thread")
        self.start(world.fall(0.4))
        self.until("push")
        self.start(world.send_back(0.3), world.hand_over(1.0, 0.0, 0.25))
        self.until("roll")
        self.start(
            world.leave(0.0, self.between("roll", "shut")),
            world.turn_signal(Status.OPEN, 0.3),
            world.rise(0.25),
            world.show_count(1.0, 0.0, 0.2),
        )
        self.until("shut")
        self.start(world.lift_gate(1.0, 0.0, 0.25, leave), world.lower(0.4))
        self._drive("back", "ready", world.route.ready, glide)
        self.until("lamp")
        self.start(world.hang_lamp(self.data.suite.after, 0.4))
        self.until("light")
        self.start(world.light_up(0.35))
        self.until("open")
        self.play(world.open(0.0, 1.0, self.between("open", "run")))
        self._run("run", "done")
        self.until("fail")
        self.start(world.judge(Status.FAILED, 0.3))
        self.until("tell")
        self.start(world.tell_gate(X, Status.FAILED, 0.3))

    @beat("back", "swap", "changed", "run", "done", "check")
    def fix(self) -> None:
        world = self.world

        self.until("back")
        self.start(world.judge(Status.OPEN, 0.18), world.turn_signal(Status.OPEN, 0.18))
        self.play(world.run(world.seconds, 0.0, 0.35, glide))
        self.until("swap")
        self.play(world.swap(self.between("swap", "changed")))
        self.until("run")
        world.program = Program.SPACE_FIRST
        self._run("run", "done")
        self.until("check")
        self.start(world.judge(Status.PASSED, 0.3))

    @beat("back", "fold", "return", "turned", "drive", "passed", "arrive", "check")
    def rerun(self) -> None:
        world, route = self.world, self.world.route

        self.until("back")
        self.start(world.judge(Status.OPEN, 0.25))
        self.play(world.run(world.seconds, 0.0, self.between("back", "fold"), glide))
        self.play(world.open(1.0, 0.0, self.between("fold", "return")))
        self.start(world.look(SUITE, self.between("return", "turned")))
        self._drive("return", "turned", AGAIN, glide)
        self.start(world.show_count_below(0.0, 1.0, FADE), world.show_count(0.0, 1.0, FADE))
        self._drive("drive", "passed", self.last, steady)
        self.start(world.look(DARK, PAN), world.show_count_below(1.0, 0.0, FADE))
        self._drive("passed", "arrive", route.end, steady)
        self.until("check")
        self.start(world.judge(Status.PASSED, 0.3))

    @beat("tell", "gate", "leave", "out")
    def release_gate(self) -> None:
        world = self.world

        self.until("tell")
        self.start(world.tell_gate(X, Status.PASSED, self.between("tell", "gate")))
        self.until("gate")
        self.start(world.lift_gate(0.0, 1.0, 0.4), world.greet(0.4))
        self.until("leave")
        leaving = self.between("leave", "out")
        self.start(world.leave(OUTSIDE, leaving), world.look(DAY, leaving))

    @beat("wisdom", "paper", "relief")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())
        self.until("paper")
        self.start(self.world.hand_over(0.0, 1.0, 0.35))
        self.until("relief")
        self.start(self.world.embrace(0.35))

    def _run(self, cue: str, later: str) -> None:
        """Run the opened program from its start to its end, between two cues."""
        self.until(cue)
        self.play(self.world.run(0.0, self.world.seconds, self.between(cue, later)))

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
        program.name,
        Lines(program.verb, program.word, program.space),
        (trip.into, trip.out),
        trip.label,
        data.suite.of,
    )
