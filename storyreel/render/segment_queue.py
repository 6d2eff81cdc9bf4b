"""The queue of segments: ordered as they are drawn, recorded in the clip's order when finished."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeAlias

from storyreel.encode.segment import SegmentJob
from storyreel.render.clip_record import ClipRecord
from storyreel.render.segment_files import SegmentFiles
from storyreel.render.segmenter import DrawnSegment
from storyreel.workers.checked_segment import CheckedSegment

REMEMBERED = 16
"""Finished segments that are kept at hand for equal ones later in the clip."""

Advance: TypeAlias = Callable[[int, str], None]
"""Receives a number of finished frames, and the name of the span that they belong to."""


class Executor(Protocol):
    """Renders segments, in any order and several at a time."""

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]: ...


@dataclass(frozen=True, slots=True)
class ExpectedSegments:
    """What is known of a clip's segments beforehand.

    `total` is their number, None where only the performance shows it. `most_waiting` limits how
    many may have their drawings in memory, None where the source keeps all drawings anyway.
    """

    total: int | None = None
    most_waiting: int | None = None


@dataclass(slots=True)
class _Order:
    """A segment that is not recorded yet."""

    segment: DrawnSegment
    future: Future[CheckedSegment]
    again: bool
    """Whether an equal segment was ordered before in this clip."""

    announced: bool = False


class SegmentQueue:
    """Has the segments of one clip rendered: each once, and none that can be found.

    A context manager: an interruption gets a note that says how many segments are kept.
    """

    def __init__(
        self, executor: Executor, files: SegmentFiles, advance: Advance, expected: ExpectedSegments
    ) -> None:
        self._executor, self._files, self._advance = executor, files, advance
        self._expected = expected
        self._record = ClipRecord(files.settings)
        self._next = 0
        """The first frame of the segment to be recorded next."""

        self._orders: dict[int, _Order] = {}
        self._keys: dict[int, str] = {}
        self._futures: OrderedDict[str, Future[CheckedSegment]] = OrderedDict()

    def order(self, segment: DrawnSegment) -> None:
        """Have a segment rendered; waits while too many are under way.

        Raises what rendering any segment raised that is finished by now.
        """
        key = self._files.key(segment)
        again = key in self._keys.values()
        self._orders[segment.start] = _Order(segment, self._future(key, segment, again), again)
        self._keys[segment.start] = key
        self._settle()
        most = self._expected.most_waiting
        while most is not None and len(self._orders) > most:
            self._wait()

    def finish(self) -> ClipRecord:
        """Wait for all segments that were ordered; raises what rendering any of them raised."""
        while self._orders:
            self._wait()
        return self._record

    def _future(self, key: str, segment: DrawnSegment, again: bool) -> Future[CheckedSegment]:
        known = self._futures.pop(key, None)
        future = known or self._found(key, segment, again)
        future = future or self._executor.submit(self._files.job(segment, key))
        self._futures[key] = future
        if len(self._futures) > REMEMBERED:
            self._forget()
        return future

    def _found(self, key: str, segment: DrawnSegment, again: bool) -> Future[CheckedSegment] | None:
        frames = len(segment.drawings)
        found = self._files.stored(key, frames) if again else self._files.earlier(key, frames)
        if found is None:
            return None
        future: Future[CheckedSegment] = Future()
        future.set_result(found)
        return future

    def _forget(self) -> None:
        """Drop the finished segment that was used least recently, which may be found again."""
        finished = (key for key, future in self._futures.items() if future.done())
        oldest = next(finished, None)
        if oldest is not None:
            del self._futures[oldest]

    def _wait(self) -> None:
        """Wait until another segment is finished, and settle what is."""
        pending = [order.future for order in self._orders.values() if not order.announced]
        if not pending:
            raise RuntimeError(f"no segment begins at frame {self._next}")
        wait(pending, return_when=FIRST_COMPLETED)
        self._settle()

    def _settle(self) -> None:
        """Announce what is finished, and record it as far as nothing before it is missing."""
        for order in self._orders.values():
            if order.future.done() and not order.announced:
                order.announced = True
                self._advance(order.future.result().segment.frames, order.segment.span.name)
        while (first := self._orders.get(self._next)) and first.future.done():
            del self._orders[self._next]
            checked = first.future.result()
            self._record.add(checked.again() if first.again else checked, first.segment.drawings)
            self._next = first.segment.stop

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, KeyboardInterrupt) and self._files.store:
            kept = self._files.count_stored(self._keys.values())
            total = self._expected.total
            share = f"{len(self._keys)} segments so far" if total is None else f"{total} segments"
            error.add_note(f"{kept} of {share} are kept: the next run continues from there.")
