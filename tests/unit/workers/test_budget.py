"""The memory that each quality is granted, against what a worker really takes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from storyreel.base.presets import LADDER
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.encode.encoder import has_encoder
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import encoder_settings
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline
from storyreel.workers.local_pool import LocalPool

FRAMES = 8
"""Of a segment: the encoders look ahead no further."""

BUDGET_MB = {
    "smoke": (150, 150),
    "480p": (180, 180),
    "720p": (220, 220),
    "1080p": (300, 300),
    "1440p": (320, 420),
    "4k": (450, 750),
    "8k": (900, 2200),
}
"""For one process with H.264 and with HEVC."""

LARGE = ("1440p", "4k", "8k")


def test_the_budget_is_what_the_ladder_says() -> None:
    told = {
        name: (quality.worker_needs("h264"), quality.worker_needs("hevc"))
        for name, quality in LADDER.items()
    }
    assert told == BUDGET_MB


@pytest.mark.parametrize("codec", ["h264", "hevc", "av1", "prores"])
@pytest.mark.parametrize(
    "quality",
    [pytest.param(name, marks=[pytest.mark.slow] * (name in LARGE)) for name in BUDGET_MB],
)
def test_a_worker_stays_within_its_budget(
    quality: str,
    codec: str,
    hour29: Loaded,
    hour29_at: Callable[[int], tuple[Drawing, ...]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = encoder_settings(codec, LADDER[quality])
    if not has_encoder(settings.encoder):
        pytest.skip(f"this FFmpeg has no {settings.encoder}")
    timeline = compile_timeline(hour29.storyboard, Fps(15))
    begin = timeline.beats[len(timeline.beats) // 2].frames.start
    drawings = hour29_at(15)[begin - FRAMES : begin + FRAMES]
    monkeypatch.setattr(threading, "active_count", lambda: 2)  # a fork would share our memory
    with LocalPool(1) as farm:  # what the first segment leaves on the easel counts for the second
        for part in (drawings[:FRAMES], drawings[FRAMES:]):
            job = SegmentJob("busy", part, settings, tmp_path / f"a{settings.suffix}")
            peak = farm.submit(job).result().segment.peak_rss_mb
    budget = LADDER[quality].worker_needs(codec)
    print(f"{quality} {codec}: {peak:.0f} MiB of {budget}")
    assert 0.35 * budget < peak < budget
