"""The woman who asks, judges and writes, and the others who add their cases."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import px
from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.person import STEP, Person

from .camera import GROUND, WOMAN
from .ink import spot
from .keyed import Keyed, KeyedPart

LOOKS = Appearance(
    hair="bun", top="jumper", top_color="#3E628F", legs_color="#1B2E4C", scale=0.69, phone=False
)


class Woman(KeyedPart, VGroup):
    """The woman who asks, judges and writes."""

    def __init__(self) -> None:
        self.mood, self.reach, self.facing = Keyed(0.0), Keyed(0.0), Keyed(1.0)
        self._person = Person(LOOKS, Pose(0.0, 0.0))
        self.moved, self.shown = False, True
        self.values = self.mood, self.reach, self.facing
        super().__init__(self._person)

    def take(self, mood: float, reach: float, facing: float) -> None:
        feet = spot(WOMAN, GROUND)
        pose = Pose(feet.real, feet.imag, facing, raised=0.0, mood=mood)
        self._person.take(pose.but(reaching=reach))
        self.moved = True


OTHER_LOOKS = (
    Appearance("short", "jumper", "#5B7FAE", "#22416B", scale=0.7, phone=False),
    Appearance("curly", "coat", "#33578A", "#1B2E4C", scale=0.66, phone=False),
    Appearance("beanie", "jumper", "#7E97B8", "#27496F", scale=0.72, phone=False),
)
OTHER_PLACES = 60, -30, -120
"""The pixel columns of the others, from the woman away."""
WAY = 330.0
"""How far they come, in pixels."""


class Others(KeyedPart, VGroup):
    """Other users of the app, who come from the left; the first is the friend of the woman."""

    def __init__(self) -> None:
        self.come = [Keyed(0.0) for _ in OTHER_PLACES]
        self.reach = [Keyed(0.0) for _ in OTHER_PLACES]
        self._people = [Person(look, Pose(0.0, 0.0)) for look in OTHER_LOOKS]
        self.moved, self.shown = False, True
        self.values = *self.come, *self.reach
        super().__init__(*reversed(self._people))

    def take(self, *values: float) -> None:
        comes, reaches = values[: len(self.come)], values[len(self.come) :]
        everybody = zip(self._people, OTHER_PLACES, comes, reaches, strict=True)
        for person, x, come, reach in everybody:
            feet = spot(x - WAY * (1 - come), GROUND)
            pose = Pose(
                feet.real,
                feet.imag,
                walking=min(1.0, 6 * come, 6 * (1 - come)),
                phase=px(WAY * come) / px(STEP * person.look.scale),
                reaching=reach,
                raised=0.0,
                mood=0.4,
            )
            if pose != person.pose:
                person.take(pose)
                self.moved = True
