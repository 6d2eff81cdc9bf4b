"""Crews for tests: who renders segments, in this process and seen by the test."""

from __future__ import annotations

from concurrent.futures import Future

from storyreel.farm.here import Here
from storyreel.farm.take import Take
from storyreel.film.segment import SegmentJob


class Inline(Here):
    """Renders at once, in this process, and notes what for."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[SegmentJob] = []

    def submit(self, job: SegmentJob) -> Future[Take]:
        self.jobs.append(job)
        return super().submit(job)
