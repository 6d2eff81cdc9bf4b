"""From the stage to encoded segments, each as soon as its last frame has been performed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from storyreel.film.codec import EncoderSettings
from storyreel.film.damage import PixelRect
from storyreel.film.drawing import Drawing
from storyreel.film.segment import SegmentJob, SegmentResult, SegmentWriter
from storyreel.gauge import Stopwatch
from storyreel.stage.perform import perform
from storyreel.stage.reference import CairoReference
from storyreel.storyboard.load import Loaded
from storyreel.timebase import FrameRange
from storyreel.timeline import Timeline

Advance = Callable[[int, str], None]
"""Told of so many more finished frames, and the beat that they belong to."""


class Crew(Protocol):
    """Who renders segments, in any order and number at a time."""

    def submit(self, job: SegmentJob) -> Future[SegmentResult]: ...


@dataclass(frozen=True, slots=True)
class Shoot:
    """One performance to be filmed: what is performed, how it is encoded, and where to."""

    loaded: Loaded
    timeline: Timeline
    settings: EncoderSettings
    folder: Path

    def target(self, number: int) -> Path:
        return self.folder / f"{number:04}{self.settings.suffix}"

    def name(self, frames: FrameRange) -> str:
        return f"{self.timeline.beat_at(frames.start).id}, frames {frames.start}-{frames.stop - 1}"


@dataclass(slots=True)
class Footage:
    """The drawing of every frame, and the segments, both in order.

    `painted` gives the pixels of the frames that were asked to be kept, where the drawings can't.
    """

    drawings: list[Drawing] = field(default_factory=list)
    segments: list[SegmentResult] = field(default_factory=list)
    painted: Callable[[int], npt.NDArray[np.uint8]] | None = None


def film(shoot: Shoot, crew: Crew, watch: Stopwatch, advance: Advance) -> Footage:
    """Perform the clip here while the crew paints and encodes what is complete.

    The first failure of a segment ends the performance.
    """
    footage = Footage()
    plan = shoot.timeline.segments()
    running: list[Future[SegmentResult]] = []

    def on_frame(frame: int, drawing: Drawing) -> None:
        footage.drawings.append(drawing)
        number = len(running)
        frames = plan[number]
        if frame + 1 == frames.stop:
            job = SegmentJob(
                shoot.name(frames),
                tuple(footage.drawings[frames.start : frames.stop]),
                shoot.settings,
                shoot.target(number),
            )
            future = crew.submit(job)
            running.append(future)
            collect(wait=False)

    def collect(wait: bool) -> None:
        """Take in finished segments in order; all of them if told to wait."""
        while len(footage.segments) < len(running):
            number = len(footage.segments)
            if not (wait or running[number].done()):
                return
            footage.segments.append(running[number].result())
            advance(len(plan[number]), shoot.timeline.beat_at(plan[number].start).id)

    with watch.timing("stage"):
        perform(shoot.loaded, shoot.timeline, on_frame)
    with watch.timing("wait"):
        collect(wait=True)
    return footage


def film_by_cairo(
    shoot: Shoot, keep: Collection[int], watch: Stopwatch, advance: Advance
) -> Footage:
    """Perform the clip, painted by Manim's own camera and encoded here, segment after segment.

    The footage keeps the pixels of the frames in `keep`, packed: its drawings can't give them back.
    """
    kept: dict[int, bytes] = {}
    footage = Footage(painted=lambda frame: _unpacked(kept[frame], shoot.settings))
    plan = shoot.timeline.segments()
    reference = CairoReference(shoot.settings.width, shoot.settings.height)
    everything = (PixelRect(0, 0, shoot.settings.width, shoot.settings.height),)
    writers: list[SegmentWriter] = []
    with ExitStack() as running:

        def on_frame(frame: int, drawing: Drawing) -> None:
            frames = plan[len(footage.segments)]
            if frame == frames.start:
                writer = SegmentWriter(shoot.settings, shoot.target(len(footage.segments)))
                writers.append(running.enter_context(writer))
            held = bool(footage.drawings) and footage.drawings[-1] == drawing
            footage.drawings.append(drawing)
            writers[-1].add(reference.pixels, () if held else everything)
            if frame in keep:
                kept[frame] = zlib.compress(reference.pixels.tobytes(), level=1)
            if frame + 1 == frames.stop:
                running.close()
                assert writers[-1].result is not None
                footage.segments.append(writers[-1].result)
                advance(len(frames), shoot.timeline.beat_at(frame).id)

        with watch.timing("stage"):
            perform(shoot.loaded, shoot.timeline, on_frame, reference)
    return footage


def _unpacked(packed: bytes, settings: EncoderSettings) -> npt.NDArray[np.uint8]:
    flat = np.frombuffer(zlib.decompress(packed), np.uint8)
    return flat.reshape(settings.height, settings.width, 4)
