"""The workers of a cluster over one connection: checked when they appear, fed while they last."""

from __future__ import annotations

import asyncio
import concurrent.futures
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

from distributed.scheduler import KilledWorker

from storyreel.base.errors import MachineError, Problem
from storyreel.cluster.deadline import deadline_s
from storyreel.cluster.orders import Orders, SegmentOrder
from storyreel.cluster.patience import Patience
from storyreel.cluster.questions import Capability
from storyreel.cluster.results import (
    Answer,
    DamagedResultError,
    FailedSegment,
    FinishedSegment,
    RenderDeath,
    WorkerFault,
)
from storyreel.cluster.service import MEMORY, examine, render_here, stop
from storyreel.cluster.shares import WorkerShare
from storyreel.cluster.view import Standard
from storyreel.workers.local_pool import MAX_DEATHS, gave_up

AHEAD = 1
"""Segments that a worker has beside those that it renders, so that it never waits for the next."""

AGAIN_S = 1.0
"""Between two questions to a worker that does not answer."""

STOP_S = 5.0
"""The longest time to tell workers to stop."""

_LOST = (OSError, concurrent.futures.CancelledError, KilledWorker)
"""What a connection or a task raises where the worker or the scheduler is gone."""

_T = TypeVar("_T")


class SchedulerLostError(Exception):
    """The scheduler does not answer any more."""


@dataclass(frozen=True, slots=True)
class Render:
    """A render as its workers see it: what they are measured by, its orders, and whom to inform."""

    standard: Standard
    orders: Orders
    patience: Patience
    say: Callable[[str], None]
    shares: dict[str, WorkerShare] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """Why a worker gets no segments, by its name."""


@dataclass(slots=True, eq=False)
class _Member:
    """A worker that fits, the tasks that feed it, and the orders that it has."""

    address: str
    capability: Capability
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    orders: set[SegmentOrder] = field(default_factory=set)

    @property
    def name(self) -> str:
        return self.capability.name


class Members:
    """Finds, checks and feeds the workers of a cluster, until `close`."""

    def __init__(self, client: Any, render: Render) -> None:
        self._client, self._render = client, render
        self._members: dict[str, _Member] = {}
        self._checks: dict[str, asyncio.Task[None]] = {}
        self._unusable: set[str] = set()
        """Workers that are refused or set aside."""

        self.changed = asyncio.Event()
        """Set when a worker is lost, before the next `update` would notice."""

    @property
    def slots(self) -> int:
        """Segments that all workers together render at a time."""
        terms = self._render.standard.terms
        return sum(each.capability.slots_for(terms) for each in self._members.values())

    @property
    def count(self) -> int:
        """Workers that fit."""
        return len(self._members)

    @property
    def checking(self) -> bool:
        """Whether any worker is being checked."""
        return bool(self._checks)

    @property
    def hopeless(self) -> bool:
        """Whether there are workers, and none of them can be used."""
        return bool(self._unusable) and not (self._members or self._checks)

    async def update(self) -> None:
        """Look who has come and gone; raises SchedulerLostError without a scheduler."""
        present = await self._present()
        for address in self._members.keys() - present.keys():
            self._drop(self._members.pop(address))
        for address in self._checks.keys() - present.keys():
            self._checks.pop(address).cancel()
        self._unusable &= present.keys()
        known = self._members.keys() | self._checks.keys() | self._unusable
        for address in present.keys() - known:
            self._checks[address] = asyncio.create_task(self._check(address))

    async def close(self) -> None:
        """Take the orders back from all workers, and stop what they still render."""
        tasks = [task for member in self._members.values() for task in member.tasks]
        tasks += self._checks.values()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._render.orders.unsettled and self._members:
            workers, render = list(self._members), self._render.standard.terms.render
            with suppress(*_LOST):
                told = self._client.run(stop, render, workers=workers, on_error="ignore")
                await asyncio.wait_for(told, STOP_S)

    async def _present(self) -> dict[str, int]:
        """The threads of each worker that the scheduler knows, by address."""
        if self._client.status != "running":
            raise SchedulerLostError
        try:
            return dict(await self._answered(self._client.scheduler.ncores()))
        except _LOST as error:
            raise SchedulerLostError from error

    async def _answered(self, question: Awaitable[_T]) -> _T:
        return await asyncio.wait_for(question, self._render.patience.answer_s)

    async def _check(self, address: str) -> None:
        """Admit a worker that fits; it gets its first segments."""
        terms = self._render.standard.terms
        question = self._client.run(examine, terms, workers=[address], on_error="return")
        found: object
        try:
            found = (await self._answered(question)).get(address)
        except _LOST:  # it is asked again, unless it is gone
            await asyncio.sleep(AGAIN_S)
            self._checks.pop(address, None)
            return
        except Exception as error:  # an answer that can't be read here
            found = error
        view = self._render.standard.view(address, found)
        if view.capability is not None and not view.reasons:
            self._admit(address, view.capability)
        else:
            self._refuse(address, view.name, view.detail)

    def _admit(self, address: str, capability: Capability) -> None:
        member = self._members[address] = _Member(address, capability)
        self._render.shares.setdefault(address, WorkerShare(capability.name, address))
        self._checks.pop(address, None)
        slots = capability.slots_for(self._render.standard.terms) + AHEAD
        member.tasks += [asyncio.create_task(self._feed(member)) for _ in range(slots)]
        self.changed.set()

    def _refuse(self, address: str, name: str, why: str) -> None:
        self._checks.pop(address, None)
        self._unusable.add(address)
        self._render.refused[name] = why
        self._render.say(f"worker {name} is refused: {why}")
        self.changed.set()

    async def _feed(self, member: _Member) -> None:
        """Give a worker one order after another, until it is lost or set aside."""
        orders = self._render.orders
        while member.address in self._members:
            order = await orders.take()
            member.orders.add(order)
            try:
                await self._settle(member, order, await self._attempt(member, order))
            except _LOST as error:
                await self._lose(member, error)
            except Exception as error:
                orders.settle(order, error)
            finally:
                member.orders.discard(order)
                if not order.future.done():
                    self._give_back(order)

    async def _attempt(self, member: _Member, order: SegmentOrder) -> Answer:
        """Have a worker render a segment: its drawings go there directly, and so does the result.

        The scheduler sees their names and sizes alone.
        """
        client, terms, there = self._client, self._render.standard.terms, [member.address]
        data = future = None
        try:
            async with asyncio.timeout(self._render.patience.attempts * deadline_s(order.job)):
                packed = await order.packed()
                data = await client.scatter(packed, workers=there, direct=True, hash=False)
                future = client.submit(
                    render_here,
                    data,
                    terms,
                    member.capability.store,
                    key=f"storyreel-{uuid4().hex}",
                    workers=there,
                    resources={MEMORY: terms.memory_mb},
                    pure=False,
                )
                answer: Answer = await future
                return answer
        finally:
            for each in (future, data):
                if each is not None:
                    each.release()

    async def _settle(self, member: _Member, order: SegmentOrder, answer: Answer) -> None:
        orders = self._render.orders
        match answer:
            case FinishedSegment():
                await self._receive(member, order, answer)
            case RenderDeath(death):
                order.deaths += 1
                if order.deaths >= MAX_DEATHS:
                    orders.settle(order, MachineError(gave_up(order.job.name, death)))
            case WorkerFault(problem):
                self._set_aside(member, problem)
            case FailedSegment(error):
                orders.settle(order, error)

    async def _receive(self, member: _Member, order: SegmentOrder, answer: FinishedSegment) -> None:
        """Keep a finished segment; a damaged one is rendered again."""
        try:
            checked = await asyncio.to_thread(answer.received, order.job)
        except DamagedResultError:
            order.deaths += 1
            return
        except Exception as error:  # this machine's disk may be full
            self._render.orders.settle(order, error)
            return
        sent, received = len(await order.packed()), len(answer.data or b"")
        self._render.shares[member.address].add(checked, sent, received)
        self._render.orders.settle(order, checked)

    def _give_back(self, order: SegmentOrder) -> None:
        """Let an order wait again that its worker has not finished, unless too many died of it."""
        if order.deaths < MAX_DEATHS:
            self._render.orders.add(order)
            return
        what = (
            f"beat {order.job.name}: {MAX_DEATHS} workers died or vanished while they had this "
            "segment."
        )
        remedy = "Look into their logs; if memory ran out, give each worker more."
        self._render.orders.settle(order, MachineError(Problem(what, remedy)))

    def _set_aside(self, member: _Member, problem: Problem) -> None:
        """Give a worker no more segments, because its machine can't render them."""
        if self._members.pop(member.address, None) is None:
            return
        self._unusable.add(member.address)
        self._render.refused[member.name] = str(problem)
        self._render.say(f"worker {member.name} gets no more segments: {problem}")
        self._release(member)

    async def _lose(self, member: _Member, error: BaseException) -> None:
        """Find out what became of a worker whose task was lost or took too long."""
        try:
            present = await self._present()
        except SchedulerLostError:
            present = {member.address: 0}  # it may be alive; `update` raises the error again
        if self._members.pop(member.address, None) is None:
            return
        if member.address not in present:
            self._drop(member)
            return
        if isinstance(error, TimeoutError):
            self._render.say(f"worker {member.name} does not answer; others get its segments.")
        self._release(member)

    def _drop(self, member: _Member) -> None:
        """Take back the orders of a worker that has left the cluster."""
        self._render.say(f"worker {member.name} has left; others get its segments.")
        for order in member.orders:
            order.deaths += 1
        self._release(member)

    def _release(self, member: _Member) -> None:
        current = asyncio.current_task()
        for task in member.tasks:
            if task is not current:
                task.cancel()
        self.changed.set()
