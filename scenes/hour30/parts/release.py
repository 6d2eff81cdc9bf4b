"""A release at its gate: a road with one barrier, what travels on it, and the word at the goal."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.motion import Shift
from storyreel.parts.road import Barrier, Road, Runner
from storyreel.parts.text import Line

GATE = 0.6
"""The place of the barrier, as a share of the road."""

BESIDE = px(84)


class Release(VGroup):
    """Road and barrier; `run` and `word` are shown when their time comes."""

    def __init__(self, frame: Frame, word: str) -> None:
        super().__init__()
        road = Road(frame)
        self.barrier = Barrier(road.x_at(GATE), road.y)
        self.begin, self.goal = (road.x_at(0.0), road.y), (road.x_at(1.0), road.y)
        self.run = Runner(self.begin)
        beside = (self.goal[0] - BESIDE, road.y)
        self.word = Line(word, Type.LABEL_STRONG, beside, Color.NAVY, "right")
        self.add(road, self.barrier)

    def roll(self, run_time: float = Seconds.SLOW) -> Shift:
        """What travels goes through the gate, into the goal."""
        return self.run.go(self.goal, run_time)
