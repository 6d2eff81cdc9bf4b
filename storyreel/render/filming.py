"""From the stage to encoded segments, each as soon as its last frame has been performed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from storyreel.base.metrics import Stopwatch
from storyreel.base.timebase import FrameRange
from storyreel.drawing.cost import estimated_cost
from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Drawing
from storyreel.encode.container import disk_errors
from storyreel.encode.segment import SegmentJob, SegmentResult, SegmentWriter
from storyreel.encode.segment_store import Store
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.segment_check import Metering, SegmentCheck
from storyreel.render.parallel_performer import ParallelPerformer
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline
from storyreel.workers.checked_segment import CheckedSegment, checked_segment_key, stored_segment

Drawings = tuple[Drawing, ...]
Advance = Callable[[int, str], None]
"""Told of so many more finished frames, and the beat that they belong to."""


class Executor(Protocol):
    """Who renders segments, in any order and number at a time."""

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]: ...


class SegmentQueue:
    """The takes of one clip: from the store, from before in the clip, or made now.

    `advance` is told of each that is there, in whatever order they are finished.
    """

    def __init__(
        self,
        executor: Executor,
        settings: EncoderSettings,
        store: Store | None,
        advance: Advance,
        *,
        fresh: bool = False,
    ) -> None:
        self.keys: dict[int, str] = {}
        """Of all that were ordered, by their number in the clip."""

        self._crew, self._settings, self._advance = executor, settings, advance
        self._store, self._fresh = store, fresh
        self._by_key: dict[str, Future[CheckedSegment]] = {}
        self._untold: list[tuple[Future[CheckedSegment], str]] = []

    def order(
        self, number: int, drawings: Drawings, beat: str, job: Callable[[str], SegmentJob]
    ) -> None:
        """A segment; `job` makes an order of its key, where nobody has it yet.

        Raises what rendering any raised that is finished by now.
        """
        key = checked_segment_key(drawings, self._settings)
        if key not in self._by_key:
            found = None if self._fresh else self._stored(key, len(drawings))
            if found:
                self._by_key[key] = Future()
                self._by_key[key].set_result(found)
            else:
                self._by_key[key] = self._crew.submit(job(key))
        self.keys[number] = key
        self._untold.append((self._by_key[key], beat))
        self._tell()

    def all(
        self, on_rushes: Callable[[SegmentCheck], None] = lambda checks: None
    ) -> list[CheckedSegment]:
        """Wait for what is not finished; all of them in the clip's order.

        `on_rushes` gets those of each in that order, as soon as it and all before are finished.
        Raises what rendering any raised, as soon as it did.
        """
        takes: list[CheckedSegment] = []
        keys = [self.keys[number] for number in sorted(self.keys)]
        for number, key in enumerate(keys):
            while not self._by_key[key].done():
                wait([future for future, _ in self._untold], return_when=FIRST_COMPLETED)
                self._tell()
            take = self._by_key[key].result()
            takes.append(take.again() if key in keys[:number] else take)
            on_rushes(take.checks)
            self._tell()
        return takes

    def _tell(self) -> None:
        """Of what is finished by now."""
        untold, self._untold = self._untold, []
        for future, beat in untold:
            if future.done():
                self._advance(future.result().segment.frames, beat)
            else:
                self._untold.append((future, beat))

    def kept(self) -> int:
        """How many of those that were ordered a later run finds."""
        return sum(self._stored(key, 0) is not None for key in self.keys.values())

    def _stored(self, key: str, frames: int) -> CheckedSegment | None:
        if self._store is None:
            return None
        return stored_segment(self._store, key, self._settings.suffix, frames)


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

    def target(self, number: int) -> Path:
        return self.folder / f"{number:04}{self.settings.suffix}"

    def job(self, number: int, frames: FrameRange, drawings: Drawings, key: str) -> SegmentJob:
        """The order for a segment that is not there yet."""
        target = self.target(number)
        if self.store:
            with disk_errors(self.store.folder):
                target = self.store.making(key, self.settings.suffix)
        name, stored, weight = self.name(frames), self.store is not None, estimated_cost(drawings)
        return SegmentJob(name, drawings, self.settings, target, frames.start, stored, weight)

    def name(self, frames: FrameRange) -> str:
        return f"{self.timeline.beat_at(frames.start).id}, frames {frames.start}-{frames.stop - 1}"


@dataclass(slots=True)
class Footage:
    """The drawing of every frame, the segments and what was seen of them, all in order.

    `metering` is of all rushes. `painted` gives the pixels of the frames that were asked to be
    kept, where the drawings can't.
    """

    drawings: list[Drawing] = field(default_factory=list)
    segments: list[SegmentResult] = field(default_factory=list)
    checks: list[SegmentCheck] = field(default_factory=list)
    metering: Metering | None = None
    painted: Callable[[int], npt.NDArray[np.uint8]] | None = None


class _Script:
    """The drawings of a clip, by segments, each of which is ordered as soon as it is complete."""

    def __init__(self, shoot: Shoot, takes: SegmentQueue) -> None:
        self.plan = shoot.timeline.segments()
        self.parts: dict[int, Drawings] = {}
        self._shoot, self._takes = shoot, takes
        self._begun: list[Drawing] = []

    def frame(self, frame: int, drawing: Drawing) -> None:
        """The next frame of the segment that comes first of those that are not complete."""
        self._begun.append(drawing)
        if frame + 1 == self.plan[self.missing].stop:
            shown, self._begun = tuple(self._begun), []
            self.part(self.missing, shown)

    def part(self, number: int, shown: Drawings) -> None:
        """A complete segment."""
        self.parts[number] = shown
        frames = self.plan[number]
        beat = self._shoot.timeline.beat_at(frames.start).id
        job = partial(self._shoot.job, number, frames, shown)
        self._takes.order(number, shown, beat, job)

    @property
    def missing(self) -> int:
        """The number of the first segment that is not there; of one behind the last, if all are."""
        return next(n for n in range(len(self.plan) + 1) if n not in self.parts)

    @property
    def drawings(self) -> list[Drawing]:
        """Of the whole clip."""
        return [drawing for number in sorted(self.parts) for drawing in self.parts[number]]


def film(
    shoot: Shoot,
    executor: Executor,
    watch: Stopwatch,
    advance: Advance,
    meanwhile: Callable[[Sequence[Drawing]], None] = lambda drawings: None,
    performer: ParallelPerformer | None = None,
) -> Footage:
    """Perform the clip here while the crew paints and encodes what is complete and not there yet.

    Where there is an understudy, its part is performed there. `meanwhile` is called with all
    drawings once they are there, while the crew goes on. The first failure of a segment ends the
    performance. An interruption comes out with a note that says what is kept.
    """
    takes = SegmentQueue(executor, shoot.settings, shoot.store, advance, fresh=shoot.fresh)
    script = _Script(shoot, takes)
    metering = Metering(Fraction(shoot.timeline.fps.rate))
    try:
        with watch.timing("stage"):
            _perform(shoot, script, performer)
        drawings = script.drawings
        meanwhile(drawings)
        with watch.timing("wait"):
            made = takes.all(metering.take)
    except KeyboardInterrupt as stop:
        if shoot.store:
            told = f"{takes.kept()} of {len(script.plan)} segments are kept"
            stop.add_note(f"{told}: the next run goes on there.")
        raise
    segments, checks = [take.segment for take in made], [take.checks for take in made]
    return Footage(drawings, segments, checks, metering)


def _perform(shoot: Shoot, script: _Script, performer: ParallelPerformer | None) -> None:
    """Perform what the understudy does not, and what it has failed to."""
    if performer:

        def on_frame(frame: int, drawing: Drawing) -> None:
            script.frame(frame, drawing)
            for number, shown in performer.ready():
                script.part(number, shown)

        earlier = range(script.plan[performer.first].start)
        perform(shoot.loaded, shoot.timeline, on_frame, frames=earlier)
        for number, shown in performer.rest():
            script.part(number, shown)
    if script.missing < len(script.plan):
        left = range(script.plan[script.missing].start, shoot.timeline.frames)
        perform(shoot.loaded, shoot.timeline, script.frame, frames=left)


def film_by_cairo(
    shoot: Shoot, keep: Collection[int], watch: Stopwatch, advance: Advance
) -> Footage:
    """Perform the clip, painted by Manim's own camera and encoded here, segment after segment.

    The footage keeps the pixels of the frames in `keep`, packed: its drawings can't give them back.
    """
    from storyreel.stage.cairo_reference import CairoReference  # noqa: PLC0415 - Manim, for this alone

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
