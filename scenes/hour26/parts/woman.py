"""The woman who asks, judges and writes."""

from __future__ import annotations

from manim import VGroup

from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.person import Person

from .camera import GROUND, WOMAN
from .ink import spot
from .keyed import Keyed

LOOKS = Appearance(
    hair="bun", top="jumper", top_color="#3E628F", legs_color="#1B2E4C", scale=0.69, phone=False
)


class Woman(VGroup):
    """The woman who asks, judges and writes."""

    def __init__(self) -> None:
        self.mood, self.reach = Keyed(0.0), Keyed(0.0)
        self._person = Person(LOOKS, Pose(0.0, 0.0))
        super().__init__(self._person)

    def act(self, time: float) -> None:
        feet = spot(WOMAN, GROUND)
        reach, mood = self.reach.at(time), self.mood.at(time)
        pose = Pose(feet.real, feet.imag, reaching=reach, raised=0.0, mood=mood)
        if pose != self._person.pose:
            self._person.take(pose)
