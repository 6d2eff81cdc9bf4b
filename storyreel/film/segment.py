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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from storyreel.film.codec import EncoderSettings
from storyreel.film.damage import PixelRect
from storyreel.film.drawing import Drawing, drawing_digest
from storyreel.film.encoder import Encoder, encoder_build
from storyreel.film.raster import Raster
from storyreel.film.yuv import Planes


@dataclass(frozen=True, slots=True)
class SegmentJob:
    """What to render, and where to; `name` is how the segment is called in messages."""

    name: str
    drawings: tuple[Drawing, ...]
    settings: EncoderSettings
    target: Path


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


class SegmentWriter:
    """Turns painted pictures, one after another, into a segment's file; what paints is open.

    A context manager: on a clean exit the file has its name and `result` is set, on any other
    there is no file.
    """

    def __init__(self, settings: EncoderSettings, target: Path) -> None:
        self.result: SegmentResult | None = None
        self._planes = Planes(settings.width, settings.height, settings.pix_fmt)
        self._encoder = Encoder(settings, target)
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
            self._encoder.write(self._planes.frame, self._planes.changed)

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


def render_segment(job: SegmentJob) -> SegmentResult:
    """Paint, convert and encode a segment; the file appears whole, or not at all.

    The same job gives the same bytes, whatever the process rendered before.
    """
    raster = Raster(job.settings.width, job.settings.height)
    writer = SegmentWriter(job.settings, job.target)
    with writer:
        for drawing in job.drawings:
            with writer.timing("paint"):
                rects = raster.paint(drawing)
            writer.add(raster.pixels, rects)
    assert writer.result is not None
    return writer.result


def segment_key(job: SegmentJob) -> str:
    """The address of a segment's content, as 64 hexadecimal characters.

    Made of all that its bytes depend on: what would be drawn, the encoder's settings, the builds
    of painter and encoder, and this package's own source.
    """
    parts = (
        drawing_digest(job.drawings),
        job.settings.digest(),
        encoder_build(job.settings.encoder),
        version("skia-python"),
        _source_digest(),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def peak_rss_mb() -> float:
    """The most memory that this process has had resident, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / 2**20 if sys.platform == "darwin" else peak / 2**10, 1)


@cache
def _source_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
