"""A segment: drawings painted, converted and encoded into a file of their own.

Workers render segments, and the store keeps them. This module knows drawings and settings only, so
a worker needs neither Manim nor a storyboard.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from storyreel.drawing.damage import PixelRect, damage, to_pixels
from storyreel.drawing.drawing import Drawing
from storyreel.encode.container import disk_errors
from storyreel.encode.encoder import Encoder
from storyreel.encode.framebuffer import Framebuffer
from storyreel.encode.h264 import Band, hints_work, plan_bands, whole_picture
from storyreel.encode.planes import Planes
from storyreel.encode.segment_store import Entry
from storyreel.encode.settings import EncoderSettings, Splicing


@dataclass(frozen=True, slots=True)
class SegmentJob:
    """An order for a segment; `name` identifies it in messages."""

    name: str
    drawings: tuple[Drawing, ...]
    settings: EncoderSettings
    target: Path
    first_frame: int = 0
    """Its number in the clip."""

    stored: bool = False
    """Whether `target` comes from `Store.making` and the finished segment becomes an entry."""

    weight: float = 0.0
    """The estimated cost; of waiting segments the heaviest is rendered first."""

    whole: bool = True
    """Whether its check decodes whole pictures, and not only bands."""


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """A finished segment and its cost; `seconds` are by stage: paint, convert, encode, look."""

    path: Path
    frames: int
    held: int
    """Frames that repeat the previous picture, without painting or conversion."""

    size: int
    sha256: str
    painted_pixels: int
    converted_pixels: int
    seconds: dict[str, float]
    peak_rss_mb: float
    """Of the whole process so far."""

    reused: bool = False
    """Whether it comes from the store."""

    def again(self) -> SegmentResult:
        """The same segment at another place in the clip, without cost."""
        return replace(self, held=0, painted_pixels=0, converted_pixels=0, seconds={})

    @classmethod
    def stored(cls, entry: Entry, frames: int) -> SegmentResult:
        """A segment from the store."""
        return cls(entry.path, frames, 0, entry.size, entry.sha256, 0, 0, {}, 0.0, reused=True)


class _Timer:
    """A context manager that adds up the wall-clock seconds of its blocks, one after another."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._start = 0.0

    def __enter__(self) -> None:
        self._start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._start


class SegmentWriter:
    """Writes painted pictures, one after another, into the file of a segment.

    A context manager: on a clean exit the file is complete and `result` is available, on any other
    no file is left. `planes` may come from the previous segment, with its last picture.
    """

    def __init__(
        self,
        settings: EncoderSettings,
        target: Path,
        bands: Sequence[Band] | None = None,
        planes: Planes | None = None,
    ) -> None:
        self._planes = planes or Planes(settings.width, settings.height, settings.pix_fmt)
        self._planes.cut([band.pixels(settings.height) for band in bands] if bands else None)
        self._target = target
        self._held = self._painted = self._converted = 0
        self._timers: defaultdict[str, _Timer] = defaultdict(_Timer)
        self._result: SegmentResult | None = None
        with self.timing("encode"):
            self._encoder = Encoder(settings, target, bands)

    @property
    def result(self) -> SegmentResult:
        """The finished segment; raises RuntimeError before the writer has exited cleanly."""
        if self._result is None:
            raise RuntimeError("the segment is not finished")
        return self._result

    def add(self, pixels: npt.NDArray[np.uint8], rects: Sequence[PixelRect]) -> None:
        """Show a picture for one frame.

        It differs from the previous picture inside `rects` alone; without any it is held.
        """
        if self._encoder.frames and not rects:
            self._held += 1
            with self.timing("encode"):
                self._encoder.hold()
            return
        self._painted += sum(rect.area for rect in rects)
        with self.timing("convert"):
            self._converted += self._planes.update(pixels, rects)
        with self.timing("encode"):
            self._encoder.write(self._planes.frames, self._planes.changed)

    def timing(self, stage: str) -> _Timer:
        """Adds the time that a block takes to a stage of the result."""
        return self._timers[stage]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self.timing("encode"):
            self._encoder.__exit__(kind, error, trace)
        if error is None:
            self._result = self._finished()

    def _finished(self) -> SegmentResult:
        with self._target.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return SegmentResult(
            path=self._target,
            frames=self._encoder.frames,
            held=self._held,
            size=self._target.stat().st_size,
            sha256=digest,
            painted_pixels=self._painted,
            converted_pixels=self._converted,
            seconds={stage: round(timer.seconds, 4) for stage, timer in self._timers.items()},
            peak_rss_mb=peak_rss_mb(),
        )


class SegmentRenderer:
    """Paints, converts and encodes a segment, one frame per step of an iteration.

        renderer = SegmentRenderer(job)
        for frame, pixels in renderer: ...
        renderer.result

    Each step yields the frame's number in the segment and its pixels, valid until the next step.
    The file appears, complete, with the end of the iteration; if the iteration is not finished,
    no file is left. The same job gives the same bytes in any process.
    `framebuffer` may hold the last picture of another segment; it is changed where this one
    differs. `on_frame` receives each frame's number in the clip before work on it begins: once
    for planning, where there is any, and once for painting.
    """

    def __init__(
        self,
        job: SegmentJob,
        framebuffer: Framebuffer | None = None,
        on_frame: Callable[[int], None] = lambda frame: None,
    ) -> None:
        self._job = job
        self._framebuffer = framebuffer or Framebuffer()
        self._on_frame = on_frame
        self._writer: SegmentWriter | None = None

    @property
    def result(self) -> SegmentResult:
        """The finished segment; raises RuntimeError before the end of the iteration."""
        if self._writer is None:
            raise RuntimeError("the segment is not finished")
        return self._writer.result

    def __iter__(self) -> Generator[tuple[int, npt.NDArray[np.uint8]]]:
        job, settings = self._job, self._job.settings
        bands = self._bands()
        with (
            disk_errors(job.target),
            self._framebuffer.picture(settings) as (raster, planes),
            SegmentWriter(settings, job.target, bands, planes) as writer,
        ):
            for number, drawing in enumerate(job.drawings):
                self._on_frame(job.first_frame + number)
                with writer.timing("paint"):
                    rects = raster.paint(drawing)
                writer.add(raster.pixels, rects)
                yield number, raster.pixels
        self._writer = writer

    def _bands(self) -> tuple[Band, ...]:
        """The bands of the segment, where the encoder can work on some of them alone."""
        settings = self._job.settings
        width, height = settings.width, settings.height
        if settings.splicing != Splicing.BANDS or not hints_work():
            return whole_picture(height)
        changes: list[Sequence[PixelRect]] = []
        for frame, (before, after) in enumerate(pairwise(self._job.drawings), 1):
            self._on_frame(self._job.first_frame + frame)
            boxes = damage(before, after)
            everything = [PixelRect(0, 0, width, height)]
            changes.append(everything if boxes is None else to_pixels(boxes, width, height))
        return plan_bands(changes, width, height)


def render_segment(job: SegmentJob, framebuffer: Framebuffer | None = None) -> SegmentResult:
    """Paint, convert and encode a segment; see SegmentRenderer."""
    renderer = SegmentRenderer(job, framebuffer)
    for _ in renderer:
        pass
    return renderer.result


def peak_rss_mb() -> float:
    """The peak resident memory of this process in MiB."""
    if sys.platform == "linux":  # getrusage includes the parent process here
        status = Path("/proc/self/status").read_text("ascii")
        kibibytes = int(status.partition("VmHWM:")[2].split()[0])
        return round(kibibytes / 2**10, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / 2**20 if sys.platform == "darwin" else peak / 2**10, 1)
