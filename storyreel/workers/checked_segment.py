"""Checked segments: rendered, then decoded and compared with what was painted, by one worker."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from storyreel.base.provenance import digest_of, engine_inputs
from storyreel.drawing.drawing import Drawing, drawing_digest
from storyreel.encode.container import disk_errors
from storyreel.encode.encoder import encoder_build
from storyreel.encode.framebuffer import Framebuffer
from storyreel.encode.segment import (
    SegmentJob,
    SegmentRenderer,
    SegmentResult,
    peak_rss_mb,
)
from storyreel.encode.segment_store import Store, keep
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.decoder import by_bands, confined
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.segment_check import SegmentCheck, check_segment, sampled

CHECK_SUFFIX = ".check"


@dataclass(frozen=True, slots=True)
class CheckedSegment:
    """A finished segment with the results of its check."""

    segment: SegmentResult
    checks: SegmentCheck

    def again(self) -> CheckedSegment:
        """The same segment at another place in the clip, without cost."""
        return replace(self, segment=self.segment.again())


def render_and_check(
    job: SegmentJob,
    on_frame: Callable[[int], None] = lambda frame: None,
    framebuffer: Framebuffer | None = None,
) -> CheckedSegment:
    """Render a segment, decode its file, and compare that with the painted pictures.

    A segment whose pictures differ too much from the painted ones is encoded a second time, finer.
    A `stored` segment becomes an entry, with its check beside it, unless it cannot be decoded or
    its pictures still differ too much.
    `on_frame` and `framebuffer` are those of SegmentRenderer.
    """
    checked = _rendered(job, on_frame, framebuffer)
    finer = None if _is_faithful(checked.checks) else job.settings.finer()
    if finer is not None:
        checked = _rendered(replace(job, settings=finer), on_frame, framebuffer)
    return kept_if_faithful(job, checked)


def _rendered(
    job: SegmentJob, on_frame: Callable[[int], None], framebuffer: Framebuffer | None
) -> CheckedSegment:
    renderer = SegmentRenderer(job, framebuffer, on_frame)
    compared = sampled(len(job.drawings))
    painted_frames: dict[int, PaintedFrame] = {}
    with closing(iter(renderer)) as frames:
        for number, pixels in frames:
            if number in compared:
                painted_frames[number] = PaintedFrame.of(pixels)
    start = time.perf_counter()
    decoding = confined if job.whole else by_bands
    checks = check_segment(renderer.result.path, painted_frames, decoding)
    seconds = renderer.result.seconds | {"look": round(time.perf_counter() - start, 4)}
    segment = replace(renderer.result, seconds=seconds, peak_rss_mb=peak_rss_mb())
    return CheckedSegment(segment, checks)


def _is_faithful(checks: SegmentCheck) -> bool:
    return all(found.sufficient for found in checks.fidelities.values())


def kept_if_faithful(job: SegmentJob, checked: CheckedSegment) -> CheckedSegment:
    """Make an entry of a `stored` segment, unless it cannot be decoded or its pictures differ too
    much from the painted ones."""
    checks = checked.checks
    if not (job.stored and _is_faithful(checks) and not checks.problems):
        return checked
    return CheckedSegment(_stored(job.target, checked.segment, checks), checks)


def checked_segment_key(drawings: Sequence[Drawing], settings: EncoderSettings) -> str:
    """The address of a checked segment in the store, as 64 hexadecimal characters.

    Made of everything that decides its bytes and the results of its checks: the drawings, the
    encoder with its settings, and the sources and libraries that paint, encode and check.
    """
    made_by = engine_inputs(__name__)
    parts = [drawing_digest(drawings), settings.digest(), encoder_build(settings.encoder), made_by]
    return digest_of(parts)


def stored_segment(store: Store, key: str, suffix: str, frames: int) -> CheckedSegment | None:
    """The checked segment with this key from the store, if both of its files are there."""
    entry, beside = store.find(key, suffix), store.find(key, CHECK_SUFFIX)
    if entry is None or beside is None:
        return None
    checks = SegmentCheck.from_bytes(beside.path.read_bytes())
    if checks.file != entry.sha256:
        return None
    return CheckedSegment(SegmentResult.stored(entry, frames), checks)


def _stored(target: Path, segment: SegmentResult, checks: SegmentCheck) -> SegmentResult:
    """Make entries of both, the check first: a killed run then leaves no unchecked segment."""
    data = checks.to_bytes()
    beside = target.with_suffix(CHECK_SUFFIX)
    with disk_errors(target):
        beside.write_bytes(data)
        keep(beside, hashlib.sha256(data).hexdigest())
        return replace(segment, path=keep(target, segment.sha256))
