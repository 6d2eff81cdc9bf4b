"""Results on their way back: kept in the store, sent, or damaged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.base.errors import MachineError
from storyreel.cluster.results import DamagedResultError, FinishedSegment
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob
from storyreel.encode.segment_store import Store
from storyreel.encode.settings import EncoderSettings
from storyreel.workers.checked_segment import CheckedSegment, render_and_check, stored_segment

KEY = "a" * 64


@pytest.fixture
def job(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> SegmentJob:
    """What a machine ordered, in its store."""
    target = Store(tmp_path / "store").making(KEY, ".mp4")
    return SegmentJob("gates", moving_drawings, tiny_settings, target, stored=True)


@pytest.fixture
def checked(job: SegmentJob, tmp_path: Path) -> CheckedSegment:
    """The segment as another machine rendered it, into a file of its own."""
    return render_and_check(replace(job, target=tmp_path / "there.mp4", stored=False))


def test_a_sent_segment_becomes_an_entry_of_the_store(
    job: SegmentJob, checked: CheckedSegment, tmp_path: Path
) -> None:
    answer = FinishedSegment.taken(checked)
    assert not checked.segment.path.exists()
    received = answer.received(job)
    found = stored_segment(Store(tmp_path / "store"), KEY, ".mp4", len(job.drawings))
    assert found is not None and found.segment.path == received.segment.path
    assert found.segment.sha256 == checked.segment.sha256
    assert received.checks.packets == checked.checks.packets


def test_without_a_store_it_becomes_the_target(
    job: SegmentJob, checked: CheckedSegment, tmp_path: Path
) -> None:
    apart = replace(job, target=tmp_path / "here.mp4", stored=False)
    received = FinishedSegment.taken(checked).received(apart)
    assert received.segment.path == apart.target
    assert apart.target.stat().st_size == checked.segment.size


def test_damaged_bytes_are_noticed(job: SegmentJob, checked: CheckedSegment) -> None:
    answer = FinishedSegment.taken(checked)
    assert answer.data is not None
    damaged = replace(answer, data=answer.data[:-1] + b"\0")
    with pytest.raises(DamagedResultError):
        damaged.received(job)
    assert not job.target.exists()


def test_an_entry_that_the_store_lacks_is_noticed(job: SegmentJob, checked: CheckedSegment) -> None:
    with pytest.raises(DamagedResultError):
        FinishedSegment.entry(checked).received(job)


def test_a_segment_that_can_not_be_written_leaves_no_file(
    job: SegmentJob, checked: CheckedSegment, tmp_path: Path
) -> None:
    nowhere = replace(job, target=tmp_path / "missing" / "a.mp4")
    with pytest.raises(MachineError, match="Cannot write"):
        FinishedSegment.taken(checked).received(nowhere)
