"""Hour 29, reproducibility gates: the same score, and another fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from math import pi
from typing import TypeAlias

from manim import Mobject

from storyreel.design.easing import after, glide, overshoot, settle, steady
from storyreel.design.layout import x_at
from storyreel.design.tokens import Color, Seconds, px
from storyreel.parts.badge import Status
from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.person import Person
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts import road
from .parts.chance import SeedCard
from .parts.example import Example
from .parts.gate import HALF, SIGN_HEIGHT, CheckGate, Gate, HashGate
from .parts.light import Light
from .parts.measures import FLOOR, RADIUS, Place
from .parts.medal import SLATE
from .parts.pair import Pair
from .parts.road import Road
from .parts.third_run import ThirdRun
from .parts.training import SIGN, Training
from .parts.weights import Weights

PLACES = x_at(400), x_at(960)
"""Where the two runs are."""
AT_SIGN = road.AT, SIGN_HEIGHT
"""Where the sign of a gate is while it checks."""
LEAD = 0.09
"""How much earlier something leaves the sign for the first run than for the second, in seconds."""
BEFORE = -2.5
"""Where the road begins, in gates before the first one."""
LAST_GATE = x_at(862)
REFUSED, APPROVED = x_at(390), x_at(1312)
"""Where the hash gate, the third run and the equal pair are at the end."""
FREE_TURNS, LOCKED_TURNS = 2, 1
"""Whole turns of a wheel before it stops."""
CONTACT = LAST_GATE - HALF - RADIUS - px(30)
"""Where a run waits in front of the gate."""
OUTSIDE = x_at(-320)
"""Where the third run comes from."""
WHO = Appearance(hair="bun", top_color="#3E628F", legs_color="#1B2E4C", scale=1.2, phone=False)
HOPEFUL = Pose(x_at(1620), FLOOR, facing=-1.0, raised=0.0, mood=0.8, tilt=2.0)
DISAPPOINTED = HOPEFUL.but(mood=-1.0, tilt=14.0)
AHEAD = x_at(1766)
WAITING = HOPEFUL.but(x=AHEAD, mood=0.2, tilt=2.0)
GLAD = WAITING.but(x=x_at(1750), mood=0.7)
RELIEVED = GLAD.but(x=x_at(1698), mood=1.0, tilt=0.0, reaching=1.0)
"""The one who needs the result: at first, beyond the gates and at the end."""

Take: TypeAlias = Callable[[Place, float], None]
"""Shows how something flies from a place to a run."""


class ReproducibilityGates(StoryScene):
    """Two runs differ; then two pass the gates, and a third one is stopped there."""

    data: Data

    @beat("rise", "turn", "meet", "differ", "leave")
    def opening(self) -> None:
        self._furnish()
        first, person = self.first, self.person
        self.until("rise")
        self.start(Motion(first, first.raise_scores, Seconds.MOVE, glide))
        self.until("turn")
        self.start(Motion(first, first.turn, 0.44, glide))
        self.until("meet")
        self.start(Motion(first, first.meet, 0.45, glide))
        self.until("differ")
        self.start(Motion(first, first.judge, Seconds.QUICK, overshoot))
        self.start(person.change_to(DISAPPOINTED, 0.4))
        self.until("leave")
        self.start(person.walk_to(AHEAD, 0.5))

    @beat("come", "tools", "check")
    def preflight(self) -> None:
        gate = self.gates[0]
        self.start(self.person.change_to(WAITING, 0.3))
        self.start(self._travel(0, self._seconds_to("come")))
        self.until("come")
        self.start(self.light.turn_on())
        self.until("tools")
        tools = [(run, run.take_tool) for run in self.runs]
        self._hand_out(tools, self.between("tools", "check") - 0.05, glide)
        self.until("check")
        self.start(Motion(gate, gate.check, Seconds.QUICK, steady))
        for run in self.runs:
            self.start(Motion(run, run.name_tool, Seconds.QUICK, steady))

    @beat("bring", "come", "enter", "first", "others")
    def tests(self) -> None:
        gate = self.gates[1]
        for run in self.runs:
            self.start(Motion(run, run.put_away, 0.2, glide))
        self._next_gate()
        self.until("bring")
        self._hand_out([(example, example.arrive) for example in self.examples], 0.4, glide)
        self.until("come")
        self.start(self.light.turn_on())
        self.until("enter")
        time = self.between("enter", "first") - 0.03
        for example in self.examples:
            self.start(Motion(example, example.pass_through, time, steady))
        self.until("first")
        self.start(Motion(gate, gate.check_first, Seconds.QUICK, steady))
        self.until("others")
        rest = partial(gate.check, first=1)
        self.start(Motion(gate, rest, 0.36, steady))

    @beat("wheels", "spin", "come", "refuse", "seed", "again", "check")
    def seed_lock(self) -> None:
        gate, seed = self.gates[2], self.data.seed_lock
        free, locked = [float(draw) for draw in seed.free], float(seed.locked)
        for example in self.examples:
            self.start(Motion(example, example.leave, 0.3, glide))
        self._next_gate()
        self.until("wheels")
        for run in self.runs:
            self.start(Motion(run, run.open_wheel, 0.2, glide))
        self.until("spin")
        for run, draw in zip(self.runs, free, strict=True):
            self._spin(run, 0.0, FREE_TURNS + draw, self.between("spin", "refuse") - 0.04)
        self.until("come")
        self.start(self.light.turn_on())
        self.until("refuse")
        fail = partial(gate.check, status=Status.FAILED)
        self.start(Motion(gate, fail, Seconds.QUICK, glide))
        self.until("seed")
        self.start(Motion(gate, gate.reopen, Seconds.QUICK, glide))
        self._hand_out([(card, card.arrive) for card in self.cards], 0.33, steady)
        for run, draw in zip(self.runs, free, strict=True):
            self._spin(run, draw, round(draw), 0.33)
        self.until("again")
        for run in self.runs:
            self._spin(run, 0.0, LOCKED_TURNS + locked, self.between("again", "check") - 0.04)
        self.until("check")
        self.start(Motion(gate, gate.check, Seconds.QUICK, glide))

    @beat("spread", "score", "bend", "grow", "light", "meet", "store", "check")
    def checkpoint_hash(self) -> None:
        gate, pair = self.hash_gate, self.second
        drawn = float(self.data.seed_lock.locked)
        for run, card in zip(self.runs, self.cards, strict=True):
            fold = partial(run.fold_wheel, drawn)
            self.start(Motion(run, fold, 0.3, glide), Motion(card, card.pull_out, 0.3, glide))
        self._next_gate()
        self.until("spread")
        for run in self.runs:
            self.start(Motion(run, run.spread, 0.3, steady))
        self.until("score")
        self.start(Motion(pair, pair.score_out, 0.3, glide))
        self.until("bend")
        time = 0.75
        self.start(*(Motion(run, run.bend, time, glide) for run in self.runs))
        self.until("grow")
        self.start(Motion(pair, pair.grow, 0.4, glide))
        self.until("light")
        for run in self.runs:
            run.clear()
        self.start(self.light.turn_on())
        self.until("meet")
        self.start(Motion(pair, pair.meet, self.between("meet", "store"), glide))
        self.until("store")
        store = partial(gate.store, pair.middle)
        self.start(Motion(gate, store, 0.3, glide), self.light.turn_off())
        self.until("check")
        self.start(Motion(gate, gate.approve, Seconds.QUICK, overshoot))

    @beat("approve", "open", "go", "close")
    def approved_run(self) -> None:
        self._approve()
        gate = self.hash_gate
        self.until("close")
        gate.approve(0.0)
        self.start(Motion(gate, lambda share: gate.sink(1 - share), 0.27, glide))

    @beat("come", "look", "refuse", "back", "relief")
    def third_run(self) -> None:
        third = self.third
        self.until("come")
        self.add(third)
        self.start(Motion(third, self._come, 0.39, settle))
        self.until("look")
        self.start(self.last_light.turn_on())
        compare = partial(third.compare, LAST_GATE)
        self.start(Motion(third, compare, self.between("look", "refuse"), glide))
        self.until("refuse")
        self.start(Motion(third, third.judge, Seconds.QUICK, overshoot))
        self.until("back")
        self.start(Motion(third, self._go_back, 0.44, settle), self.last_light.turn_off())
        self.until("relief")
        self.add(self.person)  # her hand is on the run
        self.start(self.person.change_to(RELIEVED, 0.75))

    def _approve(self) -> None:
        """Open the gate for the equal prints, then let the pair roll through it to the person."""
        gate, pair = self.hash_gate, self.second
        self.start(Motion(pair, pair.front.harden, self._seconds_to("approve"), glide))
        self.until("approve")
        self.start(Motion(pair, pair.judge, Seconds.QUICK, overshoot))
        self.until("open")
        self.start(Motion(gate, gate.sink, Seconds.MOVE / 2, glide))
        self.until("go")
        time, end = self.between("go", "close") + 0.1, 3 + (road.AT - LAST_GATE) / road.PITCH
        self.start(self.person.change_to(GLAD, time), self._travel(end, time))
        self.start(Motion(pair, self._pass_through, time, glide))

    @beat("wisdom")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    # What is on stage

    def _furnish(self) -> None:
        opening, hashes = self.data.opening, self.data.checkpoint_hash
        seed, tool = self.data.seed_lock.seed, self.data.preflight
        self.shared.steps.unmark()
        tests, names = self.data.tests, self.storyboard.steps
        self.hash_gate = HashGate(names[3], hashes.first)
        self.gates: tuple[Gate, ...] = (
            CheckGate(names[0], SIGN, 2),
            CheckGate(names[1], "test-tube-diagonal", tests.count),
            CheckGate(names[2], "dices", 1),
            self.hash_gate,
        )
        self.road = Road(self.gates)
        prints, equal = (opening.first, opening.other), (hashes.first, hashes.second)
        seeds = seed, opening.seed
        self.first = Pair(PLACES, prints, seeds, opening.score, Status.FAILED)
        self.second = Pair(PLACES, equal, (seed, seed), opening.score, Status.PASSED)
        self.second.blank()
        self.third = ThirdRun(opening.other, hashes.first, opening.score, opening.seed, CONTACT)
        self.third.roll_to(OUTSIDE)
        self.runs = tuple(
            Training(
                x,
                ink,
                (tool.tool, tool.version),
                Weights(x, ink, hashes.weights, digest),
            )
            for x, ink, digest in zip(PLACES, (Color.NAVY, SLATE.ink), equal, strict=True)
        )
        tokens = tuple(map(str, tests.tokens))
        self.examples = tuple(Example(x, tests.text, tokens) for x in PLACES)
        self.cards = tuple(SeedCard(seed, x) for x in PLACES)
        self.place = BEFORE
        self._stand_at(BEFORE)
        self.light, self.last_light = Light(road.AT), Light(LAST_GATE)
        self.person = Person(WHO, HOPEFUL)
        self.add(self.person, self.road, self.light, self.last_light, *self.cards)
        self.add(self.second, *self.runs, *self.examples, self.first)

    def _seconds_to(self, cue: str) -> float:
        """Seconds from the beginning of the beat to a cue."""
        return float(self.beat_now.cues[cue])

    def _next_gate(self) -> None:
        """Open the gate that has checked, and go on to the next one."""
        begin = self.place
        gate = self.gates[round(begin)]
        self.start(self.light.turn_off(), Motion(gate, gate.sink, Seconds.QUICK, glide))
        self.wait(0.2)
        self.start(self._travel(begin + 1, 0.46))

    def _travel(self, to: float, run_time: float) -> Motion:
        """Move on along the road until the gate with this number is there."""
        begin, self.place = self.place, to
        beside = (self.first, self.second)

        def change(share: float) -> None:
            self._stand_at(begin + (to - begin) * share)

        return Motion(self.road, change, run_time, glide, beside=beside)

    def _stand_at(self, place: float) -> None:
        """Before the first gate the second pair comes with the road; then it moves along it."""
        self.road.stand_at(place)
        self.first.shift_by((BEFORE - place) * road.PITCH)
        self.second.shift_by(max(-place, 0.0) * road.PITCH)

    def _hand_out(
        self, takers: Iterable[tuple[Mobject, Take]], run_time: float, ease: Ease
    ) -> None:
        """Let something fly from the sign to each run; what goes farther leaves first."""
        for index, (taker, take) in enumerate(takers):
            late = after(index * LEAD / run_time, ease)
            self.start(Motion(taker, partial(take, AT_SIGN), run_time, late))

    def _spin(self, run: Training, begin: float, end: float, run_time: float) -> None:
        def change(share: float) -> None:
            run.turn_wheel(begin + (end - begin) * share)

        self.start(Motion(run, change, run_time, settle))

    def _pass_through(self, share: float) -> None:
        """Roll to the right by a whole turn."""
        for medal in self.second.medals:
            medal.roll(-2 * pi * share)
        self.second.shift_by((APPROVED - self.second.middle) * share)

    def _come(self, share: float) -> None:
        """Let the third run roll to the gate."""
        self.third.roll_to(OUTSIDE + (CONTACT - OUTSIDE) * share)

    def _go_back(self, share: float) -> None:
        """Let the third run, with what was laid over its print, roll back from the gate."""
        self.third.roll_compared(CONTACT + (REFUSED - CONTACT) * share)
