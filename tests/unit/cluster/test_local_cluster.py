"""Segments rendered on a cluster of this machine: the bits are those of one process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from storyreel.base.presets import Quality
from storyreel.base.progress import SilentProgress
from storyreel.base.project import Project
from storyreel.cli.rendering import outcome_data
from storyreel.cluster.address import SchedulerAddress
from storyreel.cluster.executor import ClusterExecutor, ClusterNeeds
from storyreel.cluster.local import local_cluster
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob
from storyreel.encode.segment_store import Store
from storyreel.encode.settings import EncoderSettings
from storyreel.render.pipeline import render
from storyreel.render.request import Request
from storyreel.workers.checked_segment import CheckedSegment, checked_segment_key, render_and_check
from tests.unit.render.drawn_source import DrawnSource

CUTS = (0, 2, 3, 7, 9, 11, 14, 16, 20)


@pytest.fixture
def jobs(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> list[SegmentJob]:
    """Segments of very different weight, the heaviest in the middle."""
    return [
        SegmentJob(
            f"beat, frames {start}-{stop - 1}",
            moving_drawings[start:stop],
            tiny_settings,
            tmp_path / f"{start}.mp4",
            first_frame=start,
            weight=float(5 - abs(5 - start)),
        )
        for start, stop in pairwise(CUTS)
    ]


def in_store(store: Store, job: SegmentJob) -> SegmentJob:
    key = checked_segment_key(job.drawings, job.settings)
    return replace(job, target=store.making(key, ".mp4"), stored=True)


def rendered(executor: ClusterExecutor, jobs: Sequence[SegmentJob]) -> list[CheckedSegment]:
    return [future.result(timeout=60) for future in [executor.submit(job) for job in jobs]]


def digests(segments: Sequence[CheckedSegment]) -> list[tuple[str, str]]:
    return [(each.segment.sha256, each.checks.file) for each in segments]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[SchedulerAddress]:
    """A cluster of two workers."""
    with local_cluster(2) as found:
        yield found


def test_segments_that_are_sent_have_the_bits_of_one_process(
    scheduler: SchedulerAddress, jobs: list[SegmentJob]
) -> None:
    """In two orders."""
    expected = digests([render_and_check(job) for job in jobs])
    said = list[str]()
    with ClusterExecutor(scheduler, ClusterNeeds("h264", 100), said.append) as executor:
        sent = rendered(executor, jobs)
        again = rendered(executor, jobs[::-1])[::-1]
    assert digests(sent) == digests(again) == expected
    assert [each.segment.path for each in sent] == [job.target for job in jobs]
    shares = executor.record.workers
    assert sum(share.segments for share in shares) == 2 * len(jobs)
    assert all(share.received_bytes > 0 for share in shares)
    assert said == [f"cluster {scheduler.url}: 2 workers, 2 segments at a time"]


def test_a_shared_store_gets_the_segments_and_has_them_the_next_time(
    scheduler: SchedulerAddress, jobs: list[SegmentJob], tmp_path: Path
) -> None:
    expected = digests([render_and_check(job) for job in jobs])
    store = Store(tmp_path / "store")
    needs = ClusterNeeds("h264", 100, store)
    with ClusterExecutor(scheduler, needs, print) as executor:
        stored = rendered(executor, [in_store(store, job) for job in jobs])
    assert digests(stored) == expected
    entries = {entry.path for entry in store.entries()}
    assert {each.segment.path for each in stored} <= entries and len(entries) == 2 * len(jobs)
    assert {share.received_bytes for share in executor.record.workers} == {0}
    assert not any(each.segment.reused for each in stored)

    with ClusterExecutor(scheduler, needs, print) as executor:
        found = rendered(executor, [in_store(store, job) for job in jobs])
    assert all(each.segment.reused for each in found) and digests(found) == expected
    with ClusterExecutor(scheduler, replace(needs, fresh=True), print) as executor:
        fresh = rendered(executor, [in_store(store, jobs[0])])
    assert not fresh[0].segment.reused and digests(fresh) == expected[:1]


def test_a_clip_is_published_by_the_same_pipeline(
    scheduler: SchedulerAddress,
    moving_drawings: tuple[Drawing, ...],
    tiny: Quality,
    tiny_settings: EncoderSettings,
    tmp_path: Path,
) -> None:
    source, here = DrawnSource(moving_drawings, (0, 7, 20)), Project.at(tmp_path / "here")
    provenance = source.provenance(tiny_settings, "skia", here)
    asked = Request(source, tiny, tiny_settings, "skia", "inline", provenance)
    alone = render(asked, here, SilentProgress())
    outcome = render(
        replace(asked, cluster=scheduler), Project.at(tmp_path / "there"), SilentProgress()
    )
    assert outcome.video.read_bytes() == alone.video.read_bytes()
    assert outcome.report.drawing_digest == alone.report.drawing_digest
    document = outcome_data(outcome)
    workers = document["cluster"]["workers"]
    assert sum(each["segments"] for each in workers) == document["segments_total"] == 2
    assert sum(each["frames"] for each in workers) == document["frames"] == 20
    assert "cluster" not in outcome_data(alone)


@pytest.mark.faults
@pytest.mark.parametrize("workers", [1, 3, 7])
def test_any_number_of_workers_gives_the_same_bits(workers: int, jobs: list[SegmentJob]) -> None:
    expected = digests([render_and_check(job) for job in jobs])
    with (
        local_cluster(workers) as scheduler,
        ClusterExecutor(scheduler, ClusterNeeds("h264", 100), print) as executor,
    ):
        assert digests(rendered(executor, jobs[::-1])[::-1]) == expected
