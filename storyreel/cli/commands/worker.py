"""`worker`: render segments for a cluster, on this machine."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import LADDER
from storyreel.base.project import Project
from storyreel.cli import values
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options, insecure_option, port_number, whole_number
from storyreel.cluster.address import parse_scheduler
from storyreel.cluster.extra import require_distributed
from storyreel.workers.capacity import AUTO, Machine

EXAMPLES: tuple[Example, ...] = (
    ("tls://render.example:8786", "as many segments at a time as there are cores"),
    ("tcp://127.0.0.1:8786 --workers 2", ""),
    ("scheduler.json --store /mnt/films/store", "where this machine has the shared store"),
)

RESERVED_MB = 300
"""Memory for the worker itself."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "address",
        metavar="ADDRESS",
        help="the scheduler: tls://HOST:PORT, or the path of its scheduler file",
    )
    parser.add_argument(
        "--workers",
        default=AUTO,
        metavar="N|auto",
        help="segments at a time, as far as memory goes (default: auto, one for each core)",
    )
    parser.add_argument(
        "--memory",
        type=whole_number,
        metavar="MB",
        help="memory for segments (default: what is free now); 8k needs "
        f"{LADDER['8k'].worker_mb} MB for each, 4k {LADDER['4k'].worker_mb} MB",
    )
    parser.add_argument(
        "--port",
        type=port_number,
        default=0,
        metavar="PORT",
        help="the port that it listens on, for a firewall (default: any free one)",
    )
    parser.add_argument(
        "--name",
        metavar="NAME",
        help="the worker's name (default: the host's, with the process id)",
    )
    insecure_option(parser)
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Work until interrupted; a scheduler that vanishes is waited for."""
    scheduler = parse_scheduler(options.address, options.insecure)
    machine, asked = Machine.current(), values.workers(options.workers)
    memory_mb = options.memory or machine.memory_mb - RESERVED_MB
    least = min(quality.worker_mb for quality in LADDER.values())
    if memory_mb < least:
        what = f"{memory_mb} MB of memory are not enough for any segment."
        raise RequestError(Problem(what, f"The smallest ones need {least} MB."))
    require_distributed()
    slots = asked if isinstance(asked, int) else machine.cores

    from storyreel.cluster.render_processes import RenderProcesses
    from storyreel.cluster.service import Offer, RenderService
    from storyreel.cluster.worker_program import default_name, run_worker

    with (
        tempfile.TemporaryDirectory(prefix="storyreel-worker-") as scratch,
        RenderProcesses(slots) as processes,
    ):
        name = options.name or default_name()
        offer = Offer(name, slots, memory_mb, Path(scratch), options.store)
        try:
            run_worker(scheduler, RenderService(offer, processes), options.port, console.say)
        except KeyboardInterrupt:  # the usual end
            console.say(f"{name} has left the cluster.")
    return Reply()
