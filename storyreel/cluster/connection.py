"""Connections to a scheduler, encrypted where its address says so."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal, TypeAlias

from distributed import Client
from distributed.security import Security

from storyreel.base.errors import MachineError, Problem, RequestError
from storyreel.cluster.address import SchedulerAddress

CONNECT_S = 10.0
Role: TypeAlias = Literal["client", "worker", "scheduler"]


def security_of(scheduler: SchedulerAddress, role: Role) -> Any:
    """The certificates of dask's configuration, for a scheduler that needs them.

    Raises RequestError where the configuration names none, or one that can't be read.
    """
    make: Any = Security
    security = make(require_encryption=scheduler.encrypted)
    if not scheduler.encrypted:
        return security
    keys = f"distributed.comm.tls.ca-file and distributed.comm.tls.{role}.cert and .key"
    remedy = f"Set {keys} in dask's configuration (see docs/cluster.md)."
    try:
        arguments = security.get_connection_args(role)
    except OSError as error:
        what = f"{scheduler.url}: a certificate can't be read ({error})."
        raise RequestError(Problem(what, remedy)) from error
    if arguments["ssl_context"] is None:
        what = f"{scheduler.url} needs certificates, and dask's configuration names none."
        raise RequestError(Problem(what, remedy))
    return security


@asynccontextmanager
async def connected(scheduler: SchedulerAddress) -> AsyncIterator[Any]:
    """A connection to a scheduler; raises MachineError where it does not answer."""
    security = security_of(scheduler, "client")
    make: Any = Client
    silence_dask(logging.CRITICAL)  # what goes wrong is reported in our own words
    client = make(
        scheduler.url,
        asynchronous=True,
        direct_to_workers=True,
        security=security,
        set_as_default=False,
        timeout=CONNECT_S,
    )
    try:
        async with asyncio.timeout(2 * CONNECT_S):  # other servers may answer nothing
            await client
    except (OSError, ValueError) as error:  # a ValueError for versions that do not match
        what = f"The scheduler at {scheduler.url} does not answer ({_first_line(error)})."
        remedy = "Check the address, and that the scheduler runs."
        raise MachineError(Problem(what, remedy)) from error
    try:
        yield client
    finally:
        await client.close()


def silence_dask(level: int) -> None:
    """Let dask's loggers print nothing below a level."""
    for name in ("distributed", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("distributed."):
            logging.getLogger(name).setLevel(level)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [f"nothing in {2 * CONNECT_S:g} s"])[0]
