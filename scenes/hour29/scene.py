"""Hour 29, reproducibility gates: the same score, and another fingerprint."""

from __future__ import annotations

from functools import partial
from math import pi

from storyreel.design.easing import glide, overshoot, settle, steady
from storyreel.design.layout import x_at
from storyreel.design.tokens import Color, Seconds
from storyreel.parts.badge import Status
from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.motion import Motion
from storyreel.parts.person import Person
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts import road
from .parts.chance import SeedCard
from .parts.gate import HALF, Gate
from .parts.light import Light
from .parts.measures import FLOOR, RADIUS
from .parts.medal import SLATE
from .parts.pair import Pair
from .parts.road import Road
from .parts.training import Training

WIDE_APART = x_at(480), x_at(1120)
AT_THE_GATE = x_at(440), x_at(1010)
TOOL = "wrench"
BEFORE = -2.4
"""Where the road begins, in gates before the first one."""
LAST_GATE = x_at(840)
REFUSED, APPROVED = x_at(440), x_at(1232)
"""Where the hash gate and the two pairs are at the end."""
FREE_TURNS, LOCKED_TURNS = 3, 2
"""Whole turns of a wheel before it stops."""
CONTACT = LAST_GATE - HALF - RADIUS
"""Where a pair touches the gate."""
WHO = Appearance(hair="bun", top_color="#3E628F", legs_color="#1B2E4C", scale=1.08, phone=False)
HOPEFUL = Pose(x_at(1620), FLOOR, facing=-1.0, raised=0.0, mood=0.7)
DISAPPOINTED = HOPEFUL.but(mood=-1.0, tilt=22.0)
WAITING = HOPEFUL.but(x=x_at(1670), mood=-0.5, tilt=12.0)
GLAD = WAITING.but(mood=0.7, tilt=6.0)
RELIEVED = GLAD.but(x=x_at(1608), mood=1.0, tilt=2.0, reaching=1.0)
"""The one who needs the result: at first and at the end."""
AWAY, LEAVING = x_at(2080), 1.0
"""Where the person goes to, beyond the frame, and in how many seconds."""


class ReproducibilityGates(StoryScene):
    """Two runs differ; then two pass the gates, before which the first are stopped."""

    data: Data

    @beat("rise", "turn", "turn_other", "meet", "differ", "leave")
    def opening(self) -> None:
        self._furnish()
        first, person = self.first, self.person
        self.until("rise")
        self.start(Motion(first, first.raise_scores, ease=glide))
        self.until("turn")
        self.start(Motion(first, first.front.turn, Seconds.MOVE, glide))
        self.until("turn_other")
        self.start(Motion(first, first.back.turn, Seconds.MOVE, glide))
        self.until("meet")
        self.start(Motion(first, first.meet, self.between("meet", "differ"), glide))
        self.until("differ")
        self.start(Motion(first, first.judge, Seconds.QUICK, overshoot))
        self.start(person.change_to(DISAPPOINTED))
        self.until("leave")
        self.start(person.walk_to(AWAY, LEAVING))

    @beat("tools", "check", "open")
    def preflight(self) -> None:
        gate = self.preflight_gate
        self.remove(self.person)
        self.start(self._travel(0, self._seconds_to("tools")))
        self.until("tools")
        self.start(self.light.turn_on())
        for run in self.runs:
            take = partial(run.take_tool, gate.sign)
            self.start(Motion(run, take, self.between("tools", "check"), glide))
        self.until("check")
        self.start(Motion(gate, gate.check, Seconds.QUICK, steady))
        self.until("open")
        self.start(self.light.turn_off(), Motion(gate, gate.sink, Seconds.MOVE, glide))

    @beat("run", "open")
    def tests(self) -> None:
        gate = self.test_gate
        self._roll_on(self._seconds_to("run"))
        self.until("run")
        self.start(self.light.turn_on())
        self.start(Motion(gate, gate.check, self.between("run", "open") - 0.2, steady))
        self.until("open")
        self.start(self.light.turn_off(), Motion(gate, gate.sink, Seconds.MOVE, glide))

    @beat("wheels", "spin", "refuse", "seed", "first", "second", "check", "open")
    def seed_lock(self) -> None:
        gate, seed = self.seed_gate, self.data.seed_lock
        free, locked = [float(draw) for draw in seed.free], float(seed.locked)
        self._roll_on(self._seconds_to("wheels"))
        self.until("wheels")
        for run in self.runs:
            self.start(Motion(run, run.open_wheel, self.between("wheels", "spin"), glide))
        self.until("spin")
        self.start(self.light.turn_on())
        for run, draw in zip(self.runs, free, strict=True):
            self._spin(run, 0.0, FREE_TURNS + draw, self.between("spin", "refuse"))
        self.until("refuse")
        fail = partial(gate.check, status=Status.FAILED)
        self.start(Motion(gate, fail, Seconds.QUICK, glide))
        self.until("seed")
        time = self.between("seed", "first") / 2
        for run, card, draw in zip(self.runs, self.cards, free, strict=True):
            self.start(Motion(card, partial(card.arrive, gate.sign), time, steady))
            self._spin(run, draw, round(draw), time)
            self.wait(time)
        self.until("first")
        self._spin(self.runs[0], 0.0, LOCKED_TURNS + locked, self.between("first", "second"))
        self.until("second")
        self._spin(self.runs[1], 0.0, LOCKED_TURNS + locked, self.between("second", "check"))
        self.until("check")
        self.start(Motion(gate, gate.revise, Seconds.QUICK, glide))
        self.until("open")
        self.start(self.light.turn_off(), Motion(gate, gate.sink, Seconds.MOVE, glide))

    @beat("weights", "press", "grow", "meet", "fit")
    def checkpoint_hash(self) -> None:
        gate, pair = self.hash_gate, self.second
        drawn = float(self.data.seed_lock.locked)
        time = self._seconds_to("weights")
        for run, card in zip(self.runs, self.cards, strict=True):
            fold = partial(run.fold_wheel, drawn)
            self.start(Motion(run, fold, time, glide), Motion(card, card.pull_out, time, glide))
        self.until("weights")
        self.start(self._travel(3, self.between("weights", "press") - 0.2))
        for run in self.runs:
            self.start(Motion(run, run.spread, Seconds.MOVE, steady))
        self.start(Motion(pair, lambda share: pair.raise_scores(1.0, share), Seconds.MOVE))
        self.until("press")
        for run in self.runs:
            self.start(Motion(run, run.press, self.between("press", "grow"), glide))
        self.until("grow")
        for run, medal in zip(self.runs, pair.medals, strict=True):
            self.start(Motion(run, run.clear, Seconds.QUICK))
            self.start(Motion(pair, medal.grow, Seconds.SLOW, glide))
        self.until("meet")
        self.start(Motion(pair, pair.meet, self.between("meet", "fit"), glide))
        self.start(self.light.turn_on())
        self.until("fit")
        self.start(Motion(gate, gate.check, Seconds.QUICK, glide))

    @beat("approve", "open", "go", "close", "come", "look", "refuse", "back")
    def approved_run(self) -> None:
        self._approve()
        gate, first = self.hash_gate, self.first
        self.until("close")
        gate.check(0.0)
        rise = Motion(
            gate, lambda share: gate.sink(1 - share), self.between("close", "come"), glide
        )
        self.start(rise, self.person.change_to(GLAD))
        self.until("come")
        come = partial(self._roll, x_at(-240), CONTACT)
        self.start(Motion(first, come, self.between("come", "look"), settle))
        self.until("look")
        self.start(self.last_light.turn_on())
        self.until("refuse")
        fail = partial(gate.check, status=Status.FAILED)
        self.start(Motion(gate, fail, Seconds.QUICK, glide))
        self.until("back")
        self.start(Motion(first, partial(self._roll, CONTACT, REFUSED), Seconds.MOVE, settle))
        self.start(self.last_light.turn_off())

    def _approve(self) -> None:
        """Open the gate for the equal prints, then let the pair roll through it to the person."""
        gate, pair = self.hash_gate, self.second
        self.start(Motion(pair, pair.front.harden, self._seconds_to("approve"), glide))
        self.until("approve")
        self.start(Motion(pair, pair.judge, Seconds.QUICK, overshoot))
        self.until("open")
        self.start(self.light.turn_off())
        self.start(Motion(gate, gate.sink, self.between("open", "go"), glide))
        self.until("go")
        time, end = self.between("go", "close"), 3 + (road.AT - LAST_GATE) / road.PITCH
        self.add(self.person)
        comes_near = partial(self._come_near, (end - self.place) * road.PITCH)
        self.start(Motion(self.person, comes_near, time, glide), self._travel(end, time))
        self.start(Motion(pair, self._pass_through, time, glide))

    @beat("wisdom")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.person.change_to(RELIEVED, 0.8))
        self.start(self.shared.reveal_wisdom())

    # What is on stage

    def _furnish(self) -> None:
        opening, hashes = self.data.opening, self.data.checkpoint_hash
        self.shared.steps.unmark()
        tests, seed = self.data.tests, self.data.seed_lock
        self.preflight_gate = Gate(TOOL, self.data.preflight.gate, 2)
        self.test_gate = Gate("test-tube-diagonal", tests.gate, tests.count)
        self.seed_gate = Gate("dices", seed.gate, 1)
        self.hash_gate = Gate("fingerprint-pattern", hashes.gate, 1)
        self.road = Road((self.preflight_gate, self.test_gate, self.seed_gate, self.hash_gate))
        self.first = Pair(WIDE_APART, (opening.first, opening.other), opening.score, Status.FAILED)
        self.second = Pair(AT_THE_GATE, (hashes.first, hashes.second), opening.score, Status.PASSED)
        self.second.blank()
        self.runs = tuple(
            Training(x, ink, TOOL, hashes.weights)
            for x, ink in zip(AT_THE_GATE, (Color.NAVY, SLATE.ink), strict=True)
        )
        self.cards = tuple(SeedCard(seed.seed, x) for x in AT_THE_GATE)
        self.place = BEFORE
        self._stand_at(BEFORE)
        self.light, self.last_light = Light(road.AT), Light(LAST_GATE)
        self.person = Person(WHO, HOPEFUL)
        self.add(self.road, self.light, self.last_light, *self.cards)
        self.add(self.second, *self.runs, self.first, self.person)

    def _seconds_to(self, cue: str) -> float:
        """Seconds from the beginning of the beat to a cue."""
        return float(self.beat_now.cues[cue])

    def _travel(self, to: float, run_time: float) -> Motion:
        """Move on along the road until the gate with this number is there."""
        begin, self.place = self.place, to
        beside = (self.first, self.second)

        def change(share: float) -> None:
            self._stand_at(begin + (to - begin) * share)

        return Motion(self.road, change, run_time, glide, beside=beside)

    def _roll_on(self, run_time: float) -> None:
        """Roll from one gate to the next, with the tools turning."""
        begin = self.place
        self.start(self._travel(begin + 1, run_time))
        for run in self.runs:
            turn = partial(self._turn_tool, run, begin)
            self.start(Motion(run, turn, run_time, glide))

    @staticmethod
    def _turn_tool(run: Training, begin: float, share: float) -> None:
        run.roll((begin + share) * road.PITCH)

    def _stand_at(self, place: float) -> None:
        """Before the first gate the second pair comes with the road; then it moves along it."""
        self.road.stand_at(place)
        self.first.shift_by((BEFORE - place) * road.PITCH)
        self.second.shift_by(max(-place, 0.0) * road.PITCH)

    def _spin(self, run: Training, begin: float, end: float, run_time: float) -> None:
        def change(share: float) -> None:
            run.turn_wheel(begin + (end - begin) * share)

        self.start(Motion(run, change, run_time, glide))

    def _pass_through(self, share: float) -> None:
        """Roll to the right by a whole turn."""
        for medal in self.second.medals:
            medal.roll(-2 * pi * share)
        self.second.shift_by((APPROVED - self.second.middle) * share)

    def _roll(self, begin: float, end: float, share: float) -> None:
        """Roll the first pair from one place to another; it is upright where it is refused."""
        self.first.roll_to(begin + (end - begin) * share, REFUSED)

    def _come_near(self, distance: float, share: float) -> None:
        """Let the person, who waits at the end of the road, come into the picture with it."""
        self.person.take(WAITING.but(x=WAITING.x + distance * (1 - share)))
