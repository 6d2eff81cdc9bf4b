"""The timeline: the frames of each beat at one frame rate."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import Fps, FrameRange, Span, exact_seconds

if TYPE_CHECKING:
    from storyreel.storyboard.model import CaptionTime, Storyboard

SEGMENT_SECONDS = 2
"""Longest time between two keyframes, so that players can seek."""


@dataclass(frozen=True, slots=True)
class TimedSentence:
    """A sentence and the frames in which it shows."""

    text: str
    frames: FrameRange


def in_words(identifier: str) -> str:
    """The id of a beat for readers: `seed_lock` becomes `Seed lock`."""
    name = identifier.replace("_", " ")
    return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class TimedBeat:
    """One beat in frames.

    `caption` is None in the last beat; `sentence` is what the viewer reads: the caption, or else
    the wisdom; `sentences` are its parts that show one after another, usually one. `step` is an
    index into the steps, `own_step` its name unless another beat has that name, too.
    `cues` are exact seconds from the beat's start.
    """

    id: str
    index: int
    frames: FrameRange
    caption: str | None
    sentence: str
    step: int | None
    cues: Mapping[str, Fraction]
    timed: tuple[TimedSentence, ...] = ()
    own_step: str | None = None

    @property
    def sentences(self) -> tuple[TimedSentence, ...]:
        return self.timed or (TimedSentence(self.sentence, self.frames),)

    def sentence_at(self, frame: int) -> str:
        """The sentence that shows at a frame, else the one before it, else the first."""
        begun = [each.text for each in self.sentences if each.frames.start <= frame]
        return begun[-1] if begun else self.sentences[0].text


@dataclass(frozen=True, slots=True)
class Timeline:
    """The beats of a clip without gaps, each of at least one frame."""

    fps: Fps
    beats: tuple[TimedBeat, ...]

    @property
    def frames(self) -> int:
        return self.beats[-1].frames.stop

    @property
    def duration(self) -> Fraction:
        return self.fps.seconds(self.frames)

    def beat_at(self, frame: int) -> TimedBeat:
        """The beat that owns a frame; raises ValueError for a frame outside the clip."""
        if not 0 <= frame < self.frames:
            raise ValueError(f"frame {frame} is outside the clip of {self.frames} frames")
        return self.beats[bisect_right(self.beats, frame, key=lambda beat: beat.frames.start) - 1]

    def span_at(self, frame: int) -> Span:
        """The beat that owns a frame, as a span."""
        beat = self.beat_at(frame)
        return Span(beat.id, beat.frames.start)

    def segments(self) -> tuple[FrameRange, ...]:
        """The pieces to encode: cut where a beat begins and every two seconds from there."""
        longest = SEGMENT_SECONDS * self.fps.rate
        return tuple(part for beat in self.beats for part in beat.frames.split(longest))


def compile_timeline(storyboard: Storyboard[Any], fps: Fps) -> Timeline:
    """The storyboard's beats in frames.

    Each boundary is rounded from its time in the clip, so that rounding errors do not add up.
    Raises RequestError for a beat shorter than a frame.
    """
    durations = (exact_seconds(beat.duration) for beat in storyboard.beats)
    edges = [fps.nearest_frame(time) for time in accumulate(durations, initial=Fraction(0))]
    beats = tuple(
        _timed_beat(storyboard, index, FrameRange(start, stop), fps)
        for index, (start, stop) in enumerate(pairwise(edges))
    )
    empty = [
        Problem(
            f"beat {beat.id!r} is shorter than one frame at {fps.rate} frames per second.",
            "Lengthen it.",
        )
        for beat in beats
        if not beat.frames
    ]
    if empty:
        raise RequestError(*empty)
    return Timeline(fps, beats)


def _timed_beat(storyboard: Storyboard[Any], index: int, frames: FrameRange, fps: Fps) -> TimedBeat:
    """A beat with its frames, and its sentences with theirs."""
    beat = storyboard.beats[index]
    return TimedBeat(
        id=beat.id,
        index=index,
        frames=frames,
        caption=beat.sentence,
        sentence=beat.sentence or storyboard.wisdom,
        step=None if beat.step is None else storyboard.steps.index(beat.step),
        cues={name: exact_seconds(at) for name, at in beat.cues.items()},
        timed=tuple(
            TimedSentence(caption.text, _frames(caption, beat.duration, frames, fps))
            for caption in beat.caption_times
        ),
        own_step=_own_step(storyboard, index),
    )


def _own_step(storyboard: Storyboard[Any], index: int) -> str | None:
    """The step of a beat; None where another beat has it, or has an id with the same words."""
    others = [*storyboard.beats[:index], *storyboard.beats[index + 1 :]]
    taken = {name for other in others for name in (other.step, in_words(other.id))}
    step = storyboard.beats[index].step
    return None if step in taken else step


def _frames(caption: CaptionTime, duration: float, beat: FrameRange, fps: Fps) -> FrameRange:
    """The frames of a caption in a beat of so many seconds; both may end together."""
    first = fps.seconds(beat.start)
    start = fps.nearest_frame(first + exact_seconds(caption.start))
    stop = fps.nearest_frame(first + exact_seconds(caption.stop))
    ends = caption.stop >= duration or stop > beat.stop
    return FrameRange(min(start, beat.stop), beat.stop if ends else stop)
