"""Processor time of plain scenes, ours against stock Manim's, in paired runs.

    python benchmarks/gallery.py                          every scene at 480p, 1080p and 4K
    python benchmarks/gallery.py --sizes 480p --only ThousandMovers ZoomIntoPlane

Every run is a whole process, from its start to the finished file; ours includes the inspection of
the file, and one worker paints. Both write 30 frames per second without any cache. The processor
time of a process includes that of its children. Of several runs the median counts. The table in
`benchmarks/README.md` is replaced: it names every scene that is slower than stock at a size.
"""

from __future__ import annotations

import argparse
import ast
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from measuring import ROOT, measured, publish, row, stock, table

GALLERY = ROOT / "tests" / "gallery"
SIZES = ("480p", "1080p", "4k")
PUBLISHED_OR_FAILED = (0, 1)
"""Exit codes: some scenes of the gallery flash, which an inspection fails."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Processor seconds of one scene at one size, ours and Manim's."""

    scene: str
    size: str
    ours: float
    stock: float

    @property
    def ratio(self) -> float:
        return self.stock / self.ours

    def __str__(self) -> str:
        return f"{self.scene} {self.ours:.2f} s, stock {self.stock:.2f} s ({self.ratio:.2f} ×)"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    options.add_argument("--runs", type=int, default=1)
    options.add_argument("--only", nargs="+", metavar="SCENE", default=[])
    chosen = options.parse_args()
    pairs = []
    for size in chosen.sizes:
        for scene in scenes():
            if not chosen.only or scene[1] in chosen.only:
                pairs.append(paired(scene, size, chosen.runs))
                print(size, pairs[-1], flush=True)
    publish("gallery", summary(pairs))


def scenes() -> Iterator[tuple[Path, str]]:
    """The files and classes of the gallery; those that need LaTeX where it is installed."""
    for file in sorted(GALLERY.glob("[!t]*.py")):
        if file.stem == "formulas" and not which("latex"):
            continue
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                yield file, node.name


def paired(scene: tuple[Path, str], size: str, runs: int) -> Pair:
    """The medians of so many pairs of runs, in alternating order."""
    here: list[float] = []
    theirs: list[float] = []
    for run in range(runs):
        for is_ours in (True, False) if run % 2 == 0 else (False, True):
            with tempfile.TemporaryDirectory(prefix="storyreel-gallery-") as folder:
                command = (our_scene if is_ours else stock)(scene, size, folder)
                cpu = measured(command, folder, PUBLISHED_OR_FAILED).cpu
                (here if is_ours else theirs).append(cpu)
    return Pair(scene[1], size, statistics.median(here), statistics.median(theirs))


def our_scene(scene: tuple[Path, str], size: str, folder: str) -> list[str]:
    places = ["--out", f"{folder}/media", "--store", f"{folder}/store"]
    options = ["--quality", size, "--workers", "1", "--force", "--quiet", *places]
    return [sys.executable, str(ROOT / "render.py"), "--scene", ":".join(map(str, scene)), *options]


def summary(pairs: Sequence[Pair]) -> str:
    """A row for each size, and the scenes that are slower than stock, the slowest first."""
    rows = []
    for size in dict.fromkeys(pair.size for pair in pairs):
        here = sorted((pair for pair in pairs if pair.size == size), key=lambda pair: pair.ratio)
        ratios = [pair.ratio for pair in here]
        slower = "; ".join(str(pair) for pair in here if pair.ratio < 1) or "none"
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
        rows.append(row(size, len(here), spread, f"{statistics.median(ratios):.2f}", slower))
    columns = ("size", "scenes", "stock / ours", "median", "slower than stock")
    return table(columns, rows)


if __name__ == "__main__":
    main()
