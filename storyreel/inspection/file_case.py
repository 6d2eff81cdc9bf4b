"""A video file as the rules examine it: its facts, what it should be, and how close it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Drawing
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.fidelity import Fidelity, PaintedFrame, Picture, fidelity_of
from storyreel.inspection.probe import FileFacts, probe
from storyreel.inspection.segment_check import Metering, SegmentCheck, sampled, screen
from storyreel.storyboard.timeline import Timeline

Painted = Callable[[int], npt.NDArray[np.uint8]]
"""Returns the RGBA pixels of a frame as painted. Frames are requested in rising order, and one
array may be reused for all of them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file should be.

    `compared` are the frames to compare with the painted ones; None means `sampled_frames`.
    """

    settings: EncoderSettings
    timeline: Timeline
    compared: tuple[int, ...] | None = None

    @property
    def samples(self) -> tuple[int, ...]:
        return sampled_frames(self.timeline) if self.compared is None else self.compared


@dataclass(frozen=True, slots=True)
class FileCase:
    """A file's facts, what was expected of it, and the fidelity of sampled frames.

    `expected` is None for a file of unknown origin. `drawn` holds the drawing of each frame, where
    the drawings are known.
    """

    facts: FileFacts
    expected: Expected | None = None
    fidelities: Mapping[int, Fidelity] = field(default_factory=dict)
    drawn: Sequence[Drawing] | None = None


def examine(
    path: Path,
    expected: Expected | None = None,
    painted: Painted | None = None,
    drawn: Sequence[Drawing] | None = None,
) -> FileCase:
    """Decode a file, and compare sampled frames with the painted ones where these are known."""
    if expected is None or painted is None:
        return FileCase(probe(path), expected, drawn=drawn)
    fidelities: dict[int, Fidelity] = {}

    def compare(frame: int, picture: Picture) -> None:
        pixels = painted(frame)
        if picture.planes[0].shape == pixels.shape[:2]:  # the stream rule reports another size
            fidelities[frame] = fidelity_of(PaintedFrame.of(pixels), picture)

    facts = probe(path, expected.samples, compare)
    return FileCase(facts, expected, fidelities, drawn)


def from_checks(
    path: Path,
    expected: Expected,
    checks: Sequence[SegmentCheck],
    drawn: Sequence[Drawing] | None = None,
    metering: Metering | None = None,
) -> FileCase:
    """The case that `examine` would find, put together from the checks of the file's segments."""
    facts, fidelities = screen(path, checks, metering)
    return FileCase(facts, expected, fidelities, drawn)


def sampled_frames(timeline: Timeline) -> tuple[int, ...]:
    """The first, middle and last frame of each segment, in rising order."""
    return tuple(
        frames.start + frame
        for frames in timeline.segments()
        for frame in sorted(sampled(len(frames)))
    )
