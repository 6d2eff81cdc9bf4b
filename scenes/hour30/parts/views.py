"""The views of the yard that the camera takes."""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.design.layout import x_at, y_at
from storyreel.parts.curves import Point


@dataclass(frozen=True, slots=True)
class View:
    """The place in the middle of the stage, in scene units, and how much larger it is seen."""

    center: Point
    zoom: float


FIRST_LAMP = View((x_at(-436), y_at(588)), 1.12)
"""The first lamp, and the car in front of it."""
ALL = View((x_at(692), y_at(626)), 0.682)
"""The whole yard, from the first lamp to the one who waits."""
DARK = View((x_at(1160), y_at(570)), 1.06)
"""The long text, in and out, the gate, and the one who waits."""
