"""Which videos the slide programs of all systems play."""

from __future__ import annotations

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import LADDER, Quality

CODEC = "h264"
MAX_VIDEO_WIDTH = 4096
"""Pixels; H.264 up to level 5.1, which is 4K at 30 frames a second, plays everywhere."""

SAFE_QUALITIES = tuple(name for name, rung in LADDER.items() if rung.width <= MAX_VIDEO_WIDTH)
DEFAULT_QUALITY = "1080p"


def safe_quality(quality: Quality) -> Quality:
    """The quality itself; raises RequestError if slide programs would not play it."""
    if quality.name not in SAFE_QUALITIES:
        raise RequestError(
            Problem(
                f"--quality {quality.name} is larger than slide programs can play.",
                f"Choose one of {', '.join(SAFE_QUALITIES)}; {DEFAULT_QUALITY} is safe everywhere.",
            )
        )
    return quality
