"""How fast adults read, and how long a sentence must show."""

from __future__ import annotations

MAX_RATE, GOOD_RATE = 17, 13
"""Characters a second, with spaces: what adults read of subtitles, and what is comfortable."""

MIN_READING_S = 0.83
"""Twenty frames at 24 a second: a shorter subtitle is a flicker."""


def reading_seconds(text: str) -> float:
    """How long a sentence must be readable for adults to read it comfortably."""
    return max(len(text) / GOOD_RATE, MIN_READING_S)
