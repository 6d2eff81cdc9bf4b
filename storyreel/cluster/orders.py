"""The orders of a render: segments that are not finished, the heaviest waiting one first."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import count

from storyreel.cluster.packed_job import PackedJob
from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment


@dataclass(slots=True, eq=False)
class SegmentOrder:
    """A segment to be rendered, and how many workers have died over it."""

    job: SegmentJob
    future: Future[CheckedSegment]
    deaths: int = 0
    _packed: bytes | None = None

    async def packed(self) -> bytes:
        """The job as it is sent."""
        if self._packed is None:
            self._packed = await asyncio.to_thread(PackedJob.of(self.job).pack)
        return self._packed


class Orders:
    """The orders of one render, for the tasks of one event loop."""

    def __init__(self) -> None:
        self._waiting: asyncio.PriorityQueue[tuple[float, int, SegmentOrder]] = (
            asyncio.PriorityQueue()
        )
        self._number = count()
        self._open: set[SegmentOrder] = set()
        self._closed = False
        self._error: BaseException | None = None
        self._ended = asyncio.Event()

    @property
    def ended(self) -> asyncio.Event:
        """Set once all orders are settled and no more will follow."""
        return self._ended

    @property
    def unsettled(self) -> int:
        """Orders that are not settled."""
        return len(self._open)

    def add(self, order: SegmentOrder) -> None:
        """Let an order wait for a worker, for the first time or again."""
        self._open.add(order)
        if self._error is not None:
            self.settle(order, self._error)
            return
        self._waiting.put_nowait((-order.job.weight, next(self._number), order))

    async def take(self) -> SegmentOrder:
        """The heaviest order that waits; waits for one."""
        return (await self._waiting.get())[-1]

    def settle(self, order: SegmentOrder, result: CheckedSegment | BaseException) -> None:
        """Set the future of an order."""
        self._open.discard(order)
        if isinstance(result, BaseException):
            order.future.set_exception(result)
        else:
            order.future.set_result(result)
        self._check_end()

    def close(self) -> None:
        """No more orders follow."""
        self._closed = True
        self._check_end()

    def fail(self, error: BaseException) -> None:
        """Settle every order with an error, also those that still come."""
        self._error = error
        for order in list(self._open):
            self.settle(order, error)

    def _check_end(self) -> None:
        if self._closed and not self._open:
            self._ended.set()
