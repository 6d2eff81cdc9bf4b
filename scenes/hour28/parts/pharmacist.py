"""The pharmacist behind the counter, seen down to the elbows."""

from __future__ import annotations

from scenes.hour28.view import FEET
from storyreel.design.easing import glide
from storyreel.design.layout import COLUMNS, x_at, y_at
from storyreel.design.tokens import Seconds
from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.person import Person

PLACE = 1732
"""The middle of the pharmacist while the counter is in the picture, in pixels."""

_LOOK = Appearance(
    "bun", "coat", "#7F9CC0", hair_color="#22385A", scale=1.25, glasses=True, phone=False
)
_FLOOR = 1128
"""The row of the feet, which the counter hides."""

TROUBLED, PLEASED, DOUBTFUL, READY = (-0.8, 10.0), (1.0, 8.0), (-0.6, -6.0), (0.5, 6.0)
"""Mood and tilt of the head: before the many jars, before the one, and before the empty one."""


class Pharmacist(Person):
    """A pharmacist who looks at the jars; `shift_by` follows the counter."""

    def __init__(self) -> None:
        mood, tilt = TROUBLED
        pose = Pose(x_at(PLACE), y_at(_FLOOR), facing=-1.0, mood=mood, tilt=tilt)
        super().__init__(_LOOK, pose)
        clipped(self, (x_at(0), y_at(FEET), x_at(COLUMNS), y_at(0)))

    def shift_by(self, shift: float) -> None:
        """Be some pixels to the right of the usual place."""
        self.take(self.pose.but(x=x_at(PLACE + shift)))

    def carry(self, shift: float, hands: float) -> None:
        """Be some pixels to the right of the usual place, with the hands out by a share."""
        self.take(self.pose.but(x=x_at(PLACE + shift), reaching=hands))

    def turn_to(self, mood: float, tilt: float, seconds: float = Seconds.MOVE) -> Motion:
        """Change to another mood."""
        return self.change_to(self.pose.but(mood=mood, tilt=tilt), seconds, glide)
