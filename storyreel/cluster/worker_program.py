"""A worker: it joins a cluster, renders what it is given, and joins again after an outage."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import socket
from collections.abc import Callable
from typing import Any

import dask.config
from distributed import Worker

from storyreel.cluster.address import LOOPBACK, SchedulerAddress
from storyreel.cluster.connection import CONNECT_S, security_of, silence_dask
from storyreel.cluster.service import MEMORY, RenderService

REJOIN_S = 2.0
"""Between two attempts to join."""


def default_name() -> str:
    """A name that no other worker of a cluster has."""
    return f"{socket.gethostname()}-{os.getpid()}"


def run_worker(
    scheduler: SchedulerAddress, service: RenderService, port: int, say: Callable[[str], None]
) -> None:
    """Work for a cluster until interrupted; the scheduler may come later, vanish and come back.

    Raises RequestError where certificates are missing.
    """
    silence_dask(logging.CRITICAL)
    security_of(scheduler, "worker")
    with dask.config.set({"distributed.worker.profile.enabled": False}):
        asyncio.run(_work(scheduler, service, port, say))


async def _work(
    scheduler: SchedulerAddress, service: RenderService, port: int, say: Callable[[str], None]
) -> None:
    waiting = False
    while True:
        try:
            async with dask_worker(scheduler, service, port) as worker:
                say(f"{service.offer.name} works for {scheduler.url} at {worker.address}")
                waiting = False
                await worker.finished()
            say(f"The scheduler at {scheduler.url} is gone; waiting for it.")
        except (OSError, RuntimeError, ValueError) as error:  # the last two are dask's own
            if not waiting:
                say(f"{scheduler.url} can't be joined ({_why(error)}); waiting for it.")
            waiting = True
        await asyncio.sleep(REJOIN_S)


def dask_worker(scheduler: SchedulerAddress, service: RenderService, port: int = 0) -> Any:
    """A dask worker with the service at a port, 0 for any: an asynchronous context manager."""
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
        port=port,
        host=LOOPBACK if scheduler.local else None,
    )


def _why(error: BaseException) -> str:
    """The reason in an error of dask, such as a name that is taken."""
    text = str(error.__cause__ or error)
    answer = re.search(r"'message': '(.*?)'", text)
    return answer[1] if answer else text or "no answer"
