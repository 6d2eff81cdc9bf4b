"""No farm: each segment is rendered in this process, as soon as it is asked for."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Self

from storyreel.encode.framebuffer import Framebuffer
from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment, render_and_check


class InlineExecutor:
    """In place of a farm, where a worker would cost more than it has to do. A context manager."""

    def __init__(self) -> None:
        self._easel = Framebuffer()

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        """Render a segment; the future is done, and raises what rendering it raised."""
        future: Future[CheckedSegment] = Future()
        try:
            future.set_result(render_and_check(job, framebuffer=self._easel))
        except Exception as error:
            future.set_exception(error)
        return future

    def dismiss(self) -> None:
        """There is nobody to let go."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass
