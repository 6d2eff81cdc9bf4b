"""Compare Storyreel with stock Manim on the same clip; report medians, ratios and the machine.

    python benchmarks/compare.py                 1080p three times, 4K twice, 8K once
                                                 (three times with Storyreel)
    python benchmarks/compare.py --sizes 1080p --runs 1

Every run is a whole process, from its start to the finished file; both files must have all frames.
Memory is the peak of the sum over its processes. Stock Manim renders without its cache, once with
each given number of encoders in flight; the fastest number counts. The table in
`benchmarks/README.md` is replaced.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from dataclasses import dataclass

from measuring import (
    CLIP,
    FRAMES,
    STOCK,
    Run,
    frames_of,
    measured,
    ours,
    publish,
    row,
    stock,
    table,
    video_in,
)

from storyreel.base.presets import LADDER

TARGETS = {"1080p": 4.5, "4k": 6.0, "8k": 15.0}
"""How many times faster than stock Manim a render is to be."""

RUNS = {"1080p": 3, "4k": 2, "8k": 1}
OURS_IN_A_ROUND = {"1080p": 1, "4k": 1, "8k": 3}
COLUMNS = (
    *("size", "runs, ours", "Manim", "encoders", "its memory", "its file", "Storyreel"),
    *("its processor time", "its memory", "its file", "ratio", "target", "met"),
)


@dataclass(frozen=True, slots=True)
class Render:
    """A run, and the size of its file in MiB."""

    run: Run
    file_mb: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", nargs="+", choices=tuple(LADDER), default=list(TARGETS))
    options.add_argument("--runs", type=int, help="runs of each size, instead of its default")
    options.add_argument("--encoders", nargs="+", type=int, default=[1, 4], metavar="N")
    chosen = options.parse_args()
    rows = []
    for size in chosen.sizes:
        here: list[Render] = []
        theirs: dict[int, list[Render]] = {number: [] for number in chosen.encoders}
        for _ in range(chosen.runs or RUNS.get(size, 1)):
            here += [render_ours(size) for _ in range(OURS_IN_A_ROUND.get(size, 1))]
            for number, renders in theirs.items():
                renders.append(render_stock(size, number))
        rows.append(compared(size, here, theirs))
        print(rows[-1], flush=True)
    publish("compare", table(COLUMNS, rows))


def render_ours(size: str) -> Render:
    with tempfile.TemporaryDirectory(prefix="storyreel-compare-") as folder:
        return rendered(ours(CLIP, size, folder), folder)


def render_stock(size: str, encoders: int) -> Render:
    with tempfile.TemporaryDirectory(prefix="storyreel-compare-") as folder:
        return rendered(
            stock(STOCK, size, folder, "--max-inflight-encoders", str(encoders)), folder
        )


def rendered(command: list[str], folder: str) -> Render:
    """Render, and require all frames in the file."""
    run = measured(command, folder)
    video = video_in(folder)
    if (frames := frames_of(video)) != FRAMES:
        raise SystemExit(f"{' '.join(command)} wrote {frames} frames instead of {FRAMES}")
    return Render(run, video.stat().st_size / 2**20)


def compared(size: str, here: list[Render], theirs: dict[int, list[Render]]) -> str:
    walls = {number: median_wall(renders) for number, renders in theirs.items()}
    best = min(walls, key=lambda number: walls[number])
    ratio, target = walls[best] / median_wall(here), TARGETS.get(size, 1.0)
    return row(
        *(size, f"{len(theirs[best])}, {len(here)}", f"{walls[best]:.1f} s", best),
        *(f"{peak(theirs[best]):.0f} MiB", f"{theirs[best][0].file_mb:.1f} MiB"),
        f"{median_wall(here):.1f} s",
        f"{statistics.median(each.run.cpu for each in here):.1f} s",
        *(f"{peak(here):.0f} MiB", f"{here[0].file_mb:.1f} MiB"),
        *(f"{ratio:.1f} ×", f"{target:g} ×", "yes" if ratio >= target else "no"),
    )


def median_wall(renders: list[Render]) -> float:
    return statistics.median(each.run.wall for each in renders)


def peak(renders: list[Render]) -> float:
    return max(each.run.peak_mb for each in renders)


if __name__ == "__main__":
    main()
