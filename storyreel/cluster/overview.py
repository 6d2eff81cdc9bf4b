"""An overview of a cluster: its workers, what each has, and which of them fit this machine."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storyreel.base.counted import counted
from storyreel.base.errors import ExitCode
from storyreel.base.presets import LADDER
from storyreel.cluster.address import SchedulerAddress
from storyreel.cluster.connection import connected
from storyreel.cluster.fingerprint import fingerprint
from storyreel.cluster.questions import Terms, marked
from storyreel.cluster.service import examine
from storyreel.cluster.view import Standard, WorkerView
from storyreel.encode.segment_store import Store

ANSWER_S = 30.0


@dataclass(frozen=True, slots=True)
class ClusterView:
    """All workers of a cluster, by name."""

    scheduler: str
    workers: Sequence[WorkerView]

    @property
    def fitting(self) -> int:
        """The number of workers that can be used."""
        return sum(not worker.reasons for worker in self.workers)

    @property
    def exit_code(self) -> ExitCode:
        """OK where at least one worker can be used."""
        return ExitCode.OK if self.fitting else ExitCode.UNABLE_MACHINE

    def text(self) -> str:
        """One aligned line per worker, and a verdict."""
        width = max((len(worker.name) for worker in self.workers), default=0)
        lines = [
            f"{'refused' if worker.reasons else 'ok':<7}  {worker.name:<{width}}  {worker.detail}"
            for worker in self.workers
        ]
        total = counted(len(self.workers), "worker")
        verdict = f"{self.fitting} of {total} of {self.scheduler} can render for this machine."
        return "\n".join([*lines, "", verdict])

    def as_data(self) -> dict[str, Any]:
        """For a JSON document."""
        return {
            "cluster": self.scheduler,
            "workers": [worker.as_data() for worker in self.workers],
            "exit_code": self.exit_code,
        }


def view_cluster(scheduler: SchedulerAddress, store: Store, codec: str) -> ClusterView:
    """Ask every worker what it has for a codec; raises MachineError without a scheduler."""
    with marked(store) as mark:
        terms = Terms(secrets.token_hex(8), codec, LADDER["smoke"].worker_mb, mark)
        answers = asyncio.run(_answers(scheduler, terms))
    standard = Standard(scheduler, fingerprint(codec), terms)
    views = [standard.view(address, answer) for address, answer in answers.items()]
    return ClusterView(scheduler.url, sorted(views, key=lambda view: view.name))


async def _answers(scheduler: SchedulerAddress, terms: Terms) -> Mapping[str, object]:
    """What each worker says, by address."""
    async with connected(scheduler) as client:
        addresses = list(await client.scheduler.ncores())
        answers = [_answer(client, address, terms) for address in addresses]
        return dict(zip(addresses, await asyncio.gather(*answers), strict=True))


async def _answer(client: Any, address: str, terms: Terms) -> object:
    question = client.run(examine, terms, workers=[address], on_error="return")
    try:
        found: dict[str, object] = await asyncio.wait_for(question, ANSWER_S)
    except OSError as error:  # a time-out among them
        return error
    return found.get(address)
