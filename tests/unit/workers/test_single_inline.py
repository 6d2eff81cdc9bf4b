"""A single segment is rendered in this process, several in workers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import EncoderSettings
from storyreel.workers import inline
from storyreel.workers.inline import InlineExecutor
from storyreel.workers.local_pool import LocalPool
from storyreel.workers.single_inline import SingleInlineExecutor


@pytest.fixture
def job(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> SegmentJob:
    return SegmentJob("beat", moving_drawings, tiny_settings, tmp_path / "beat.mp4")


def test_no_worker_renders_a_single_segment(
    job: SegmentJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LocalPool, "submit", lambda *_: pytest.fail("a worker was given work"))
    with SingleInlineExecutor(2) as executor:
        future = executor.submit(job)
        assert not future.done()
        executor.close()
        assert future.done()
    with InlineExecutor() as alone:
        again = alone.submit(replace(job, target=job.target.with_name("again.mp4")))
    assert future.result().segment.sha256 == again.result().segment.sha256


def test_workers_render_two_segments(job: SegmentJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inline, "render_and_check", lambda *_, **__: pytest.fail("rendered here"))
    other = replace(job, target=job.target.with_name("other.mp4"))
    with SingleInlineExecutor(1) as executor:
        futures = [executor.submit(job), executor.submit(other)]
        executor.close()
        made = [future.result(timeout=20).segment for future in futures]
    assert [segment.path for segment in made] == [job.target, other.target]
    assert made[0].sha256 == made[1].sha256


@pytest.mark.parametrize("segments", [1, 2])
def test_an_error_is_raised_by_the_future_of_its_segment(job: SegmentJob, segments: int) -> None:
    broken = replace(job, drawings=(*job.drawings, None))  # type: ignore[arg-type]
    jobs = [broken, replace(job, target=job.target.with_name("good.mp4"))][:segments]
    with SingleInlineExecutor(1) as executor:
        first, *others = map(executor.submit, jobs)
        executor.close()
        with pytest.raises(AttributeError):
            first.result(timeout=20)
        assert all(other.result(timeout=20).segment.frames == 20 for other in others)


def test_nothing_submitted_is_nothing_done() -> None:
    with SingleInlineExecutor(2) as executor:
        executor.close()
