"""Single frames of a clip, without all the others being drawn."""

from __future__ import annotations

from collections.abc import Sequence

from storyreel.drawing.drawing import Drawing
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline


def draw_frames(loaded: Loaded, timeline: Timeline, frames: Sequence[int]) -> list[Drawing]:
    """The drawings of these frames, in the given order; the stage stops after the last one."""
    drawn: dict[int, Drawing] = {}
    perform(loaded, timeline, drawn.__setitem__, frames=frozenset(frames))
    return [drawn[frame] for frame in frames]
