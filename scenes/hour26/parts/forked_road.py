"""A road that forks: one way in, two ways on, and the light of the way that was taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from manim import CapStyleType, LineJointType, VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.road import Runner
from storyreel.parts.veil import Veil

Points: TypeAlias = npt.NDArray[np.float64]

BAND = px(112)
EDGE = px(3)
LIGHT = px(92)
BEND = 28
"""Corners on the way from the road to a branch."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where a road runs: from `left` to `split` at `y`, then at `ends` from `branch` to `right`."""

    left: float
    split: float
    branch: float
    right: float
    y: float
    ends: tuple[float, float]

    def raised(self, by: float) -> Course:
        """The same course, higher by `by`."""
        return replace(self, y=self.y + by, ends=(self.ends[0] + by, self.ends[1] + by))


class ForkedRoad(VGroup):
    """Two bands that share their first part, and a run that rides on them.

    The road is straight until it is opened. Where it is laid, lit or ridden to is said by x.
    """

    def __init__(self, course: Course) -> None:
        super().__init__()
        self.course = course
        self._edges = [_band(Color.LINE, BAND + 2 * EDGE) for _ in course.ends]
        self._grounds = [_band(Color.CELL, BAND) for _ in course.ends]
        self._lights = [_band(Color.GOLD, LIGHT, 0.42) for _ in course.ends]
        self.run = Runner((0.0, 0.0), px(40))
        self._run = [(leaf, leaf.points.copy()) for leaf in self.run]
        self._veil = Veil(self.run, 0.0)
        self.add(*self._edges, *self._grounds, *self._lights, self.run)
        self._laid = course.left
        self._lit = [course.left] * len(course.ends)
        self.part(0.0)

    def part(self, share: float) -> None:
        """0 is one straight road, 1 the fork."""
        self._ways = [_way(self.course, self.course.y, end, share) for end in self.course.ends]
        self.lay(self._laid)
        for way, x in enumerate(self._lit):
            self.light(way, x)

    def lay(self, x: float) -> None:
        """Show the road up to `x`."""
        self._laid = x
        for way, (edge, ground) in enumerate(zip(self._edges, self._grounds, strict=True)):
            edge.points = self._until(way, x)
            ground.points = edge.points.copy()

    def light(self, way: int, x: float) -> None:
        """Light a way up to `x`."""
        self._lit[way] = x
        self._lights[way].points = self._until(way, x)

    def stand(self, way: int, x: float, shown: float = 1.0) -> None:
        """Put the run on a way."""
        at = self._place(way, x)
        for leaf, points in self._run:
            leaf.points = points + at
        self._veil.set(shown)

    def build(self, x: float, run_time: float) -> Motion:
        """The road is laid as far as `x`."""
        return self._on(self._laid, x, self.lay, run_time)

    def open(self, run_time: float) -> Motion:
        """The straight road parts into two ways."""
        return Motion(self, self.part, run_time, glide)

    def kindle(self, way: int, x: float, run_time: float, ease: Ease = glide) -> Motion:
        """The light goes on along a way, or back, without the run."""
        return self._on(self._lit[way], x, lambda at: self.light(way, at), run_time, ease)

    def ride(self, way: int, x: float, run_time: float) -> Motion:
        """The run rides from the beginning as far as `x`; its way lights up behind it."""

        def change(progress: float) -> None:
            at = self.course.left + (x - self.course.left) * progress
            self.light(way, at)
            self.stand(way, at, min(progress * 20, 1.0))

        return Motion(self, change, run_time, glide)

    def put_out(self, run_time: float) -> Motion:
        """All lights go back to the beginning, and the run is gone."""
        before = list(self._lit)

        def change(progress: float) -> None:
            for way, x in enumerate(before):
                self.light(way, x + (self.course.left - x) * progress)
            self._veil.set(max(1 - progress * 4, 0.0))

        return Motion(self, change, run_time, glide)

    def _on(
        self,
        begin: float,
        end: float,
        put: Callable[[float], None],
        run_time: float,
        ease: Ease = glide,
    ) -> Motion:
        return Motion(self, lambda p: put(begin + (end - begin) * p), run_time, ease)

    def _place(self, way: int, x: float) -> Points:
        corners = self._ways[way]
        return np.array([x, np.interp(x, corners[:, 0], corners[:, 1]), 0.0])

    def _until(self, way: int, x: float) -> Points:
        if x <= self.course.left:
            return np.zeros((0, 3))
        corners = self._ways[way]
        return _through(np.vstack([corners[corners[:, 0] < x], self._place(way, x)]))


def _way(course: Course, y: float, end: float, share: float) -> Points:
    t = np.linspace(0, 1, BEND)
    rise = t * t * t * (t * (6 * t - 15) + 10)
    x = np.concatenate([[course.left], course.split + (course.branch - course.split) * t])
    height = np.concatenate([[0.0], rise]) * (end - y) * share
    x, height = np.append(x, course.right), np.append(height, (end - y) * share)
    return np.stack([x, y + height, np.zeros(len(x))], axis=1)


def _through(corners: Points) -> Points:
    start, stop = corners[:-1], corners[1:]
    curves = [start, start + (stop - start) / 3, start + (stop - start) * 2 / 3, stop]
    return np.stack(curves, axis=1).reshape(-1, 3)


def _band(color: str, width: float, opacity: float = 1.0) -> VMobject:
    band = VMobject(
        stroke_color=color, stroke_width=width * 100, stroke_opacity=opacity, fill_opacity=0.0
    )
    band.set_cap_style(CapStyleType.ROUND)
    band.joint_type = LineJointType.ROUND
    return tagged(band, Tag("decor"))
