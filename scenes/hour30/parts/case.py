"""Test cases as dots that live on: they wait, pass, fail, travel, and line up as a suite."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide, overshoot, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Weight, px
from storyreel.parts.marks import with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import LIFTED_SHADOW, Disc, check, cross
from storyreel.parts.veil import Veil

Point = tuple[float, float]


class Case(VGroup):
    """One test: a ring while it waits, solid with a check or hollow with a cross afterwards.

    Position and outcome are set separately.
    """

    def __init__(self, center: Point, radius: float, passed: float = 0.0, failed: float = 0.0):
        super().__init__()
        origin = (0.0, 0.0)
        ring = Disc(origin, 1.0, Color.WHITE, Color.LINE, Weight.LINE)
        disc, tick = Disc(origin, 1.0), check(origin, 0.95)
        hollow = with_shadow(Disc(origin, 1.0, Color.WHITE, Color.GOLD_LINE), LIFTED_SHADOW)
        mark = cross(origin, 1.0)
        self.add(ring, disc, tick, hollow, mark)
        self._solid, self._inset = (disc, tick), (ring, hollow)
        self._edges: dict[VMobject, float] = {hollow: 0.13, tick: 0.19, mark: 0.2}
        self._base = [(leaf, leaf.points.copy()) for leaf in (ring, disc, tick, hollow, mark)]
        self._veils = (Veil(ring), Veil(VGroup(disc, tick)), Veil(VGroup(hollow, mark)))
        self.place, self.radius, self.turn = center, radius, 0.0
        self.tell(passed, failed)

    def stand(self, center: Point, radius: float | None = None, turn: float = 0.0) -> None:
        """Be at a place, with a radius, turned by an angle as a wheel is."""
        self.place, self.turn = center, turn
        self.radius = self.radius if radius is None else radius
        cosine, sine = np.cos(turn), np.sin(turn)
        rotation = np.array([[cosine, sine, 0.0], [-sine, cosine, 0.0], [0.0, 0.0, 1.0]])
        for leaf, points in self._base:
            size = self.radius * (0.55 + 0.45 * self._pop if leaf in self._solid else 1.0)
            if leaf in self._inset:
                size -= Weight.LINE / 2
            leaf.points = points @ rotation * size + (*center, 0.0)
            if leaf in self._edges:
                leaf.stroke_width = self._edges[leaf] * size * 100

    def tell(self, passed: float, failed: float = 0.0) -> None:
        """How far it has passed or failed, each from 0 to 1."""
        self.passed, self.failed = passed, failed
        self._pop = overshoot(passed)
        outcome = min(passed * 3, 1.0)
        self._veils[0].set(1 - failed)
        self._veils[1].set(outcome)
        self._veils[2].set(failed)
        self.stand(self.place, self.radius, self.turn)

    def go(
        self,
        to: Point,
        radius: float,
        run_time: float = Seconds.MOVE,
        bend: Point = (0.0, 0.0),
        turns: float = 0.0,
    ) -> Motion:
        """Travel to a place; `bend` bows the way, `turns` (in radians) rolls it like a wheel."""
        begin, size = self.place, self.radius

        def change(progress: float) -> None:
            bow = 4 * progress * (1 - progress)
            x = begin[0] + (to[0] - begin[0]) * progress + bend[0] * bow
            y = begin[1] + (to[1] - begin[1]) * progress + bend[1] * bow
            self.stand((x, y), size + (radius - size) * progress, turns * progress)

        return Motion(self, change, run_time, glide)


class Suite(VGroup):
    """Cases in a row with room for `places` of them; `seat` marks the last one while it is free."""

    def __init__(self, frame: Frame, places: int, radius: float, count: int, passed: float = 0.0):
        super().__init__()
        self.places = suite_places(frame, places)
        self.cases = [Case(place, radius, passed) for place in self.places[:count]]
        self.seat = Disc(
            self.places[-1], radius - Weight.LINE / 2, None, Color.HAIRLINE, role="decor"
        )
        self.add(*self.cases)

    def admit(self, case: Case) -> None:
        """Take one more case into the row; it must stand in its place."""
        self.cases.append(case)
        self.add(case)

    def run(self, run_time: float) -> Motion:
        """One after the other, every case passes; failed ones are asked again at once."""
        failed = [case.failed for case in self.cases]

        def change(progress: float) -> None:
            for index, case in enumerate(self.cases):
                doubt = max(1 - progress * 6, 0.0) * failed[index]
                case.tell(staggered(progress, index, len(self.cases), 0.0), doubt)

        return Motion(self, change, run_time, steady)

    def reset(self, run_time: float) -> Motion:
        """In a wave, every case waits again."""
        before = [(case.passed, case.failed) for case in self.cases]

        def change(progress: float) -> None:
            for index, case in enumerate(self.cases):
                rest = 1 - settle(staggered(progress, index, len(self.cases), 0.8))
                case.tell(*(outcome * rest for outcome in before[index]))

        return Motion(self, change, run_time, steady)

    def move(self, frame: Frame, radius: float, run_time: float = Seconds.MOVE) -> Motion:
        """The whole row goes to another frame."""
        before = [(case.place, case.radius) for case in self.cases]
        self.places = suite_places(frame, len(self.places))
        after = self.places

        def change(progress: float) -> None:
            for case, (place, size), goal in zip(self.cases, before, after, strict=False):
                x, y = (a + (b - a) * progress for a, b in zip(place, goal, strict=True))
                case.stand((x, y), size + (radius - size) * progress)

        return Motion(self, change, run_time, glide)

    def gather(self, to: Point, run_time: float = Seconds.SLOW) -> Motion:
        """The cases fly together into one place, the nearest first, and leave the scene."""
        before = [case.place for case in self.cases]
        veils = [Veil(case) for case in self.cases]

        def change(progress: float) -> None:
            for index, case in enumerate(self.cases):
                share = glide(staggered(progress, index, len(self.cases), 0.9))
                bow = px(60) * 4 * share * (1 - share)
                x = before[index][0] + (to[0] - before[index][0]) * share
                y = before[index][1] + (to[1] - before[index][1]) * share + bow
                case.stand((x, y))
                veils[index].set(1.0 if share < 1 else 0.0)

        return Motion(self, change, run_time, steady, removes=True)


def suite_places(frame: Frame, places: int) -> tuple[Point, ...]:
    """The centres of `places` cases in a row that fills a frame."""
    return tuple(cell.center for cell in frame.columns((1.0,) * places, 0.0))
