"""The person who needs the cards: behind the desk, seen down to the elbows."""

from __future__ import annotations

from storyreel.design.easing import glide
from storyreel.design.layout import COLUMNS, x_at, y_at
from storyreel.design.tokens import Seconds
from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.person import Person

from .desk import DESK_FRONT

_LOOK = Appearance("bun", top_color="#3E628F", hair_color="#12233F", scale=2.0, phone=False)
_FLOOR = y_at(1290)
"""Where the feet are, which the desk hides."""
WONDERING = Pose(x_at(270), _FLOOR, tilt=4.0, mood=-0.9)
_OUTSIDE = x_at(-160)
FLIP = 0.1
"""Seconds in which the person turns round."""
CONTENT = Pose(x_at(200), _FLOOR, tilt=4.0, mood=0.9)
"""With the cards that are written."""


class Maker(Person):
    """A person behind the desk, who watches the pen, and comes back for the cards."""

    def __init__(self) -> None:
        super().__init__(_LOOK, WONDERING)
        clipped(self, (x_at(-400), y_at(DESK_FRONT - 8), x_at(COLUMNS), y_at(0)))

    def watch(self) -> Motion:
        """Look surprised at what is written."""
        return self.change_to(self.pose.but(tilt=-4.0, mood=0.7))

    def turn(self) -> Motion:
        """Turn to the left."""
        return self.change_to(self.pose.but(facing=-1.0), FLIP)

    def leave(self, seconds: float) -> Motion:
        """Walk off to the left."""
        return self.walk_to(_OUTSIDE, seconds, glide)

    def come_back(self, seconds: float = Seconds.SLOW) -> Motion:
        """Come in from the left, still in doubt."""
        self.take(CONTENT.but(x=_OUTSIDE, mood=-0.4))
        return self.walk_to(CONTENT.x, seconds, glide)

    def smile(self) -> Motion:
        """Look at the bound cards, content."""
        return self.change_to(CONTENT)

    def doubt(self) -> Motion:
        """Lean towards what is written, in doubt again."""
        return self.change_to(CONTENT.but(tilt=9.0, mood=-0.9))
