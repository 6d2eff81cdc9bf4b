"""Key frames: the few frames that tell a clip, each the fullest of its beat that is at rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing, Item, PathItem
from storyreel.slides.notes import beat_name
from storyreel.storyboard.timeline import TimedBeat, Timeline

MIN_KEY_FRAMES, MAX_KEY_FRAMES = 3, 8
_HALF = 32768
"""Alpha from which on a text counts as visible."""


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """One frame of a clip, what it shows, and the name and the caption of its beat.

    `start` is when that beat, or the part of it that the frame is for, begins.
    """

    frame: int
    start: Fraction
    beat: str
    caption: str
    drawing: Drawing


def key_stretches(timeline: Timeline) -> list[tuple[TimedBeat, FrameRange]]:
    """Three to eight stretches of a clip, in order, each with its beat; the last beat has none.

    One for each other beat; of more than eight beats, those spread evenly; of fewer than three,
    several parts of each.
    """
    beats = timeline.beats[:-1] or timeline.beats
    if len(beats) > MAX_KEY_FRAMES:
        steps = len(beats) - 1
        beats = tuple(beats[round(steps * n / (MAX_KEY_FRAMES - 1))] for n in range(MAX_KEY_FRAMES))
    if len(beats) >= MIN_KEY_FRAMES:
        return [(beat, beat.frames) for beat in beats]
    parts = -(-MIN_KEY_FRAMES // len(beats))
    return [(beat, part) for beat in beats for part in _split(beat.frames, parts)]


def _split(frames: FrameRange, parts: int) -> list[FrameRange]:
    """At most so many parts of equal length, to within a frame."""
    edges = [frames.start + len(frames) * n // parts for n in range(parts + 1)]
    return [FrameRange(start, stop) for start, stop in pairwise(edges) if start < stop]


def key_frames(timeline: Timeline, drawings: Mapping[int, Drawing]) -> tuple[KeyFrame, ...]:
    """The fullest frame of each stretch of a clip, whose frames are all drawn."""
    found = []
    for beat, frames in key_stretches(timeline):
        frame = fullest_frame(drawings, range(frames.start, frames.stop))
        start = timeline.fps.seconds(frames.start)
        found.append(
            KeyFrame(frame, start, beat_name(beat), beat.sentence_at(frame), drawings[frame])
        )
    return tuple(found)


def fullest_frame(drawings: Mapping[int, Drawing], frames: range) -> int:
    """The frame with the most text among those at rest in the second half of a stretch.

    The first half may still show what came before. Of equal frames the last is taken, and where
    none is at rest the very last.
    """
    late = frames[len(frames) // 2 :]
    at_rest = [
        frame
        for frame in late
        if drawings[frame] in (drawings.get(frame - 1), drawings.get(frame + 1))
    ]
    return max(at_rest or late[-1:], key=lambda frame: (_letters(drawings[frame]), frame))


def _letters(drawing: Drawing) -> int:
    return sum(map(_letters_of, drawing.items))


def _letters_of(item: Item) -> int:
    if not isinstance(item, PathItem) or item.fill is None or item.tag is None:
        return 0
    visible = max(color[3] for color in item.fill.colors) > _HALF
    return len(item.tag.text or "") if visible else 0
