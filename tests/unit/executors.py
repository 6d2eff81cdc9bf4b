"""Executors for tests that render segments."""

from __future__ import annotations

from concurrent.futures import Future

from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment
from storyreel.workers.inline import InlineExecutor


class RecordingExecutor(InlineExecutor):
    """Renders each segment at once, in this process, and records its job in `jobs`."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[SegmentJob] = []

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        self.jobs.append(job)
        return super().submit(job)
