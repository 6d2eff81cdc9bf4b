"""Measure what a cluster costs beside the local pool, and reckon how far it scales.

    python benchmarks/cluster.py                       hour29 at 4K, two workers, three times
    python benchmarks/cluster.py --size 8k --runs 1

A scheduler and one worker for --cores segments at a time run on this machine, and the same clip is
rendered in turn by them and by the local pool, each time from scratch and as a whole process. Wall
time is what users wait for, and processor time, of all processes together, is what remains
comparable on a machine that does other work. Without a shared store the segments are sent back.

From the figures of one clip it is reckoned how long many clips take on more cores: each of four
resources is used by so many seconds per clip, and the busiest one decides.
"""

from __future__ import annotations

import argparse
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil
from measuring import ENVIRONMENT, children_cpu, machine, ours

CLIPS = 500
CORES = (10, 100, 1000)
START_S, IDLE_S = 8.0, 10.0
"""For the processes of the cluster to start, and to measure what they take while they wait."""

NETWORK_BYTES_S = 110e6
"""What a gigabit carries."""


@dataclass(frozen=True, slots=True)
class Run:
    """One render: wall seconds, and processor seconds of the program, workers and scheduler."""

    wall: float
    program: float
    workers: float
    scheduler: float
    clip_bytes: int
    shares: Sequence[Mapping[str, Any]]
    """The document's entries for the workers of a cluster."""

    @property
    def processor(self) -> float:
        return self.program + self.workers + self.scheduler


@dataclass(frozen=True, slots=True)
class Loads:
    """What one clip asks of each resource, in seconds of it."""

    worker_core: float
    ordering_core: float
    scheduler: float
    network: float

    def seconds(self, clips: int, cores: int, ordering_cores: int) -> dict[str, float]:
        """How long each resource alone would take for so many clips."""
        return {
            "workers": clips * self.worker_core / cores,
            "ordering machine": clips * self.ordering_core / ordering_cores,
            "scheduler": clips * self.scheduler,
            "network": clips * self.network,
        }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--clip", default="hour29")
    options.add_argument("--size", default="4k", help="any quality of the ladder")
    options.add_argument("--cores", type=int, default=2)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--sent", action="store_true", help="the workers do not share the store")
    chosen = options.parse_args()
    local: list[Run] = []
    remote: list[Run] = []
    with cluster(chosen.cores, chosen.sent) as (url, processes):
        idle = idle_share(processes["scheduler"])
        for _ in range(chosen.runs):
            local.append(run(chosen, ("--workers", str(chosen.cores)), {}))
            remote.append(run(chosen, ("--cluster", url), processes))
            print(f"local {shown(local[-1])}; cluster {shown(remote[-1])}", flush=True)
    report(chosen.clip, chosen.size, local, [without_idling(each, idle) for each in remote])


def idle_share(process: psutil.Process) -> float:
    """The share of a core that a process takes while it waits."""
    before = used(process)
    time.sleep(IDLE_S)
    return (used(process) - before) / IDLE_S


def without_idling(one: Run, idle: float) -> Run:
    """A run without what the scheduler would have taken anyway, at that share of a core."""
    return replace(one, scheduler=max(0.0, one.scheduler - idle * one.wall))


@contextmanager
def cluster(cores: int, sent: bool) -> Iterator[tuple[str, Mapping[str, psutil.Process]]]:
    """A scheduler and a worker, with their processes by role."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    url = f"tcp://127.0.0.1:{port}"
    python = [sys.executable, "-P", "-m"]
    scheduler = [*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    scheduler += ["--port", str(port), "--no-dashboard"]
    worker = [*python, "storyreel", "worker", url, "--workers", str(cores)]
    with ExitStack() as held:
        folder = held.enter_context(tempfile.TemporaryDirectory(prefix="storyreel-cluster-"))
        worker += ["--store", f"{folder}/none"] if sent else []
        processes = {}
        for role, command in (("scheduler", scheduler), ("workers", worker)):
            started = subprocess.Popen(
                command,
                env=ENVIRONMENT,
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # dask logs there
            )
            held.callback(started.wait)
            held.callback(started.terminate)
            processes[role] = psutil.Process(started.pid)
        time.sleep(START_S)
        yield url, processes


def run(
    chosen: argparse.Namespace, who: tuple[str, ...], processes: Mapping[str, psutil.Process]
) -> Run:
    """Render the clip from scratch, and measure the program and the processes that help it."""
    with tempfile.TemporaryDirectory(prefix="storyreel-cluster-") as folder:
        command = [*ours(chosen.clip, chosen.size, folder), *who, "--json"]
        before, own = {role: used(each) for role, each in processes.items()}, children_cpu()
        begin = time.perf_counter()
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False)
        wall = time.perf_counter() - begin
        if done.returncode:
            raise SystemExit(done.stderr.decode())
        clip = json.loads(done.stdout)["clips"][0]
        clip_bytes = Path(clip["path"]).stat().st_size
    spent = {role: used(each) - before[role] for role, each in processes.items()}
    return Run(
        wall,
        children_cpu() - own,
        spent.get("workers", 0.0),
        spent.get("scheduler", 0.0),
        clip_bytes,
        clip.get("cluster", {}).get("workers", ()),
    )


def used(process: psutil.Process) -> float:
    """Processor seconds of a process and its children, those that have ended among them."""
    family = [process, *process.children(recursive=True)]
    times = [each.cpu_times() for each in family]
    ended = sum(getattr(each, "children_user", 0.0) for each in times)
    ended += sum(getattr(each, "children_system", 0.0) for each in times)
    return float(ended + sum(each.user + each.system for each in times))


def shown(one: Run) -> str:
    return f"{one.wall:.1f} s, {one.processor:.1f} s of processors"


def report(clip: str, size: str, local: list[Run], remote: list[Run]) -> None:
    """Print the overhead, the loads of one clip, and the reckoning."""
    walls = [statistics.median(each.wall for each in runs) for runs in (local, remote)]
    spent = [statistics.median(each.processor for each in runs) for runs in (local, remote)]
    print(f"{clip}, {size}, {len(local)} runs, medians:")
    print(f"  wall {walls[0]:.1f} s, {walls[1]:.1f} s: {walls[1] / walls[0] - 1:+.1%}")
    print(f"  processors {spent[0]:.1f} s, {spent[1]:.1f} s: {spent[1] / spent[0] - 1:+.1%}")
    last = min(remote, key=lambda each: each.processor)
    segments, sent, received = (
        sum(share[name] for share in last.shares)
        for name in ("segments", "sent_bytes", "received_bytes")
    )
    print(
        f"  per segment: {sent / segments / 1e3:.0f} kB of drawings sent, "
        f"{received / segments / 1e3:.0f} kB received, "
        f"{1e3 * last.scheduler / segments:.1f} ms of the scheduler"
    )
    print(
        f"  per clip: {segments} segments, {last.clip_bytes / 1e6:.1f} MB, {last.workers:.1f} s of "
        f"workers, {last.program:.1f} s of the program that orders"
    )
    # Segments travel once where the store is shared, too: through its file system.
    network = (sent + max(last.clip_bytes, received)) / NETWORK_BYTES_S
    reckon(Loads(last.workers, last.program, last.scheduler, network))
    print(machine())


def reckon(loads: Loads) -> None:
    """Print how long many clips take on more cores, and what limits them."""
    for ordering_cores in (2, 16):
        print(f"  {CLIPS} clips, ordered by {ordering_cores} cores:")
        for cores in CORES:
            seconds = loads.seconds(CLIPS, cores, ordering_cores)
            slowest = max(seconds, key=lambda name: seconds[name])
            efficiency = seconds["workers"] / seconds[slowest]
            print(
                f"    {cores:>5} cores: {seconds[slowest] / 60:.0f} min, limited by the {slowest} "
                f"(workers busy {efficiency:.0%})"
            )


if __name__ == "__main__":
    main()
