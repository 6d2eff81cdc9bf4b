"""What a plain scene is performed on; known before Manim is imported."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from storyreel.base.timebase import Fps

LONGEST = Fraction(3600)
"""Seconds that a plain scene may last unless the user allows more: it may have no end."""


@dataclass(frozen=True, slots=True)
class PlainStage:
    """The rate and limits of a performance.

    `longest` is in seconds. Manim has a folder in `scratch`, or where the system keeps temporary
    files, until the scene ends.
    """

    fps: Fps
    longest: Fraction = LONGEST
    scratch: Path | None = None
