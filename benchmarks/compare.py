"""Compare Storyreel with stock Manim on the same clip; report medians, ratios and the machine.

    python benchmarks/compare.py                 1080p three times, 4K twice, 8K once
                                                 (three times with Storyreel)
    python benchmarks/compare.py --sizes 1080p --runs 1

Every run is a whole process, from its start to the finished file. Memory is the peak of the sum
over its processes. Stock Manim renders without its cache, once with each given number of encoders
in flight; the fastest number counts. The table in `benchmarks/README.md` is replaced.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import av
import psutil

HERE = Path(__file__).parent
SIZES = {"1080p": (1920, 1080), "4k": (3840, 2160), "8k": (7680, 4320)}
TARGETS = {"1080p": 6, "4k": 8, "8k": 15}
RUNS = {"1080p": 3, "4k": 2, "8k": 1}
OURS_IN_A_ROUND = {"1080p": 1, "4k": 1, "8k": 3}
SAMPLE_S = 0.25
"""The interval of memory samples; one sample takes milliseconds."""

MARK = "<!-- results: written by compare.py -->"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HERE.parent)}


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall and processor seconds, peak memory, and the size and frames of its file."""

    wall: float
    cpu: float
    peak_mb: float
    file_mb: float
    frames: int


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    options.add_argument("--runs", type=int, help="runs of each size, instead of its default")
    options.add_argument("--encoders", nargs="+", type=int, default=[1, 4], metavar="N")
    chosen = options.parse_args()
    rows = []
    for size in chosen.sizes:
        ours: list[Run] = []
        stock: dict[int, list[Run]] = {number: [] for number in chosen.encoders}
        for _ in range(chosen.runs or RUNS[size]):
            ours += [run_ours(size) for _ in range(OURS_IN_A_ROUND[size])]
            for number, runs in stock.items():
                runs.append(run_stock(size, number))
        rows.append(row(size, ours, stock))
        print(rows[-1], flush=True)
    write(rows)


def run_ours(size: str) -> Run:
    with tempfile.TemporaryDirectory(prefix="storyreel-compare-") as folder:
        return measured(ours("hour29", size, folder), Path(folder))


def ours(clip: str, size: str, folder: str) -> list[str]:
    """The command that renders a clip with Storyreel from scratch into a folder."""
    command = [sys.executable, "-P", "-m", "storyreel", clip, "--quality", size]
    return [*command, "--quiet", "--force", "--out", folder]


def run_stock(size: str, encoders: int) -> Run:
    with tempfile.TemporaryDirectory(prefix="storyreel-compare-") as folder:
        command = [sys.executable, "-m", "manim", "render", "--renderer", "cairo"]
        command += ["--disable_caching", "--max-inflight-encoders", str(encoders)]
        command += ["--resolution", "{},{}".format(*SIZES[size]), "--fps", "30"]
        command += ["--media_dir", folder, "--verbosity", "ERROR", "--progress_bar", "none"]
        return measured([*command, str(HERE / "stock_hour29.py"), "Hour29"], Path(folder))


def measured(command: list[str], folder: Path) -> Run:
    """Run a command to its end and measure it; its result is the largest video in the folder."""
    before = os.times()
    begin = time.perf_counter()
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(SAMPLE_S)
    wall, after = time.perf_counter() - begin, os.times()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    video = max(folder.rglob("*.mp4"), key=lambda path: path.stat().st_size)
    with av.open(str(video)) as container:
        frames = sum(bool(packet.size) for packet in container.demux(video=0))
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Run(wall, cpu, peak / 2**20, video.stat().st_size / 2**20, frames)


def memory(process: int) -> int:
    """Resident bytes of a process and its descendants; shared pages count in each."""
    total = 0
    try:
        family = [psutil.Process(process)]
        family += family[0].children(recursive=True)
    except psutil.NoSuchProcess:
        return 0
    for member in family:
        try:
            total += member.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def row(size: str, ours: list[Run], stock: dict[int, list[Run]]) -> str:
    best = min(stock, key=lambda number: statistics.median(run.wall for run in stock[number]))
    theirs = stock[best]
    wall, their_wall = (statistics.median(run.wall for run in runs) for runs in (ours, theirs))
    cells = [
        size,
        f"{len(theirs)}, {len(ours)}",
        f"{their_wall:.1f} s",
        str(best),
        f"{max(run.peak_mb for run in theirs):.0f} MiB",
        f"{theirs[0].file_mb:.1f} MiB, {theirs[0].frames}",
        f"{wall:.1f} s",
        f"{statistics.median(run.cpu for run in ours):.1f} s",
        f"{max(run.peak_mb for run in ours):.0f} MiB",
        f"{ours[0].file_mb:.1f} MiB, {ours[0].frames}",
        f"{their_wall / wall:.1f} ×",
        f"{TARGETS[size]} ×",
    ]
    return "| " + " | ".join(cells) + " |"


def write(rows: list[str]) -> None:
    readme = HERE / "README.md"
    head = (
        "| size | runs, ours | Manim | encoders | its memory | its file, frames "
        "| Storyreel | its processor time | its memory | its file, frames | ratio | target |"
    )
    table = "\n".join([head, "|" + "---|" * 12, *rows])
    before = readme.read_text(encoding="utf-8").split(MARK)[0]
    readme.write_text(f"{before}{MARK}\n\n{machine()}\n\n{table}\n", encoding="utf-8")


def machine() -> str:
    """The date, the machine and the versions of the libraries, as a sentence."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("manim", "av", "skia-python"))
    when = datetime.now(UTC).strftime("%Y-%m-%d")
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{when}, medians; {os.cpu_count()} × {processor()}, "
        f"{psutil.virtual_memory().total // 2**30} GiB, {platform.system()}; "
        f"Python {platform.python_version()}, {libraries}; load at the end {load}."
    )


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    main()
