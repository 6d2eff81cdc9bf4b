"""A worker: it joins a cluster, renders what it is given, and joins again after an outage."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Callable
from typing import Any

import dask.config
from distributed import Worker

from storyreel.base.errors import MachineError, Problem
from storyreel.cluster.address import LOOPBACK, SchedulerAddress
from storyreel.cluster.connection import CONNECT_S, security_of, silence_dask
from storyreel.cluster.service import MEMORY, RenderService

REJOIN_S = 2.0
"""Between two attempts to join."""


def default_name() -> str:
    """A name that no other worker of a cluster has."""
    return f"{socket.gethostname()}-{os.getpid()}"


def run_worker(
    scheduler: SchedulerAddress, service: RenderService, say: Callable[[str], None]
) -> None:
    """Work for a cluster until interrupted; the scheduler may come later, vanish and come back.

    Raises RequestError where certificates are missing, MachineError where the scheduler refuses
    the worker.
    """
    silence_dask(logging.CRITICAL)
    security_of(scheduler, "worker")
    with dask.config.set({"distributed.worker.profile.enabled": False}):
        asyncio.run(_work(scheduler, service, say))


async def _work(
    scheduler: SchedulerAddress, service: RenderService, say: Callable[[str], None]
) -> None:
    waiting = False
    while True:
        try:
            async with dask_worker(scheduler, service) as worker:
                say(f"{service.offer.name} works for {scheduler.url} at {worker.address}")
                waiting = False
                await worker.finished()
            say(f"The scheduler at {scheduler.url} is gone; waiting for it.")
        except ValueError as error:
            problem = Problem(f"The scheduler at {scheduler.url} refuses this worker: {error}.")
            raise MachineError(problem) from error
        except OSError as error:
            if not waiting:
                say(f"The scheduler at {scheduler.url} does not answer ({error}); waiting for it.")
            waiting = True
        await asyncio.sleep(REJOIN_S)


def dask_worker(scheduler: SchedulerAddress, service: RenderService) -> Any:
    """A dask worker with the service: an asynchronous context manager."""
    offer = service.offer
    make: Any = Worker
    return make(
        scheduler.url,
        name=offer.name,
        nthreads=offer.slots,
        resources={MEMORY: offer.memory_mb},
        memory_limit=0,  # the segments' memory is in other processes
        security=security_of(scheduler, "worker"),
        plugins=(service,),
        local_directory=str(offer.scratch),
        death_timeout=CONNECT_S,
        host=LOOPBACK if scheduler.local else None,
    )
