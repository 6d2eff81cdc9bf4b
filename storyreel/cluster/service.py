"""The service that a worker of a cluster offers: it says what it has, and renders segments."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from pathlib import Path

from distributed import Worker, get_worker
from distributed.diagnostics.plugin import WorkerPlugin

from storyreel.base.errors import MachineError
from storyreel.base.system_errors import system_problem
from storyreel.cluster.fingerprint import fingerprint
from storyreel.cluster.packed_job import PackedJob
from storyreel.cluster.questions import Capability, Inability, Terms, shared_store
from storyreel.cluster.render_processes import RenderProcesses
from storyreel.cluster.results import (
    Answer,
    FailedSegment,
    FinishedSegment,
    RenderDeath,
    WorkerFault,
)
from storyreel.encode.container import disk_errors
from storyreel.encode.segment_store import Store
from storyreel.inspection.machine import machine_data
from storyreel.workers.checked_segment import checked_segment_key, stored_segment
from storyreel.workers.portable_errors import portable
from storyreel.workers.worker import WorkerDiedError

MEMORY = "storyreel-memory-mb"
"""The resource of dask's workers that a segment takes its memory from."""

_SERVICE = "storyreel-service"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a worker offers: segments at a time, memory for them in MiB, and its folders.

    `store` is where this machine has the store of its clients, where that is not the same path.
    """

    name: str
    slots: int
    memory_mb: int
    scratch: Path
    store: Path | None = None


class RenderService(WorkerPlugin):
    """Renders segments in processes of its own, for as many renders as ask for it."""

    name = _SERVICE

    def __init__(self, offer: Offer, processes: RenderProcesses) -> None:
        self.offer, self.processes = offer, processes

    def teardown(self, worker: Worker) -> None:
        """Stop rendering, because the worker has lost its scheduler or ends."""
        self.processes.stop_all()

    def capability(self, terms: Terms) -> Capability:
        """What a render can have of this worker; raises MachineError where it has no encoder."""
        return Capability(
            name=self.offer.name,
            slots=self.offer.slots,
            memory_mb=self.offer.memory_mb,
            store=shared_store(terms.mark, self.offer.store),
            fingerprint=fingerprint(terms.codec),
            machine=machine_data(),
        )

    def answer(self, packed: bytes, terms: Terms, store: Path | None) -> Answer:
        """Render a segment, into the store where it is shared."""
        try:
            job = PackedJob.unpack(packed)
            return self._sent(job, terms) if store is None else self._stored(job, terms, store)
        except WorkerDiedError as died:
            return RenderDeath(died.death)
        except MachineError as error:
            return WorkerFault(error.problems[0])
        except (OSError, MemoryError) as error:
            problem = system_problem(error)
            return FailedSegment(portable(error)) if problem is None else WorkerFault(problem)
        except Exception as error:
            return FailedSegment(portable(error))

    def _stored(self, job: PackedJob, terms: Terms, folder: Path) -> Answer:
        """The segment as an entry of the store, where it may already be."""
        store, suffix = Store(folder), job.settings.suffix
        key = checked_segment_key(job.drawings, job.settings)
        found = None if terms.fresh else stored_segment(store, key, suffix, len(job.drawings))
        if found is not None:
            return FinishedSegment.entry(found)
        with disk_errors(folder):
            target = store.making(key, suffix)
        checked = self.processes.render(job.at(target, stored=True), terms.render)
        kept = checked.segment.path != target  # unless its pictures differ from the painted ones
        return FinishedSegment.entry(checked) if kept else FinishedSegment.taken(checked)

    def _sent(self, job: PackedJob, terms: Terms) -> Answer:
        """The segment with its bytes."""
        target = self.offer.scratch / f"{secrets.token_hex(8)}{job.settings.suffix}"
        checked = self.processes.render(job.at(target, stored=False), terms.render)
        return FinishedSegment.taken(checked)


def service_of(worker: Worker) -> RenderService | None:
    """The service of a worker, None where it was not started by us."""
    service = worker.plugins.get(_SERVICE)
    return service if isinstance(service, RenderService) else None


async def examine(terms: Terms, dask_worker: Worker) -> Capability | Inability | None:
    """Runs on a worker: what a render can have of it, or why it can't have anything.

    None means that the worker was not started by Storyreel.
    """
    service = service_of(dask_worker)
    if service is None:
        return None
    try:
        return await asyncio.to_thread(service.capability, terms)
    except MachineError as error:
        return Inability(service.offer.name, error.problems[0])


def stop(render: str, dask_worker: Worker) -> None:
    """Runs on a worker: end the processes that work for a render."""
    service = service_of(dask_worker)
    if service is not None:
        service.processes.stop(render)


def render_here(packed: bytes, terms: Terms, store: Path | None) -> Answer:
    """Runs on a worker, as a task: render a packed segment."""
    service = service_of(get_worker())
    assert service is not None, "only workers that offer the service get tasks"
    return service.answer(packed, terms, store)
