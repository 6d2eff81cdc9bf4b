"""A segment: a few drawings painted, converted and encoded into a file of their own.

Segments are what workers render and what the store keeps. Nothing here knows of scenes, beats or
clips, so a worker needs neither Manim nor a storyboard.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from storyreel.drawing.damage import PixelRect, damage, to_pixels
from storyreel.drawing.drawing import Drawing, drawing_digest
from storyreel.encode.container import disk_errors
from storyreel.encode.encoder import Encoder, encoder_build
from storyreel.encode.framebuffer import Framebuffer
from storyreel.encode.h264.bands import Band, plan_bands, whole
from storyreel.encode.h264.hints import hints_work
from storyreel.encode.planes import Planes
from storyreel.encode.segment_store import Entry
from storyreel.encode.settings import EncoderSettings

PAINTER_VERSION = 6
"""Which painter and way of encoding this is. It is part of every segment's key: raise it when the
same drawings come to give other bytes. `tests/golden/test_painter.py` says when that is so."""


@dataclass(frozen=True, slots=True)
class SegmentJob:
    """What to render, and where to; `name` is how the segment is called in messages."""

    name: str
    drawings: tuple[Drawing, ...]
    settings: EncoderSettings
    target: Path
    first_frame: int = 0
    """Where in the clip it begins."""

    stored: bool = False
    """Whether `target` is one of `Store.making`, and what is finished is to become an entry."""

    weight: float = 0.0
    """What it will cost beside others; who has many renders the heaviest first."""


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """A finished segment and what it cost; `seconds` by stage: paint, convert, encode."""

    path: Path
    frames: int
    held: int
    """Frames that showed the picture before them and cost no paint and no conversion."""

    size: int
    sha256: str
    painted_pixels: int
    converted_pixels: int
    seconds: dict[str, float]
    peak_rss_mb: float
    """Of the whole process up to now."""

    reused: bool = False
    """Whether an earlier run had made it."""

    def again(self) -> SegmentResult:
        """The same file for another place in a clip, at no further cost."""
        return replace(self, held=0, painted_pixels=0, converted_pixels=0, seconds={})

    @classmethod
    def stored(cls, entry: Entry, frames: int) -> SegmentResult:
        """A segment that was found in the store."""
        return cls(entry.path, frames, 0, entry.size, entry.sha256, 0, 0, {}, 0.0, reused=True)


class SegmentWriter:
    """Turns painted pictures, one after another, into a segment's file; what paints is open.

    A context manager: on a clean exit the file has its name and `result` is set, on any other
    there is no file. `planes` may come from the segment before, with the picture it ended with.
    """

    def __init__(
        self,
        settings: EncoderSettings,
        target: Path,
        bands: Sequence[Band] | None = None,
        planes: Planes | None = None,
    ) -> None:
        self.result: SegmentResult | None = None
        self._planes = planes or Planes(settings.width, settings.height, settings.pix_fmt)
        self._planes.cut([band.pixels(settings.height) for band in bands] if bands else None)
        self._encoder = Encoder(settings, target, bands)
        self._held = self._painted = self._converted = 0
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def add(self, pixels: npt.NDArray[np.uint8], rects: Sequence[PixelRect]) -> None:
        """Show a picture for one frame.

        `rects` are where it differs from the picture before; none means that it is held.
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

    @contextmanager
    def timing(self, stage: str) -> Iterator[None]:
        """Count the time that the block takes to a stage of the result."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] += time.perf_counter() - start

    def __enter__(self) -> Self:
        with self.timing("encode"):
            self._encoder.start()
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
            path = self._encoder.target
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            self.result = SegmentResult(
                path=path,
                frames=self._encoder.frames,
                held=self._held,
                size=path.stat().st_size,
                sha256=digest,
                painted_pixels=self._painted,
                converted_pixels=self._converted,
                seconds={stage: round(spent, 4) for stage, spent in self._seconds.items()},
                peak_rss_mb=peak_rss_mb(),
            )


def render_segment(
    job: SegmentJob,
    on_frame: Callable[[int], None] = lambda frame: None,
    on_painted: Callable[[int, npt.NDArray[np.uint8]], None] = lambda number, pixels: None,
    framebuffer: Framebuffer | None = None,
) -> SegmentResult:
    """Paint, convert and encode a segment; the file appears whole, or not at all.

    The same job gives the same bytes, whatever the process rendered before. `on_frame` is told of
    each frame, by its number in the clip, before work on it begins; all are looked at first, then
    painted. `on_painted` is shown each picture, by its number in the segment. The `easel` may hold
    what was rendered before, which then is changed where this differs.
    """
    bands = _bands(job, on_frame)
    with (
        disk_errors(job.target),
        (framebuffer or Framebuffer()).picture(job.settings) as (raster, planes),
        SegmentWriter(job.settings, job.target, bands, planes) as writer,
    ):
        for number, drawing in enumerate(job.drawings):
            on_frame(job.first_frame + number)
            with writer.timing("paint"):
                rects = raster.paint(drawing)
            writer.add(raster.pixels, rects)
            on_painted(number, raster.pixels)
    assert writer.result is not None
    return writer.result


def _bands(job: SegmentJob, on_frame: Callable[[int], None]) -> tuple[Band, ...]:
    """The bands that a segment moves in, where the encoder can work on some of them alone."""
    width, height = job.settings.width, job.settings.height
    if not (job.settings.copied_holds and hints_work()):
        return whole(height)
    changes: list[PixelRect] = []
    for frame, (before, after) in enumerate(pairwise(job.drawings), job.first_frame + 1):
        on_frame(frame)
        boxes = damage(before, after)
        everything = [PixelRect(0, 0, width, height)]
        changes += everything if boxes is None else to_pixels(boxes, width, height)
    return plan_bands(changes, height)


def segment_key(drawings: Sequence[Drawing], settings: EncoderSettings) -> str:
    """The address of a segment's content, as 64 hexadecimal characters.

    Made of what would be drawn, of the encoder's settings, and of who paints and encodes: nothing
    else decides a segment's bytes.
    """
    parts = (
        drawing_digest(drawings),
        settings.digest(),
        encoder_build(settings.encoder),
        f"skia {version('skia-python')}, painter {PAINTER_VERSION}",
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def peak_rss_mb() -> float:
    """The most memory that this process has had resident, in MiB."""
    if sys.platform == "linux":  # where getrusage counts the process that started this one, too
        status = Path("/proc/self/status").read_text("ascii")
        kibibytes = int(status.partition("VmHWM:")[2].split()[0])
        return round(kibibytes / 2**10, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / 2**20 if sys.platform == "darwin" else peak / 2**10, 1)
