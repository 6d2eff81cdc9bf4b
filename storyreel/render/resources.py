"""What a render may use of the machine, checked before any time is spent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from storyreel.base.disk import megabytes, require_space, require_writable
from storyreel.base.program import PROGRAM
from storyreel.base.project import Project
from storyreel.encode.encoder import require_encoder
from storyreel.encode.segment_store import Store
from storyreel.render.request import Request
from storyreel.render.segment_queue import ExpectedSegments
from storyreel.workers.capacity import Machine, WorkerPlan, plan_workers, require_memory
from storyreel.workers.worker import can_fork

BYTES_PER_EDGE = 8
"""What a frame may cost in a file for each pixel of its width and height; flat graphics grow with
their edges and not with their area. Clips have been seen to need half of it."""

SPARE_BYTES = 16 * 2**20

ASSUMED_SECONDS = 60
"""For the disk estimate of a clip whose length is not known beforehand."""

CLUSTER_WAITING = 32
"""Segments of a clip of unknown length whose drawings may be in memory while a cluster renders
them; more workers than that are not kept busy by one such clip."""

INLINE_MAX_LINES = 480
"""Up to this height, a single worker does not pay off for a scene of unknown length: sending it the
drawings, and starting it, takes a tenth of the processor time of a whole short scene."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What one render may use."""

    workers: WorkerPlan
    performers: int
    """Processes that may perform parts of the clip."""

    disk_bytes: int
    frames: int | None
    """The clip's length, where it is known beforehand."""

    expected: ExpectedSegments
    likely_stored: bool
    """Whether many segments may be found in the store, so that workers may have little to do."""

    single_inline: bool
    """Whether workers start with the second segment, as there may be only one."""

    cluster: str = ""
    """The URL of the cluster that renders, where one does."""

    def __str__(self) -> str:
        plural = "" if self.workers.workers == 1 else "s"
        workers = f"{self.workers.workers or 'no'} worker{plural}"
        if self.cluster:
            workers = f"workers of {self.cluster}"
        assumed = f" for {ASSUMED_SECONDS} s" if self.frames is None else ""
        words = f"{workers}, at most {megabytes(self.disk_bytes)} of disk{assumed}"
        return f"{words}; {self.workers.reason}" if self.workers.reason else words


def plan_resources(request: Request, project: Project) -> Resources:
    """What to use of this machine for a request.

    Raises MachineError where the machine can't render the request.
    """
    require_encoder(request.settings)
    request.source.fonts()
    plan = request.source.plan(request.quality.fps)
    frames = plan[-1].stop if plan else None
    disk_bytes = _require_disk(request, project, frames)
    machine = Machine.current()
    likely_stored = not (request.force or Store(project.store).is_empty())
    workers = _plan_workers(request, machine)
    if plan:
        workers = replace(workers, workers=min(workers.workers, len(plan)))
    elif workers.workers == 1 and request.quality.lines <= INLINE_MAX_LINES:
        workers = replace(workers, workers=0)
    parallel = request.cluster is not None or workers.workers > (1 if likely_stored else 2)
    may_fork = parallel and _may_fork_performer(request, machine, workers.workers)
    at_a_time = CLUSTER_WAITING if request.cluster else workers.workers
    return Resources(
        workers=workers,
        performers=2 if may_fork else 1,
        disk_bytes=disk_bytes,
        frames=frames,
        expected=_expected_segments(len(plan) if plan else None, at_a_time),
        likely_stored=likely_stored,
        single_inline=not plan and workers.workers > 0,
        cluster=request.cluster.url if request.cluster else "",
    )


def _plan_workers(request: Request, machine: Machine) -> WorkerPlan:
    """The workers to start here: none where a cluster renders, or Manim's camera paints, which
    does so in the first process."""
    if request.cluster is not None:
        require_memory(request.quality, machine)
        return WorkerPlan(0)
    workers = plan_workers(request.workers, request.quality, machine, request.settings.codec)
    return replace(workers, workers=0) if request.renderer == "cairo" else workers


def _require_disk(request: Request, project: Project, frames: int | None) -> int:
    """The bytes that the clip and its segments may need at most; raises MachineError for more
    than there are, and for a folder that can't be written."""
    folder, quality = request.place(project).folder, request.quality
    require_writable(folder)
    if frames is None:
        frames = ASSUMED_SECONDS * quality.fps.rate
    clip_bytes = (quality.width + quality.height) * frames * BYTES_PER_EDGE
    needed = {folder: clip_bytes + SPARE_BYTES, project.store: clip_bytes}
    require_space(needed, partial(_room_in_store, project.store))
    return sum(needed.values())


def _room_in_store(store: Path) -> str:
    """What emptying the store would do for a full disk; empty where it holds nothing."""
    stored = sum(entry.size for entry in Store(store).entries())
    return f"empty the store ({megabytes(stored)}) with {PROGRAM} clean, " if stored else ""


def _may_fork_performer(request: Request, machine: Machine, workers: int) -> bool:
    """Whether there is memory for a second process that performs, beside so many workers."""
    taken = workers * request.quality.worker_memory_mb(request.settings.codec)
    return can_fork() and machine.memory_mb >= taken + 2 * request.quality.parent_mb


def _expected_segments(total: int | None, at_a_time: int) -> ExpectedSegments:
    """What is known of a clip's segments; `at_a_time` are rendered together."""
    if total is not None:
        return ExpectedSegments(total)
    # Beside these, one is waiting that was ordered last, and one is being drawn.
    return ExpectedSegments(most_waiting=max(at_a_time, 1))
