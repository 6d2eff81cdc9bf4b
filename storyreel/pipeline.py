"""The pipeline: from a storyboard to a published clip, one page that follows the data."""

from __future__ import annotations

from collections.abc import Sequence

from storyreel.film.drawing import Drawing
from storyreel.stage.scene import perform
from storyreel.storyboard.load import Loaded
from storyreel.timeline import Timeline


class _Enough(Exception):
    """The last frame that was asked for has been drawn."""


def draw_frames(loaded: Loaded, timeline: Timeline, frames: Sequence[int]) -> list[Drawing]:
    """The drawings of these frames, in the given order; the stage stops after the last one."""
    wanted, last = set(frames), max(frames)
    drawn: dict[int, Drawing] = {}

    def keep(frame: int, drawing: Drawing) -> None:
        if frame in wanted:
            drawn[frame] = drawing
        if frame == last:
            raise _Enough

    try:
        perform(loaded, timeline, keep)
    except _Enough:
        pass
    return [drawn[frame] for frame in frames]
