"""The woman who asks, judges and writes."""

from __future__ import annotations

from dataclasses import replace

from manim import VGroup

from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.person import Person

from .camera import GROUND, WOMAN
from .ink import spot
from .keyed import Keyed
from .prop import Similarity

LOOKS = Appearance(
    hair="bun", top="jumper", top_color="#3E628F", legs_color="#1B2E4C", scale=0.69, phone=False
)


class Woman(VGroup):
    """The woman who asks, judges and writes."""

    def __init__(self) -> None:
        self.mood, self.reach = Keyed(0.0), Keyed(0.0)
        self._person = Person(LOOKS, Pose(0.0, 0.0))
        self._stands: tuple[Pose, float] | None = None
        super().__init__(self._person)

    def act(self, time: float, view: Similarity) -> None:
        feet, scale = view.at(spot(WOMAN, GROUND)), LOOKS.scale * view.scale
        reach, mood = self.reach.at(time), self.mood.at(time)
        pose = Pose(feet.real, feet.imag, reaching=reach, raised=0.0, mood=mood)
        if (pose, scale) != self._stands:
            self._stands = pose, scale
            self._person.look = replace(LOOKS, scale=scale)
            self._person.take(pose)
