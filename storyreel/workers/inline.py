"""The inline executor: renders each segment in this process, as soon as it is submitted."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Self

from storyreel.encode.framebuffer import Framebuffer
from storyreel.encode.segment import SegmentJob
from storyreel.workers.checked_segment import CheckedSegment, render_and_check


class InlineExecutor:
    """Takes the place of LocalPool where starting a worker would cost more than it saves."""

    def __init__(self) -> None:
        self._framebuffer = Framebuffer()

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        """Render and check a segment; the future is done when it is returned."""
        future: Future[CheckedSegment] = Future()
        try:
            future.set_result(render_and_check(job, framebuffer=self._framebuffer))
        except Exception as error:
            future.set_exception(error)
        return future

    def close(self) -> None:
        """Nothing to shut down."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
