"""The segments that wait for workers, and which of them a worker renders next."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Condition
from typing import NamedTuple

from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment


class WaitingSegment(NamedTuple):
    """A segment, and the future of its result."""

    job: SegmentJob
    future: Future[CheckedSegment]

    @property
    def stop(self) -> int:
        """The frame of the clip behind its last one."""
        return self.job.first_frame + len(self.job.drawings)


class WaitingSegments:
    """Segments in the order in which they were put in; threads may share them."""

    def __init__(self, workers: int) -> None:
        """`workers` take segments, each in a thread of its own."""
        self._workers = workers
        self._waiting: list[WaitingSegment] = []
        self._closed = False
        self._changed = Condition()

    def put(self, segment: WaitingSegment) -> None:
        """Let a segment wait."""
        with self._changed:
            self._waiting.append(segment)
            self._changed.notify()

    def close(self) -> None:
        """Say that no segment follows."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def take(self, frame: int | None) -> WaitingSegment | None:
        """The segment to render next; waits for one, and returns None once none follows.

        That is the one that begins at `frame`, where a worker's last segment ended: its first
        picture is nearly the worker's last one. Otherwise, or where the heaviest would take longer
        than a fair share of what waits, the heaviest, so that no worker is left with it at the end.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if not self._waiting:
                return None
            chosen = max(self._waiting, key=lambda each: each.job.weight)
            whole = sum(each.job.weight for each in self._waiting)
            if chosen.job.weight * self._workers <= whole:
                following = (each for each in self._waiting if each.job.first_frame == frame)
                chosen = next(following, chosen)
            self._waiting.remove(chosen)
            return chosen
