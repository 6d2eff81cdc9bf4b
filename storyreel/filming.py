"""From the stage to encoded segments, each as soon as its last frame has been performed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from storyreel.farm.take import Take, stored_take, take_key
from storyreel.film.codec import EncoderSettings
from storyreel.film.damage import PixelRect
from storyreel.film.drawing import Drawing
from storyreel.film.mux import disk_errors
from storyreel.film.segment import SegmentJob, SegmentResult, SegmentWriter
from storyreel.gauge import Stopwatch
from storyreel.inspect.rushes import Rushes
from storyreel.stage.perform import perform
from storyreel.stage.reference import CairoReference
from storyreel.store import Store
from storyreel.storyboard.load import Loaded
from storyreel.timebase import FrameRange
from storyreel.timeline import Timeline

Drawings = tuple[Drawing, ...]
Advance = Callable[[int, str], None]
"""Told of so many more finished frames, and the beat that they belong to."""


class Crew(Protocol):
    """Who renders segments, in any order and number at a time."""

    def submit(self, job: SegmentJob) -> Future[Take]: ...


@dataclass(frozen=True, slots=True)
class Shoot:
    """One performance to be filmed: what is performed, how it is encoded, and where to.

    Segments are made in the store and found there again, unless the shoot is `fresh`; without a
    store they are made in the folder.
    """

    loaded: Loaded
    timeline: Timeline
    settings: EncoderSettings
    folder: Path
    store: Store | None = None
    fresh: bool = False

    def found(self, key: str, frames: FrameRange) -> Take | None:
        """The take with this key as an earlier run has left it."""
        if self.store is None or self.fresh:
            return None
        return stored_take(self.store, key, self.settings.suffix, len(frames))

    def target(self, number: int) -> Path:
        return self.folder / f"{number:04}{self.settings.suffix}"

    def job(self, number: int, frames: FrameRange, drawings: Drawings, key: str) -> SegmentJob:
        """The order for a segment that is not there yet."""
        target = self.target(number)
        if self.store:
            with disk_errors(self.store.folder):
                target = self.store.making(key, self.settings.suffix)
        stored = self.store is not None
        return SegmentJob(self.name(frames), drawings, self.settings, target, frames.start, stored)

    def name(self, frames: FrameRange) -> str:
        return f"{self.timeline.beat_at(frames.start).id}, frames {frames.start}-{frames.stop - 1}"


@dataclass(slots=True)
class Footage:
    """The drawing of every frame, the segments and what was seen of them, all in order.

    `painted` gives the pixels of the frames that were asked to be kept, where the drawings can't.
    """

    drawings: list[Drawing] = field(default_factory=list)
    segments: list[SegmentResult] = field(default_factory=list)
    rushes: list[Rushes] = field(default_factory=list)
    painted: Callable[[int], npt.NDArray[np.uint8]] | None = None


def film(
    shoot: Shoot,
    crew: Crew,
    watch: Stopwatch,
    advance: Advance,
    meanwhile: Callable[[Sequence[Drawing]], None] = lambda drawings: None,
) -> Footage:
    """Perform the clip here while the crew paints and encodes what is complete and not there yet.

    `meanwhile` is called with all drawings once they are there, while the crew goes on. The first
    failure of a segment ends the performance. An interruption comes out with a note that says what
    is kept.
    """
    footage = Footage()
    plan = shoot.timeline.segments()
    running: list[Future[Take]] = []
    by_key: dict[str, Future[Take]] = {}

    def on_frame(frame: int, drawing: Drawing) -> None:
        footage.drawings.append(drawing)
        frames = plan[len(running)]
        if frame + 1 == frames.stop:
            running.append(ordered(frames))
            collect(wait=False)

    def ordered(frames: FrameRange) -> Future[Take]:
        """The segment of these frames: from the store, from before in this clip, or made now."""
        drawings = tuple(footage.drawings[frames.start : frames.stop])
        key = take_key(drawings, shoot.settings)
        if key not in by_key:
            found = shoot.found(key, frames)
            if found:
                by_key[key] = Future()
                by_key[key].set_result(found)
            else:
                by_key[key] = crew.submit(shoot.job(len(running), frames, drawings, key))
        return by_key[key]

    def collect(wait: bool) -> None:
        """Take in finished segments in order; all of them if told to wait."""
        while len(footage.segments) < len(running):
            number = len(footage.segments)
            if not (wait or running[number].done()):
                return
            take = running[number].result()
            first = running.index(running[number]) == number
            footage.segments.append((take if first else take.again()).segment)
            footage.rushes.append(take.rushes)
            advance(len(plan[number]), shoot.timeline.beat_at(plan[number].start).id)

    try:
        with watch.timing("stage"):
            perform(shoot.loaded, shoot.timeline, on_frame)
        meanwhile(footage.drawings)
        with watch.timing("wait"):
            collect(wait=True)
    except KeyboardInterrupt as stop:
        if shoot.store:
            kept = sum(future.done() and not future.exception() for future in running)
            stop.add_note(f"{kept} of {len(plan)} segments are kept: the next run goes on there.")
        raise
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
