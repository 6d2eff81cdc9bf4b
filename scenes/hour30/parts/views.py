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


FIRST_LAMP = View((x_at(-235), y_at(586)), 1.16)
"""The first lamps, and the car in front of them."""
WHOLE = View((x_at(550), y_at(592)), 0.63)
"""All of it, from the car before it starts to the one who waits."""
ALL = View((x_at(671), y_at(592)), 0.709)
"""The whole yard, from the first lamp to the day."""
DARK = View((x_at(1048), y_at(565)), 1.0)
"""The road without old lamps, and the gate."""
TEXT = View((x_at(1040), y_at(636)), 1.42)
"""The long text, in and out, and the car between them."""
