"""Single frames of a clip, without all the others being kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from storyreel.film.drawing import Drawing
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.timeline import Timeline


def draw_frames(loaded: Loaded, timeline: Timeline, frames: Sequence[int]) -> list[Drawing]:
    """The drawings of these frames, in the given order; the stage stops after the last one."""
    wanted, last = set(frames), max(frames)
    drawn: dict[int, Drawing] = {}

    def keep(frame: int, drawing: Drawing) -> None:
        if frame in wanted:
            drawn[frame] = drawing
        if frame == last:
            raise _LastFrameDrawn

    with suppress(_LastFrameDrawn):
        perform(loaded, timeline, keep)
    return [drawn[frame] for frame in frames]


class _LastFrameDrawn(Exception):  # noqa: N818 - no error
    """The last frame that was asked for has been drawn."""
