"""Each quality's memory budget, against the measured peak of a worker."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from storyreel.base.presets import LADDER
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import encoder_settings
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline
from storyreel.workers.local_pool import LocalPool

FRAMES = 8
"""Per segment; no encoder buffers more."""

QUICK = {("h264", "480p"), ("h264", "1080p")}
QUICK |= {("hevc", "480p"), ("av1", "480p"), ("prores", "480p")}
"""Measured in the default suite; the others are slow."""


@pytest.mark.parametrize(
    ("codec", "quality"),
    [
        pytest.param(codec, name, marks=[pytest.mark.slow] * ((codec, name) not in QUICK))
        for codec in ("h264", "hevc", "av1", "prores")
        for name in LADDER
    ],
)
def test_a_worker_uses_most_of_its_budget_and_no_more(
    codec: str,
    quality: str,
    hour29: Loaded,
    hour29_at: Callable[[int], tuple[Drawing, ...]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = encoder_settings(codec, LADDER[quality])
    timeline = compile_timeline(hour29.storyboard, Fps(15))
    begin = timeline.beats[len(timeline.beats) // 2].frames.start
    drawings = hour29_at(15)[begin - FRAMES : begin + FRAMES]
    monkeypatch.setattr(threading, "active_count", lambda: 2)  # a fork would share our memory
    with LocalPool(1) as pool:  # the second segment starts with the first one's framebuffer
        for part in (drawings[:FRAMES], drawings[FRAMES:]):
            job = SegmentJob("busy", part, settings, tmp_path / f"a{settings.suffix}")
            peak = pool.submit(job).result().segment.peak_rss_mb
    budget = LADDER[quality].worker_memory_mb(codec)
    print(f"{quality} {codec}: {peak:.0f} MiB of {budget}")
    assert 0.35 * budget < peak < budget
