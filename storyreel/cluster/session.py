"""The session of one render with a cluster, which outlives scheduler and workers that vanish."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from storyreel.base.counted import counted
from storyreel.base.errors import MachineError, Problem
from storyreel.cluster.connection import connected
from storyreel.cluster.members import Members, Render, SchedulerLostError
from storyreel.cluster.shares import by_worker

POLL_S = 1.0
REPORT_S = 30.0
OTHERS_S = 2.0
"""The longest wait for the checks of other workers once one fits."""


class ClusterSession:
    """Has the orders of a render rendered, until they have ended; `on_ready` is called once a
    worker fits."""

    def __init__(self, render: Render, on_ready: Callable[[], None]) -> None:
        self._render, self._on_ready = render, on_ready
        self._ready = False
        self._reported, self._last_report = time.monotonic(), ""
        self._missing_since = time.monotonic()
        """When the last worker or the scheduler was missed first."""

    async def run(self) -> None:
        """Raises MachineError where the cluster can't render, or not any more."""
        while not self._render.orders.ended.is_set():
            try:
                async with connected(self._render.standard.scheduler) as client:
                    await self._serve(Members(client, self._render))
            except SchedulerLostError:
                self._missing_since = time.monotonic()
                self._render.say(f"The scheduler at {self._url} is gone; waiting for it.")
            except _HopelessError as error:
                raise MachineError(*error.problems) from error
            except MachineError:
                if not self._ready or self._missed_s() > self._render.patience.return_s:
                    raise
                await asyncio.sleep(POLL_S)

    async def _serve(self, members: Members) -> None:
        """Feed the workers of one connection."""
        ended = self._render.orders.ended
        try:
            while not ended.is_set():
                await members.update()
                self._judge(members)
                self._report()
                await _first_of(ended, members.changed)
                members.changed.clear()
        finally:
            await members.close()

    def _judge(self, members: Members) -> None:
        """Begin, wait on, or give up."""
        if members.count:
            if not self._ready:
                self._begin(members)
            if self._ready:
                self._missing_since = time.monotonic()
        elif members.hopeless:
            what = f"No worker of the cluster at {self._url} can render this."
            reasons = [
                Problem(f"worker {name}: {why}") for name, why in self._render.refused.items()
            ]
            remedy = "Start workers that fit, with the same release of Storyreel."
            raise _HopelessError(Problem(what, remedy), *reasons)
        elif self._missed_s() > self._longest_s():
            what = f"The cluster at {self._url} has no worker that answers."
            remedy = f"Start one with storyreel worker {self._url}"
            raise _HopelessError(Problem(what, remedy))

    def _begin(self, members: Members) -> None:
        """Report that a worker fits; others that are being checked are waited for shortly."""
        if members.checking and self._missed_s() < OTHERS_S:
            return
        self._ready = True
        workers = counted(members.count, "worker")
        self._render.say(f"cluster {self._url}: {workers}, {members.slots} segments at a time")
        self._on_ready()

    def _report(self) -> None:
        """Say from time to time which worker has rendered how much."""
        shares = by_worker(self._render.shares.values())
        if time.monotonic() - self._reported < REPORT_S or shares == self._last_report:
            return
        self._reported, self._last_report = time.monotonic(), shares
        self._render.say(f"segments by worker so far: {shares}")

    def _longest_s(self) -> float:
        patience = self._render.patience
        return patience.return_s if self._ready else patience.first_worker_s

    def _missed_s(self) -> float:
        return time.monotonic() - self._missing_since

    @property
    def _url(self) -> str:
        return self._render.standard.scheduler.url


class _HopelessError(MachineError):
    """More waiting would not help."""


async def _first_of(*events: asyncio.Event) -> None:
    """Wait for one of several events, at most POLL_S."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, timeout=POLL_S, return_when=asyncio.FIRST_COMPLETED)
    for task in waits:
        task.cancel()
