"""An executor that uses its workers from the second segment on."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from types import TracebackType
from typing import NamedTuple, Self

from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment
from storyreel.workers.futures import pass_on
from storyreel.workers.inline import InlineExecutor
from storyreel.workers.local_pool import LocalPool


class _FirstSegment(NamedTuple):
    job: SegmentJob
    future: Future[CheckedSegment]


class SingleInlineExecutor:
    """Renders the only segment of a clip in this process, and several in worker processes.

    A worker cannot make a single segment any sooner, and sending it the drawings takes up to a
    tenth of the processor time of a short scene. So the first segment waits until the second one is
    submitted, or until `close`.
    """

    def __init__(self, workers: int) -> None:
        self._pool = LocalPool(workers)
        self._first: _FirstSegment | None = None
        self._several = False

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        """Render and check a segment; the future of a clip's first one is done after `close`."""
        if not self._several and self._first is None:
            self._first = _FirstSegment(job, Future())
            return self._first.future
        self._several = True
        self._pass_on_first()
        return self._pool.submit(job)

    def close(self) -> None:
        """No more segments follow: render the first one here if it is the only one."""
        first, self._first = self._first, None
        if first is not None:
            with InlineExecutor() as inline:
                pass_on(inline.submit(first.job), first.future)
        self._pool.close()

    def _pass_on_first(self) -> None:
        first, self._first = self._first, None
        if first is not None:
            made = self._pool.submit(first.job)
            made.add_done_callback(partial(pass_on, target=first.future))

    def __enter__(self) -> Self:
        self._pool.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.__exit__(kind, error, trace)
