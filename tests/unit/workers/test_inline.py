"""The inline executor: the same bytes and errors as a worker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import EncoderSettings
from storyreel.workers import inline
from storyreel.workers.inline import InlineExecutor
from storyreel.workers.local_pool import LocalPool


@pytest.fixture
def job(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> SegmentJob:
    return SegmentJob("beat", moving_drawings, tiny_settings, tmp_path / "beat.mp4")


def test_the_bytes_equal_those_of_a_worker(job: SegmentJob) -> None:
    with LocalPool(1) as pool:
        expected = pool.submit(job).result(timeout=20).segment.sha256
    job.target.unlink()
    with InlineExecutor() as executor:
        future = executor.submit(job)
        assert future.done() and job.target.exists()
    assert future.result().segment.sha256 == expected


def test_an_error_in_a_segment_is_raised_by_its_future_alone(job: SegmentJob) -> None:
    broken = replace(job, drawings=(*job.drawings, None))  # type: ignore[arg-type]
    with InlineExecutor() as executor:
        with pytest.raises(AttributeError):
            executor.submit(broken).result()
        assert executor.submit(job).result().segment.frames == 20


def test_an_interruption_is_raised_and_not_stored_in_a_future(
    job: SegmentJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(inline, "render_and_check", interrupted)
    with pytest.raises(KeyboardInterrupt), InlineExecutor() as executor:
        executor.submit(job)
