"""The renderer whose segments are made on a cluster; imports dask, so import it when needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from storyreel.base.progress import ProgressListener
from storyreel.cluster.address import SchedulerAddress
from storyreel.cluster.executor import ClusterExecutor, ClusterNeeds
from storyreel.render.clip_record import ClipRecord
from storyreel.render.request import Request
from storyreel.render.resources import Resources
from storyreel.render.segment_files import SegmentFiles
from storyreel.render.segment_queue import SegmentQueue
from storyreel.render.skia import SkiaRenderer


class ClusterRenderer(SkiaRenderer):
    """Orders each segment as soon as it is drawn, and records which worker rendered how many."""

    def __init__(self, executor: ClusterExecutor, queue: SegmentQueue) -> None:
        super().__init__(executor, queue)
        self._cluster = executor

    def finish(self) -> ClipRecord:
        record = super().finish()
        record.cluster = self._cluster.record
        return record


@contextmanager
def cluster_renderer(
    request: Request,
    scheduler: SchedulerAddress,
    resources: Resources,
    files: SegmentFiles,
    progress: ProgressListener,
) -> Iterator[ClusterRenderer]:
    """A renderer on a cluster; raises MachineError where none of its workers fits."""
    codec = request.settings.codec
    memory_mb = request.quality.worker_memory_mb(codec)
    needs = ClusterNeeds(codec, memory_mb, files.store, files.fresh)

    def say(line: str) -> None:
        progress.say(f"{request.source.name}: {line}")

    with (
        ClusterExecutor(scheduler, needs, say) as executor,
        SegmentQueue(executor, files, progress.advance, resources.expected) as queue,
    ):
        yield ClusterRenderer(executor, queue)
