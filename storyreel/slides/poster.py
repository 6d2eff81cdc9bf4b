"""Posters: the frame that shows before a clip plays, and in print."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from storyreel.base.errors import Problem, RequestError
from storyreel.storyboard.timeline import Timeline

Poster: TypeAlias = Fraction | None
"""Seconds from the start of a clip; None is its last frame."""

FIRST: Poster = Fraction(0)
LAST: Poster = None


def poster_frame(timeline: Timeline, poster: Poster) -> int:
    """The number of the poster's frame; raises RequestError for a time outside the clip."""
    if poster is None:
        return timeline.frames - 1
    frame = timeline.fps.nearest_frame(poster)
    if not 0 <= frame < timeline.frames:
        raise RequestError(
            Problem(
                f"--poster {float(poster):g} is outside the clip, "
                f"which lasts {float(timeline.duration):g} s.",
                "Give a time in the clip, first, or last.",
            )
        )
    return frame
