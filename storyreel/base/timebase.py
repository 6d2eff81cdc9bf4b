"""Frames, frame rates and seconds; all rounding between them happens here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import ceil, floor, isfinite


def exact_seconds(seconds: float | int) -> Fraction:
    """The decimal number that an author wrote as an exact fraction: 4.6 becomes 23/5.

    Raises ValueError for a number that is not finite.
    """
    if not isfinite(seconds):
        raise ValueError(f"a time of {seconds} seconds is not finite")
    return Fraction(repr(seconds))


def computed_seconds(seconds: float | int) -> Fraction:
    """A computed time as a fraction without floating-point noise: 0.1 + 0.2 becomes 3/10.

    Raises ValueError for a number that is not finite.
    """
    return exact_seconds(float(seconds)).limit_denominator(1_000_000)


@dataclass(frozen=True, order=True, slots=True)
class Fps:
    """A constant frame rate in whole frames per second."""

    rate: int

    def __post_init__(self) -> None:
        if self.rate < 1:
            raise ValueError(f"a frame rate must be at least 1, not {self.rate}")

    def nearest_frame(self, seconds: Fraction) -> int:
        """The frame boundary nearest to a time; halves round up."""
        return floor(seconds * self.rate + Fraction(1, 2))

    def first_frame_at_or_after(self, seconds: Fraction) -> int:
        """The first frame whose sample time is not before `seconds`."""
        return ceil(seconds * self.rate)

    def seconds(self, frame: int) -> Fraction:
        """The time at which a frame is sampled and first shown."""
        return Fraction(frame, self.rate)


@dataclass(frozen=True, order=True, slots=True)
class FrameRange:
    """The frames from `start` up to, but not including, `stop`."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"invalid frame range: {self.start}..{self.stop}")

    def __len__(self) -> int:
        return self.stop - self.start

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.start, self.stop))

    def __contains__(self, frame: object) -> bool:
        return isinstance(frame, int) and self.start <= frame < self.stop

    def split(self, longest: int) -> tuple[FrameRange, ...]:
        """Parts of `longest` frames, in order; the last one may be shorter."""
        starts = range(self.start, self.stop, longest)
        return tuple(FrameRange(start, min(start + longest, self.stop)) for start in starts)


def frame_runs(frames: Iterable[int]) -> Iterator[FrameRange]:
    """Frames in ascending order as the fewest ranges that consist of them alone."""
    for _, run in groupby(enumerate(frames), lambda pair: pair[1] - pair[0]):
        first, *rest = [frame for _, frame in run]
        yield FrameRange(first, first + 1 + len(rest))


@dataclass(frozen=True, slots=True)
class Span:
    """A named stretch of a clip, a beat or a section of a scene, and its first frame."""

    name: str
    start: int
