"""Hour 29, reproducibility gates: the same score, and another fingerprint."""

from __future__ import annotations

from functools import partial
from math import pi

from storyreel.design.easing import glide, overshoot, settle, steady
from storyreel.design.layout import x_at
from storyreel.design.tokens import Color, Seconds
from storyreel.parts.badge import Status
from storyreel.parts.motion import Motion
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts import road
from .parts.chance import SeedCard
from .parts.gate import HALF, Gate
from .parts.light import Light
from .parts.measures import RADIUS
from .parts.medal import SLATE
from .parts.pair import Pair
from .parts.road import Road
from .parts.training import Training

WIDE_APART = x_at(600), x_at(1320)
AT_THE_GATE = x_at(440), x_at(1010)
TOOL = "wrench"
BEFORE = -2.4
"""Where the road begins, in gates before the first one."""
LAST_GATE = x_at(930)
REFUSED, APPROVED = x_at(530), x_at(1400)
"""Where the hash gate and the two pairs are at the end."""
FREE_TURNS, LOCKED_TURNS = 3, 2
"""Whole turns of a wheel before it stops."""
BUMP = 0.62
"""The share of its time in which a pair rolls to the gate; then it rolls back."""


class ReproducibilityGates(StoryScene):
    """Two runs that differ; then two that pass the gates, before which the first are stopped."""

    data: Data

    @beat("rise", "turn", "turn_other", "meet", "differ")
    def opening(self) -> None:
        self._furnish()
        first = self.first
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

    @beat("tools", "check", "open")
    def preflight(self) -> None:
        gate = self.preflight_gate
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
            self.start(Motion(run, run.spread, Seconds.MOVE, settle))
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

    @beat("open", "go", "close", "refuse")
    def approved_run(self) -> None:
        gate, pair = self.hash_gate, self.second
        self.start(Motion(pair, pair.front.harden, self._seconds_to("open"), glide))
        self.until("open")
        self.start(Motion(pair, pair.judge, Seconds.QUICK, overshoot))
        self.start(self.light.turn_off())
        self.start(Motion(gate, gate.sink, self.between("open", "go"), glide))
        self.until("go")
        time = self.between("go", "close")
        self.start(self._travel(3 + (road.AT - LAST_GATE) / road.PITCH, time))
        self.start(Motion(pair, self._pass_through, time, glide))
        self.until("close")
        gate.check(0.0)
        self.start(Motion(gate, lambda share: gate.sink(1 - share), Seconds.MOVE, glide))
        self.start(Motion(self.first, self._bump, Seconds.SLOW, steady))
        self.until("refuse")
        fail = partial(gate.check, status=Status.FAILED)
        self.start(Motion(gate, fail, Seconds.QUICK, glide))

    @beat("wisdom")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    # What is on stage

    def _furnish(self) -> None:
        opening, hashes = self.data.opening, self.data.checkpoint_hash
        self.preflight_gate = Gate(TOOL, 2)
        self.test_gate = Gate("test-tube-diagonal", self.data.tests.count)
        self.seed_gate = Gate("dices", 1)
        self.hash_gate = Gate("fingerprint-pattern", 1)
        self.road = Road((self.preflight_gate, self.test_gate, self.seed_gate, self.hash_gate))
        self.first = Pair(WIDE_APART, (opening.first, opening.other), opening.score, Status.FAILED)
        self.second = Pair(AT_THE_GATE, (hashes.first, hashes.second), opening.score, Status.PASSED)
        self.second.blank()
        self.runs = tuple(
            Training(x, ink, TOOL)
            for x, ink in zip(AT_THE_GATE, (Color.NAVY, SLATE.ink), strict=True)
        )
        self.cards = tuple(SeedCard(self.data.seed_lock.seed, x) for x in AT_THE_GATE)
        self.place = BEFORE
        self._stand_at(BEFORE)
        self.light = Light()
        self.add(self.road, self.light, *self.cards, self.second, *self.runs, self.first)

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
            roll = partial(self._roll, run, begin)
            self.start(Motion(run, roll, run_time, glide))

    @staticmethod
    def _roll(run: Training, begin: float, share: float) -> None:
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

    def _bump(self, share: float) -> None:
        """Roll from the left edge to the gate, and back a little."""
        edge, contact = x_at(-240), LAST_GATE - HALF - RADIUS
        begin, end = (edge, contact) if share < BUMP else (contact, REFUSED)
        part = share / BUMP if share < BUMP else settle((share - BUMP) / (1 - BUMP))
        self.first.roll_to(begin + (end - begin) * part, REFUSED)
