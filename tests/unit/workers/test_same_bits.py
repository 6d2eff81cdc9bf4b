"""A clip's bytes depend neither on the number of workers nor on the order of the segments."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest

from storyreel.drawing.drawing import Drawing
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import EncoderSettings
from storyreel.workers.local_pool import LocalPool

CUTS = (0, 3, 7, 11, 16, 20)
ORDERS = {"rising": [0, 1, 2, 3, 4], "falling": [4, 3, 2, 1, 0], "mixed": [2, 4, 0, 3, 1]}


def digest(
    folder: Path,
    drawings: tuple[Drawing, ...],
    settings: EncoderSettings,
    workers: int,
    order: list[int],
) -> str:
    """SHA-256 of a clip rendered by so many workers, its segments submitted in this order."""
    folder.mkdir()
    jobs = [
        SegmentJob(str(n), drawings[start:stop], settings, folder / f"{n}.mp4")
        for n, (start, stop) in enumerate(pairwise(CUTS))
    ]
    with LocalPool(workers) as pool:
        for future in [pool.submit(jobs[number]) for number in order]:
            future.result()
    clip = folder / "clip.mp4"
    join_segments([job.target for job in jobs], clip, settings, len(drawings))
    return hashlib.sha256(clip.read_bytes()).hexdigest()


@pytest.mark.slow
def test_workers_and_order_change_no_bit(
    tiny_settings: EncoderSettings, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> None:
    digests = {
        digest(tmp_path / f"{workers}-{name}", moving_drawings, tiny_settings, workers, order)
        for workers, name in ((1, "rising"), (1, "falling"), (2, "mixed"), (4, "rising"))
        for order in [ORDERS[name]]
    }
    assert len(digests) == 1
