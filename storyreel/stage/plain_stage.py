"""What a plain scene is performed on; known before Manim is imported."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from storyreel.base.presets import LADDER, WIDE
from storyreel.base.timebase import Fps

LONGEST = Fraction(3600)
"""Seconds that a plain scene may last unless the user allows more: it may have no end."""

_STAGE = LADDER["1080p"]


@dataclass(frozen=True, slots=True)
class PlainStage:
    """The rate, shape and limits of a performance.

    `aspect` is the width of the picture to its height, `longest` is in seconds. Manim has a folder
    in `scratch`, or where the system keeps temporary files, until the scene ends.
    """

    fps: Fps
    aspect: Fraction = WIDE
    longest: Fraction = LONGEST
    scratch: Path | None = None

    @property
    def size(self) -> tuple[int, int]:
        """The pixels that Manim is told at every quality: no drawing may depend on them."""
        shaped = _STAGE.shaped(self.aspect)
        return shaped.width, shaped.height
