"""How much of several cores a render uses: the same clip on one core and on all, in turn.

    python benchmarks/workers.py                          hour29 at 1080p, two cores, three times
    python benchmarks/workers.py --size 8k --runs 1

Every run is a whole process, from its start to the inspected clip, with a worker for each core that
it may use, and nothing stored. Efficiency is what one core takes, over what all take times their
number. Beside it stands what the machine itself allows: cores share memory and caches, and
sometimes more, so one run on each core, all at once, takes longer than one run alone. Linux alone
lets a program be kept to some cores.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence

from compare import ENVIRONMENT, machine, ours


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--clip", default="hour29")
    options.add_argument("--size", default="1080p", help="any quality of the ladder")
    options.add_argument("--cores", type=int, default=2)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    if not hasattr(os, "sched_setaffinity"):
        raise SystemExit("This system keeps no program to some cores.")
    cores = sorted(os.sched_getaffinity(0))[: chosen.cores]
    if len(cores) < chosen.cores:
        raise SystemExit(f"{chosen.cores} cores are wanted, {len(cores)} are there")
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
        f"where {len(cores)} separate runs at once come to {one / each:.0%} ({each:.1f} s)."
    )
    print(machine())


def wall(clip: str, size: str, runs: Sequence[Sequence[int]]) -> float:
    """Seconds until runs that are begun at once, each on the cores that it is given, have ended."""
    with tempfile.TemporaryDirectory(prefix="storyreel-workers-") as folder:
        begin = time.perf_counter()
        running = []
        for number, cores in enumerate(runs):
            own = f"{folder}/{number}"
            command = [*ours(clip, size, own), "--store", f"{own}.store"]
            command += ["--workers", str(len(cores))]
            running.append(subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL))
            os.sched_setaffinity(running[-1].pid, cores)
        codes = [process.wait() for process in running]
        seconds = time.perf_counter() - begin
    if any(codes):
        raise SystemExit(f"a run ended with {max(codes, key=abs)}")
    return seconds


if __name__ == "__main__":
    main()
