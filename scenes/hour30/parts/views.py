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


SUITE = View((x_at(-606), y_at(628)), 0.84)
"""All old lamps, and the count of the passed tests."""
DARK = View((x_at(1162), y_at(574)), 1.04)
"""The long text, in and out, the gate, and the one who waits."""
DAY = View((x_at(1312), y_at(574)), 1.04)
"""Farther to the right, with room for the sheet beside the gate."""
