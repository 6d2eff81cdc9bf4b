"""Measure how well a render uses several cores: the same clip on one core and on all of them.

    python benchmarks/workers.py                          hour29 at 1080p, two cores, three times
    python benchmarks/workers.py --size 8k --runs 1

Every run is a whole process, from its start to the inspected clip, with an empty store and one
worker per core. Efficiency is the time on one core divided by the product of the time on all cores
and their number. The upper bound that the machine sets is printed beside it: cores share memory
and caches, so one run on each core at the same time takes longer than one run alone. Needs Linux,
which can bind a process to cores.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence

from measuring import ENVIRONMENT, machine, ours


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--clip", default="hour29")
    options.add_argument("--size", default="1080p", help="any quality of the ladder")
    options.add_argument("--cores", type=int, default=2)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    cores = available_cores(chosen.cores)
    alone, together, abreast = [], [], []
    for _ in range(chosen.runs):
        alone.append(wall(chosen.clip, chosen.size, [cores[:1]]))
        together.append(wall(chosen.clip, chosen.size, [cores]))
        abreast.append(wall(chosen.clip, chosen.size, [[core] for core in cores]))
        print(f"{alone[-1]:.1f} s, {together[-1]:.1f} s, {abreast[-1]:.1f} s", flush=True)
    one, several, each = map(statistics.median, (alone, together, abreast))
    print(
        f"{chosen.clip}, {chosen.size}, {chosen.runs} runs: {one:.1f} s on one core, "
        f"{several:.1f} s on {len(cores)}; efficiency {one / several / len(cores):.0%}, "
        f"{len(cores)} separate runs at once reach {one / each:.0%} ({each:.1f} s)."
    )
    print(machine())


def available_cores(number: int) -> list[int]:
    """So many of the cores that this process may use."""
    if not hasattr(os, "sched_setaffinity"):
        raise SystemExit("This system cannot bind a process to cores.")
    cores = sorted(os.sched_getaffinity(0))[:number]
    if len(cores) < number:
        raise SystemExit(f"{number} cores requested, {len(cores)} available")
    return cores


def wall(clip: str, size: str, runs: Sequence[Sequence[int]]) -> float:
    """Wall seconds of runs that start together, each bound to its own cores."""
    with tempfile.TemporaryDirectory(prefix="storyreel-workers-") as folder:
        begin = time.perf_counter()
        running = []
        for number, cores in enumerate(runs):
            command = [*ours(clip, size, f"{folder}/{number}"), "--workers", str(len(cores))]
            running.append(subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL))
            os.sched_setaffinity(running[-1].pid, cores)
        codes = [process.wait() for process in running]
        seconds = time.perf_counter() - begin
    if any(codes):
        raise SystemExit(f"a run failed with exit code {max(codes, key=abs)}")
    return seconds


if __name__ == "__main__":
    main()
