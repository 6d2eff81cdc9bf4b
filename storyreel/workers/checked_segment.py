"""A take: a segment that was rendered, and then looked at by whoever rendered it."""

from __future__ import annotations

import hashlib
import inspect
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from storyreel.drawing.drawing import Drawing
from storyreel.encode.container import disk_errors
from storyreel.encode.framebuffer import Framebuffer
from storyreel.encode.h264 import parameter_sets, slices, split
from storyreel.encode.segment import (
    SegmentJob,
    SegmentResult,
    peak_rss_mb,
    render_segment,
    segment_key,
)
from storyreel.encode.segment_store import Store, keep
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection import (
    decoder,
    fidelity,
    frame_sample,
    probe,
    segment_check,
    stacked_planes,
)
from storyreel.inspection.fidelity import PaintedFrame
from storyreel.inspection.segment_check import SegmentCheck, look, sampled

CHECK_SUFFIX = ".rushes"


@dataclass(frozen=True, slots=True)
class CheckedSegment:
    """A finished segment, and what its decoded pictures are like."""

    segment: SegmentResult
    checks: SegmentCheck

    def again(self) -> CheckedSegment:
        """The same for another place in a clip, at no further cost."""
        return replace(self, segment=self.segment.again())


def render_and_check(
    job: SegmentJob,
    on_frame: Callable[[int], None] = lambda frame: None,
    framebuffer: Framebuffer | None = None,
) -> CheckedSegment:
    """Render a segment, decode the file that came of it, and compare it with what was painted.

    What is `stored` becomes an entry, and its rushes beside it, unless it can't be decoded.
    `on_frame` and `easel` are those of `render_segment`.
    """
    painted_frames: dict[int, PaintedFrame] = {}
    wanted = sampled(len(job.drawings))

    def on_painted(number: int, pixels: npt.NDArray[np.uint8]) -> None:
        if number in wanted:
            painted_frames[number] = PaintedFrame.of(pixels)

    made = render_segment(job, on_frame, on_painted, framebuffer)
    start = time.perf_counter()
    seen = look(made.path, painted_frames)
    spent = made.seconds | {"look": round(time.perf_counter() - start, 4)}
    made = replace(made, seconds=spent, peak_rss_mb=peak_rss_mb())
    if job.stored and not seen.problems:
        made = _stored(job.target, made, seen)
    return CheckedSegment(made, seen)


def checked_segment_key(drawings: Sequence[Drawing], settings: EncoderSettings) -> str:
    """The address of a take: what decides the segment's bytes, and who looks at them."""
    return hashlib.sha256(f"{segment_key(drawings, settings)}\n{_looked_by()}".encode()).hexdigest()


def stored_segment(store: Store, key: str, suffix: str, frames: int) -> CheckedSegment | None:
    """The take with this key as an earlier run has left it."""
    entry, beside = store.find(key, suffix), store.find(key, CHECK_SUFFIX)
    if entry is None or beside is None:
        return None
    seen = SegmentCheck.from_bytes(beside.path.read_bytes())
    return (
        CheckedSegment(SegmentResult.stored(entry, frames), seen)
        if seen.file == entry.sha256
        else None
    )


def _stored(target: Path, made: SegmentResult, seen: SegmentCheck) -> SegmentResult:
    """Make entries of both, the rushes first: a run that is killed leaves nothing unseen."""
    data = seen.to_bytes()
    beside = target.with_suffix(CHECK_SUFFIX)
    with disk_errors(target):
        beside.write_bytes(data)
        keep(beside, hashlib.sha256(data).hexdigest())
        return replace(made, path=keep(target, made.sha256))


@cache
def _looked_by() -> str:
    """SHA-256 over the modules that decide what is seen."""
    taking_apart = split, parameter_sets, slices
    looking = decoder, frame_sample, fidelity, probe, segment_check, stacked_planes
    sources = map(inspect.getsource, (*taking_apart, *looking))
    return hashlib.sha256("".join(sources).encode()).hexdigest()
