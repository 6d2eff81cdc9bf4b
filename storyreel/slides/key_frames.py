"""The frames that tell a clip: few, each the fullest moment of a beat that has come to rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from storyreel.drawing.drawing import Drawing, Item, PathItem
from storyreel.storyboard.timeline import TimedBeat, Timeline

FEWEST, MOST = 3, 6
_HALF = 32768
"""Alpha at which a text counts as there."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame of a clip, what it shows, and the beat it is from."""

    frame: int
    seconds: Fraction
    beat: TimedBeat
    drawing: Drawing


def key_moments(timeline: Timeline, drawings: Sequence[Drawing]) -> tuple[Moment, ...]:
    """Three to six moments in the order of the clip; its last frame is not among them.

    One of each beat but the last; of more than six beats the ones spread evenly. Where there are
    fewer than three, long beats are told by several.
    """
    beats = timeline.beats[:-1]
    if len(beats) > MOST:
        steps = len(beats) - 1
        beats = tuple(beats[round(steps * n / (MOST - 1))] for n in range(MOST))
    parts = [(beat, beat.frames) for beat in beats]
    if len(parts) < FEWEST:
        pieces = -(-FEWEST // len(parts))
        parts = [
            (beat, piece)
            for beat in beats
            for piece in beat.frames.split(max(1, -(-len(beat.frames) // pieces)))
        ]
    frames = ((beat, fullest_frame(drawings, range(r.start, r.stop))) for beat, r in parts)
    return tuple(
        Moment(frame, timeline.fps.seconds(frame), beat, drawings[frame]) for beat, frame in frames
    )[:MOST]


def fullest_frame(drawings: Sequence[Drawing], frames: range) -> int:
    """The frame with the most to be read, of those that stand still once the half is over; of
    equal ones the last, and the very last where nothing stands still.

    Before, what is seen may still belong to what came before.
    """
    late = frames[len(frames) // 2 :]
    still = [
        frame
        for frame in late
        if any(
            0 <= near < len(drawings) and drawings[near] == drawings[frame]
            for near in (frame - 1, frame + 1)
        )
    ]
    return max(still or late[-1:], key=lambda frame: (_letters(drawings[frame]), frame))


def _letters(drawing: Drawing) -> int:
    return sum(map(_letters_of, drawing.items))


def _letters_of(item: Item) -> int:
    if not isinstance(item, PathItem) or item.fill is None or item.tag is None:
        return 0
    there = max(color[3] for color in item.fill.colors) > _HALF
    return len(item.tag.text or "") if there else 0
