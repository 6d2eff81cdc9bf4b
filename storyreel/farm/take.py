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

from storyreel.film import apart, h264_sets, h264_slice
from storyreel.film.codec import EncoderSettings
from storyreel.film.drawing import Drawing
from storyreel.film.easel import Easel
from storyreel.film.mux import disk_errors
from storyreel.film.segment import (
    SegmentJob,
    SegmentResult,
    peak_rss_mb,
    render_segment,
    segment_key,
)
from storyreel.inspect import decoding, glance, likeness, probe, rushes, stacked
from storyreel.inspect.likeness import Proof
from storyreel.inspect.rushes import Rushes, look, sampled
from storyreel.store import Store, keep

RUSHES_SUFFIX = ".rushes"


@dataclass(frozen=True, slots=True)
class Take:
    """A finished segment, and what its decoded pictures are like."""

    segment: SegmentResult
    rushes: Rushes

    def again(self) -> Take:
        """The same for another place in a clip, at no further cost."""
        return replace(self, segment=self.segment.again())


def make_take(
    job: SegmentJob,
    on_frame: Callable[[int], None] = lambda frame: None,
    easel: Easel | None = None,
) -> Take:
    """Render a segment, decode the file that came of it, and compare it with what was painted.

    What is `stored` becomes an entry, and its rushes beside it, unless it can't be decoded.
    `on_frame` and `easel` are those of `render_segment`.
    """
    proofs: dict[int, Proof] = {}
    wanted = sampled(len(job.drawings))

    def on_painted(number: int, pixels: npt.NDArray[np.uint8]) -> None:
        if number in wanted:
            proofs[number] = Proof.of(pixels)

    made = render_segment(job, on_frame, on_painted, easel)
    start = time.perf_counter()
    seen = look(made.path, proofs)
    spent = made.seconds | {"look": round(time.perf_counter() - start, 4)}
    made = replace(made, seconds=spent, peak_rss_mb=peak_rss_mb())
    if job.stored and not seen.problems:
        made = _stored(job.target, made, seen)
    return Take(made, seen)


def take_key(drawings: Sequence[Drawing], settings: EncoderSettings) -> str:
    """The address of a take: what decides the segment's bytes, and who looks at them."""
    return hashlib.sha256(f"{segment_key(drawings, settings)}\n{_looked_by()}".encode()).hexdigest()


def stored_take(store: Store, key: str, suffix: str, frames: int) -> Take | None:
    """The take with this key as an earlier run has left it."""
    entry, beside = store.find(key, suffix), store.find(key, RUSHES_SUFFIX)
    if entry is None or beside is None:
        return None
    seen = Rushes.from_bytes(beside.path.read_bytes())
    return Take(SegmentResult.stored(entry, frames), seen) if seen.file == entry.sha256 else None


def _stored(target: Path, made: SegmentResult, seen: Rushes) -> SegmentResult:
    """Make entries of both, the rushes first: a run that is killed leaves nothing unseen."""
    data = seen.to_bytes()
    beside = target.with_suffix(RUSHES_SUFFIX)
    with disk_errors(target):
        beside.write_bytes(data)
        keep(beside, hashlib.sha256(data).hexdigest())
        return replace(made, path=keep(target, made.sha256))


@cache
def _looked_by() -> str:
    """SHA-256 over the modules that decide what is seen."""
    taking_apart = apart, h264_sets, h264_slice
    looking = decoding, glance, likeness, probe, rushes, stacked
    sources = map(inspect.getsource, (*taking_apart, *looking))
    return hashlib.sha256("".join(sources).encode()).hexdigest()
