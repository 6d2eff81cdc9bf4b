"""A short measurement on this machine: what a clip costs, stage by stage, at several qualities."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from storyreel.base.presets import Quality
from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.probe import probe

SAMPLES = 4
"""Segments that are rendered, spread over the clip."""

FRAMES = 12
"""Of each, at most: from its first third on, where most movement is."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a clip is expected to cost at one quality; seconds of one worker, not of the wall."""

    quality: str
    seconds: dict[str, float]
    """paint, convert and encode: the encoder is given frames from memory, so that is its floor."""

    inspect: float
    peak_mb: float

    @property
    def work(self) -> float:
        return sum(self.seconds.values())

    @property
    def ours(self) -> float:
        """Painting and converting, as a share of the encoder's own time."""
        return (self.work - self.seconds["encode"]) / self.seconds["encode"]

    def wall(self, stage: float, workers: int) -> float:
        """Seconds until the clip is there: it is performed while it is rendered, then inspected."""
        return max(stage, self.work / workers) + self.inspect


def measure(
    drawings: Sequence[Drawing], plan: Sequence[FrameRange], quality: Quality, folder: Path
) -> Cost:
    """Render a few frames here and now, and estimate from them what the whole clip takes.

    The first frame of a segment, which is painted whole, counts for each segment; the others count
    by how many frames of the clip show something new.
    """
    settings = encoder_settings("h264", quality)
    firsts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    changes, frames, inspected, peak = 0, 0, 0.0, 0.0
    for number in range(SAMPLES):
        span = plan[(2 * number + 1) * len(plan) // (2 * SAMPLES)]
        start = span.start if len(span) < 2 * FRAMES else span.start + len(span) // 3
        shown = tuple(drawings[start : min(start + FRAMES, span.stop)])
        target = folder / f"{quality.name}-{number}.mp4"
        alone = render_segment(SegmentJob("bench", shown[:1], settings, target))
        whole = render_segment(SegmentJob("bench", shown, settings, target))
        firsts.update(alone.seconds)
        others.update(whole.seconds)
        others.subtract(alone.seconds)
        changes += _changes(shown)
        begin = time.perf_counter()
        probe(target)
        inspected += time.perf_counter() - begin
        frames, peak = frames + len(shown), max(peak, whole.peak_rss_mb)
    later = sum(_changes(drawings[span.start : span.stop]) for span in plan) / max(changes, 1)
    seconds = {
        stage: firsts[stage] / SAMPLES * len(plan) + max(others[stage], 0.0) * later
        for stage in ("paint", "convert", "encode")
    }
    return Cost(quality.name, seconds, inspected / frames * len(drawings), peak)


def _changes(drawings: Sequence[Drawing]) -> int:
    return sum(after != before for before, after in pairwise(drawings))
