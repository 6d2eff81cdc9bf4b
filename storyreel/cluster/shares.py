"""Who rendered what: the share of each worker of a cluster in a clip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from storyreel.workers.checked_segment import CheckedSegment


@dataclass(slots=True)
class WorkerShare:
    """What one worker did; `seconds` is the time that its processes spent on it."""

    name: str
    address: str
    segments: int = 0
    frames: int = 0
    seconds: float = 0.0
    sent_bytes: int = 0
    received_bytes: int = 0

    def add(self, checked: CheckedSegment, sent: int, received: int) -> None:
        """Count a finished segment, and the bytes that its job and its result took on the way."""
        self.segments += 1
        self.frames += checked.segment.frames
        self.seconds += sum(checked.segment.seconds.values())
        self.sent_bytes += sent
        self.received_bytes += received


@dataclass(frozen=True, slots=True)
class ClusterRecord:
    """The workers that rendered segments of a clip, and why others were refused, by name."""

    scheduler: str
    workers: tuple[WorkerShare, ...]
    refused: Mapping[str, str]

    def as_data(self) -> dict[str, Any]:
        """Plain values for a JSON document."""
        workers = [{**asdict(share), "seconds": round(share.seconds, 3)} for share in self.workers]
        return {"scheduler": self.scheduler, "workers": workers, "refused": dict(self.refused)}

    def __str__(self) -> str:
        return by_worker(self.workers)


def by_worker(shares: Iterable[WorkerShare]) -> str:
    """How many segments each worker has rendered, in one line, the busiest first."""
    busiest = sorted(shares, key=lambda share: (-share.segments, share.name))
    return ", ".join(f"{each.name} {each.segments}" for each in busiest if each.segments) or "none"
