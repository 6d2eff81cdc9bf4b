"""A video file as the rules examine it: its facts, what it should be, and how close it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.fidelity import Fidelity, fidelity_of
from storyreel.inspection.motion import DrawnMotion
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.picture import Picture
from storyreel.inspection.probe import FileFacts, probe
from storyreel.inspection.segment_check import sampled
from storyreel.storyboard.timeline import Timeline

Painted = Callable[[int], npt.NDArray[np.uint8]]
"""Returns the RGBA pixels of a frame as painted. Frames are requested in rising order, and one
array may be reused for all of them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file should be."""

    settings: EncoderSettings
    timeline: Timeline
    sound: bool = False
    """Whether the clip has sound."""

    @property
    def streams(self) -> tuple[str, ...]:
        """The kinds of its streams, in order."""
        return ("video", "audio") if self.sound else ("video",)

    @property
    def samples(self) -> tuple[int, ...]:
        """The frames to compare with the painted ones."""
        return sampled_frames(self.timeline)


@dataclass(frozen=True, slots=True)
class FileCase:
    """A file's facts, what was expected of it, and the fidelity of sampled frames.

    `expected` is None for a file of unknown origin. `motion` is that of the drawings, None where
    they are not known.
    """

    facts: FileFacts
    expected: Expected | None = None
    fidelities: Mapping[int, Fidelity] = field(default_factory=dict)
    motion: DrawnMotion | None = None


def examine(
    path: Path, expected: Expected | None = None, painted: Painted | None = None
) -> FileCase:
    """Decode a file, and compare sampled frames with the painted ones where these are known."""
    if expected is None or painted is None:
        return FileCase(probe(path), expected)
    fidelities: dict[int, Fidelity] = {}

    def compare(frame: int, picture: Picture) -> None:
        pixels = painted(frame)
        if picture.planes[0].shape == pixels.shape[:2]:  # the stream rule reports another size
            fidelities[frame] = fidelity_of(PaintedFrame.of(pixels), picture)

    facts = probe(path, expected.samples, compare)
    return FileCase(facts, expected, fidelities)


def sampled_frames(timeline: Timeline) -> tuple[int, ...]:
    """The first, middle and last frame of each segment, in rising order."""
    return tuple(
        frames.start + frame
        for frames in timeline.segments()
        for frame in sorted(sampled(len(frames)))
    )
