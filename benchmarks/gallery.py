"""Processor time of each scene of the gallery, ours against stock Manim's, in paired runs.

    python benchmarks/gallery.py                          every scene at 480p, 1080p and 4K
    python benchmarks/gallery.py --sizes 480p --only ThousandMovers ZoomIntoPlane

Every run is a whole process, from its start to the finished file; ours includes the inspection of
the file, and one worker paints. Both write 30 frames per second without any cache. The processor
time of a process includes that of its children. Of several runs the median counts.
"""

from __future__ import annotations

import argparse
import ast
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "tests" / "gallery"
SIZES = {"480p": (854, 480), "1080p": (1920, 1080), "4k": (3840, 2160)}


@dataclass(frozen=True, slots=True)
class Row:
    """Processor seconds of one scene at one size, ours and Manim's."""

    scene: str
    size: str
    ours: float
    stock: float

    @property
    def ratio(self) -> float:
        return self.stock / self.ours

    def __str__(self) -> str:
        times = f"{self.ours:.2f} | {self.stock:.2f} | {self.ratio:.2f}"
        return f"| {self.scene} | {self.size} | {times} |"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    options.add_argument("--runs", type=int, default=1)
    options.add_argument("--only", nargs="+", metavar="SCENE", default=[])
    chosen = options.parse_args()
    print("| scene | size | ours, s | stock, s | stock / ours |\n|---|---|---|---|---|", flush=True)
    rows = []
    for size in chosen.sizes:
        for file, scene in scenes():
            if not chosen.only or scene in chosen.only:
                rows.append(measured(file, scene, size, chosen.runs))
                print(rows[-1], flush=True)
    print(summary(rows))


def scenes() -> Iterator[tuple[Path, str]]:
    """The files and classes of the gallery; those that need LaTeX where it is installed."""
    for file in sorted(GALLERY.glob("[!t]*.py")):
        if file.stem == "formulas" and not which("latex"):
            continue
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                yield file, node.name


def measured(file: Path, scene: str, size: str, runs: int) -> Row:
    """The medians of so many pairs of runs, in alternating order."""
    ours: list[float] = []
    stock: list[float] = []
    for run in range(runs):
        for is_ours in (True, False) if run % 2 == 0 else (False, True):
            with tempfile.TemporaryDirectory() as folder:
                command = our_command if is_ours else stock_command
                seconds = processor_seconds(command(file, scene, size, folder), folder)
                (ours if is_ours else stock).append(seconds)
    return Row(scene, size, statistics.median(ours), statistics.median(stock))


def our_command(file: Path, scene: str, size: str, folder: str) -> list[str]:
    places = ["--out", f"{folder}/media", "--store", f"{folder}/store"]
    options = ["--quality", size, "--workers", "1", "--force", "--quiet", *places]
    return [sys.executable, str(ROOT / "render.py"), "--scene", f"{file}:{scene}", *options]


def stock_command(file: Path, scene: str, size: str, folder: str) -> list[str]:
    width, height = SIZES[size]
    options = ["-r", f"{width},{height}", "--fps", "30", "--disable_caching", "-v", "ERROR"]
    return [
        *(sys.executable, "-m", "manim", "render", *options),
        *("--progress_bar", "none", "--media_dir", folder, str(file), scene),
    ]


def processor_seconds(command: Sequence[str], folder: str) -> float:
    """User and system seconds of a process and its children; raises RuntimeError if it fails."""
    with Path(folder, "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: a flash, which some scenes of the gallery show
        text = Path(folder, "log").read_text("utf-8", "replace")
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}\n{text[-2000:]}")
    return used.ru_utime + used.ru_stime


def summary(rows: Sequence[Row]) -> str:
    lines = []
    for size in dict.fromkeys(row.size for row in rows):
        ratios = sorted(row.ratio for row in rows if row.size == size)
        slower = [row.scene for row in rows if row.size == size and row.ratio < 1]
        lines.append(
            f"{size}: stock / ours {ratios[0]:.2f} to {ratios[-1]:.2f}, median "
            f"{statistics.median(ratios):.2f}; slower than stock: {', '.join(slower) or 'none'}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
