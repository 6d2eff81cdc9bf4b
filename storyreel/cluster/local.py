"""A cluster on this machine for one command: a scheduler and workers in a process of their own."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import dask.config
from distributed import Scheduler

from storyreel.base.errors import MachineError, Problem
from storyreel.cluster.address import LOOPBACK, SchedulerAddress
from storyreel.cluster.connection import security_of, silence_dask
from storyreel.cluster.render_processes import RenderProcesses
from storyreel.cluster.service import Offer, RenderService
from storyreel.cluster.worker_program import dask_worker
from storyreel.workers.capacity import Machine
from storyreel.workers.child_signals import STOPPING, signals_held
from storyreel.workers.parent_death import die_with_parent
from storyreel.workers.worker import can_fork

START_S = 60.0


@contextmanager
def local_cluster(workers: int) -> Iterator[SchedulerAddress]:
    """A cluster of so many workers, each with one process that renders, for as long as the block.

    Best entered before threads are started, as the process is then forked. Raises MachineError
    where it can't be started.
    """
    context: Any = multiprocessing.get_context("fork" if can_fork() else "spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve_cluster, args=(workers, theirs, ours, os.getpid()))
    with signals_held():
        process.start()
    theirs.close()
    try:
        yield SchedulerAddress(_address(ours))
    finally:
        ours.close()
        process.join(START_S)
        process.kill()
        process.join()


def _address(pipe: Connection[Any, Any]) -> str:
    try:
        if pipe.poll(START_S):
            return str(pipe.recv())
    except EOFError:
        pass
    raise MachineError(Problem("The local cluster could not be started.", "Try --workers instead."))


def _serve_cluster(
    workers: int, pipe: Connection[Any, Any], parent_end: Connection[Any, Any], parent: int
) -> None:
    """The main function of the process: serves until the parent closes its end of the pipe."""
    parent_end.close()
    for number in STOPPING:  # the parent answers all of them, and closes its end then
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    die_with_parent(parent)
    silence_dask(logging.CRITICAL)
    with ExitStack() as held:
        scratch = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="storyreel-cluster-")))
        # Forked now, before there are threads.
        processes = [held.enter_context(RenderProcesses(1)) for _ in range(workers)]
        memory_mb = Machine.current().memory_mb // workers
        services = [
            RenderService(Offer(f"local-{number}", 1, memory_mb, scratch), each)
            for number, each in enumerate(processes, 1)
        ]
        quiet = {"distributed.worker.profile.enabled": False, "temporary-directory": str(scratch)}
        with dask.config.set(quiet):
            asyncio.run(_serve(services, pipe))


async def _serve(services: Sequence[RenderService], pipe: Connection[Any, Any]) -> None:
    """A scheduler, and a worker for each service, until the other end closes the pipe."""
    scheduler: Any = Scheduler
    any_port = f"{LOOPBACK}:0"
    here = {"host": LOOPBACK, "port": 0, "protocol": "tcp"}
    here |= {"dashboard": False, "dashboard_address": any_port}  # its server starts in any case
    security = security_of(SchedulerAddress(f"tcp://{any_port}"), "scheduler")
    async with AsyncExitStack() as held:
        running = await held.enter_async_context(scheduler(security=security, **here))
        address = SchedulerAddress(running.address)
        for service in services:
            await held.enter_async_context(dask_worker(address, service))
        with suppress(BrokenPipeError):  # the other end is closed already
            pipe.send(running.address)
        await asyncio.to_thread(_closed, pipe)


def _closed(pipe: Connection[Any, Any]) -> None:
    """Wait for the other end to close the pipe."""
    with suppress(EOFError, OSError):
        pipe.recv()
