"""What slide programs on every system play, and what they may not."""

from __future__ import annotations

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import LADDER, Quality

CODEC = "h264"
WIDEST = 4096
"""Pixels. H.264 up to level 5.1, which is 4K at 30 frames a second, plays everywhere."""

SAFE_QUALITIES = tuple(name for name, rung in LADDER.items() if rung.width <= WIDEST)
DEFAULT_QUALITY = "1080p"


def safe_quality(quality: Quality) -> Quality:
    """The rung itself; raises RequestError where slide programs would not play it."""
    if quality.name not in SAFE_QUALITIES:
        raise RequestError(
            Problem(
                f"--quality {quality.name} is more than slide programs play.",
                f"Choose one of {', '.join(SAFE_QUALITIES)}; {DEFAULT_QUALITY} is safe everywhere.",
            )
        )
    return quality
