"""What a worker of a cluster answers to a job: a finished segment, or why there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from storyreel.base.errors import Problem
from storyreel.encode.container import disk_errors
from storyreel.encode.segment import SegmentJob, SegmentResult
from storyreel.inspection.segment_check import SegmentCheck
from storyreel.workers.checked_segment import CheckedSegment, kept_if_faithful
from storyreel.workers.worker import WorkerDeath


class DamagedResultError(Exception):
    """A result that did not arrive as it was sent, or an entry that the store does not have."""


@dataclass(frozen=True, slots=True)
class RenderDeath:
    """The process that rendered a segment died; the worker goes on."""

    death: WorkerDeath


@dataclass(frozen=True, slots=True)
class WorkerFault:
    """The worker's machine can't render, for example as its disk is full; another one may."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class FailedSegment:
    """Rendering raised an error that no other machine would help with."""

    error: BaseException


@dataclass(frozen=True, slots=True)
class FinishedSegment:
    """A segment, its check as `SegmentCheck.to_bytes` packs it, and its bytes.

    `data` is None where the segment is an entry of the shared store.
    """

    segment: SegmentResult
    checks: bytes
    data: bytes | None

    @classmethod
    def entry(cls, checked: CheckedSegment) -> FinishedSegment:
        """The answer for an entry of the shared store."""
        return cls(checked.segment, checked.checks.to_bytes(), None)

    @classmethod
    def taken(cls, checked: CheckedSegment) -> FinishedSegment:
        """The answer with the bytes of a file, which is removed."""
        data = checked.segment.path.read_bytes()
        checked.segment.path.unlink()
        return cls(checked.segment, checked.checks.to_bytes(), data)

    def received(self, job: SegmentJob) -> CheckedSegment:
        """The segment on the machine that ordered it, in the store where it belongs there.

        Raises DamagedResultError, or MachineError where it can't be written.
        """
        checks = SegmentCheck.from_bytes(self.checks)
        if self.data is None:
            path = job.target.with_name(self.segment.path.name)
            if not path.is_file():
                raise DamagedResultError(f"{path} is not in the store")
            return CheckedSegment(replace(self.segment, path=path), checks)
        if hashlib.sha256(self.data).hexdigest() != self.segment.sha256:
            raise DamagedResultError(f"{job.name} is damaged")
        with _whole_or_removed(job.target):
            job.target.write_bytes(self.data)
        return kept_if_faithful(job, CheckedSegment(replace(self.segment, path=job.target), checks))


Answer: TypeAlias = FinishedSegment | RenderDeath | WorkerFault | FailedSegment


@contextmanager
def _whole_or_removed(path: Path) -> Iterator[None]:
    """Remove a file that could not be written to its end."""
    try:
        with disk_errors(path):
            yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise
