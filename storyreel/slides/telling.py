"""The frames that tell a clip: few, each the fullest moment of its beat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from storyreel.film.drawing import Drawing, Item, PathItem
from storyreel.timeline import TimedBeat, Timeline

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


def telling_moments(timeline: Timeline, drawings: Sequence[Drawing]) -> tuple[Moment, ...]:
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
        Moment(frame, timeline.fps.seconds(frame), beat, drawings[frame])
        for beat, frame in frames
    )[:MOST]


def fullest_frame(drawings: Sequence[Drawing], frames: range) -> int:
    """The frame with the most letters to be read; of equal ones the last, where things rest."""
    return max(frames, key=lambda frame: (_letters(drawings[frame]), frame))


def _letters(drawing: Drawing) -> int:
    return sum(len(item.tag.text) for item in drawing.items if item.tag and _read(item))


def _read(item: Item) -> bool:
    return (
        isinstance(item, PathItem)
        and item.fill is not None
        and max(color[3] for color in item.fill.colors) > _HALF
        and item.tag is not None
        and item.tag.text is not None
    )
