"""From a plain Manim scene to encoded segments; how long it is turns out while it is performed.

Segments begin where sections do and every two seconds from there, so they depend on the scene
alone. The performance is one pass, in order, in this process; painting and encoding are the crew's.
"""

from __future__ import annotations

import zlib
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt

from storyreel.base.metrics import Stopwatch
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.cost import estimated_cost
from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Drawing
from storyreel.encode.container import disk_errors
from storyreel.encode.segment import SegmentJob, SegmentResult, SegmentWriter
from storyreel.encode.segment_store import Store
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.segment_check import SegmentCheck, sampled
from storyreel.render.filming import Advance, Drawings, Executor, SegmentQueue
from storyreel.stage.plain_scene import Performed, Section, perform_scene, perform_scene_by_cairo
from storyreel.stage.scene_file import SceneFile
from storyreel.storyboard.timeline import SEGMENT_SECONDS, TimedBeat, Timeline

Rgba = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class SceneShoot:
    """One scene to be filmed: how it is encoded, and where to."""

    file: SceneFile
    fps: Fps
    settings: EncoderSettings
    folder: Path
    store: Store | None = None
    """Where segments are made, and found again unless the shoot is `fresh`; else in the folder."""

    fresh: bool = False

    @property
    def longest(self) -> int:
        """Frames of a segment, at most."""
        return SEGMENT_SECONDS * self.fps.rate

    def target(self, number: int) -> Path:
        return self.folder / f"{number:04}{self.settings.suffix}"

    def job(self, number: int, name: str, start: int, drawings: Drawings, key: str) -> SegmentJob:
        """The order for a segment that is not there yet."""
        target = self.target(number)
        if self.store:
            with disk_errors(self.store.folder):
                target = self.store.making(key, self.settings.suffix)
        stored, weight = self.store is not None, estimated_cost(drawings)
        return SegmentJob(name, drawings, self.settings, target, start, stored, weight)


@dataclass(slots=True)
class SceneFootage:
    """What was performed, its segments in order, and how to see frames of it again.

    `drawings` is empty where Manim's camera painted; then the packed pixels of a few frames are
    `kept`.
    """

    performed: Performed
    segments: list[SegmentResult] = field(default_factory=list)
    checks: list[SegmentCheck] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    kept: dict[int, bytes] = field(default_factory=dict)
    shape: tuple[int, int] = (0, 0)
    """Height and width of what is kept."""

    def painted(self, frame: int) -> Rgba:
        """The pixels of a frame that was kept."""
        return np.frombuffer(zlib.decompress(self.kept[frame]), np.uint8).reshape(*self.shape, 4)

    def sampled_frames(self) -> tuple[int, ...]:
        """The frames that were compared with what was painted, of each segment."""
        lengths = [segment.frames for segment in self.segments]
        starts = accumulate(lengths[:-1], initial=0)
        parts = zip(starts, map(sampled, lengths), strict=True)
        return tuple(sorted(start + frame for start, frames in parts for frame in frames))

    def timeline(self, fps: Fps) -> Timeline:
        """The sections as beats."""
        starts = [section.start for section in self.performed.sections]
        ranges = map(FrameRange, starts, [*starts[1:], self.performed.frames])
        return Timeline(
            fps,
            tuple(
                TimedBeat(section.name, index, frames, None, "", None, {})
                for index, (section, frames) in enumerate(
                    zip(self.performed.sections, ranges, strict=True)
                )
            ),
        )


def film_scene(
    shoot: SceneShoot, executor: Executor, watch: Stopwatch, advance: Advance
) -> SceneFootage:
    """Perform a scene here while the crew paints and encodes what is complete.

    The first failure of a segment ends the performance. An interruption comes out with a note
    that says what is kept.
    """
    drawings: list[Drawing] = []
    takes = SegmentQueue(executor, shoot.settings, shoot.store, advance, fresh=shoot.fresh)
    begun: tuple[int, Section] | None = None
    """The first frame of the segment that is being drawn, and its section."""

    def on_frame(frame: int, drawing: Drawing, section: Section) -> None:
        nonlocal begun
        if begun and (section is not begun[1] or frame - begun[0] == shoot.longest):
            order(*begun)
            begun = None
        begun = begun or (frame, section)
        drawings.append(drawing)

    def order(start: int, section: Section) -> None:
        """The segment from `start` up to here."""
        shown, number = tuple(drawings[start:]), len(takes.keys)
        name = f"{section.name}, frames {start}-{len(drawings) - 1}"
        job = partial(shoot.job, number, name, start, shown)
        takes.order(number, shown, section.name, job)

    try:
        with watch.timing("stage"):
            performed = perform_scene(shoot.file, shoot.fps, on_frame, shoot.folder)
            if begun:
                order(*begun)
        with watch.timing("wait"):
            made = takes.all()
    except KeyboardInterrupt as stop:
        if shoot.store:
            told = f"{takes.kept()} of {len(takes.keys)} segments so far are kept"
            stop.add_note(f"{told}: the next run goes on there.")
        raise
    segments, checks = [take.segment for take in made], [take.checks for take in made]
    return SceneFootage(performed, segments, checks, drawings)


def film_scene_by_cairo(shoot: SceneShoot, watch: Stopwatch, advance: Advance) -> SceneFootage:
    """Perform a scene, painted by its own Manim camera and encoded here, segment after segment.

    The pixels of each segment's first frame are kept, and of the last frame of all.
    """
    with ExitStack() as running:
        reel = _Reel(shoot, running, advance)
        size = shoot.settings.width, shoot.settings.height
        with watch.timing("stage"):
            performed = perform_scene_by_cairo(shoot.file, shoot.fps, size, reel.add, shoot.folder)
        reel.close()
    return SceneFootage(performed, reel.segments, kept=reel.kept, shape=size[::-1])


class _Reel:
    """Takes painted frames, one after another, and makes segments of them; nothing is drawn."""

    def __init__(self, shoot: SceneShoot, running: ExitStack, advance: Advance) -> None:
        self.segments: list[SegmentResult] = []
        self.kept: dict[int, bytes] = {}
        self._shoot, self._running, self._advance = shoot, running, advance
        self._writer: SegmentWriter | None = None
        self._section: Section | None = None
        self._frames = 0
        self._shown = np.zeros((shoot.settings.height, shoot.settings.width, 4), np.uint8)

    def add(self, frame: int, pixels: Rgba, section: Section) -> None:
        if section is not self._section or self._frames == self._shoot.longest:
            self._finish()
            self._section, self._frames = section, 0
            target = self._shoot.target(len(self.segments))
            self._writer = self._running.enter_context(SegmentWriter(self._shoot.settings, target))
            self._keep(frame, pixels)
        assert self._writer is not None
        self._writer.add(pixels, _changed(self._shown, pixels))
        np.copyto(self._shown, pixels)
        self._frames += 1
        self._last = frame

    def close(self) -> None:
        """There are no more frames, but at least one."""
        self._finish()
        self._keep(self._last, self._shown)

    def _finish(self) -> None:
        if self._writer and self._section:
            self._running.close()
            assert self._writer.result is not None
            self.segments.append(self._writer.result)
            self._advance(self._frames, self._section.name)

    def _keep(self, frame: int, pixels: Rgba) -> None:
        self.kept[frame] = zlib.compress(pixels.tobytes(), level=1)


def _changed(before: Rgba, after: Rgba) -> tuple[PixelRect, ...]:
    """The rows in which two pictures differ; () for equal ones."""
    rows = np.flatnonzero((before != after).reshape(len(after), -1).any(axis=1))
    if not len(rows):
        return ()
    return (PixelRect(0, int(rows[0]), after.shape[1], int(rows[-1]) + 1),)
