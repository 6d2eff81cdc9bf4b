"""Predict how long a render takes on 2, 4, 8 and 16 cores, from measured parts, and say why.

    python benchmarks/cores.py                          hour29 at 1080p, 4K and 8K
    python benchmarks/cores.py --sizes 1080p --runs 1

The parts are measured in processor seconds, in one process. Serial are imports and loading; then
performing, which hands on segment after segment; judging the drawings; joining, inspecting and
publishing. Segments are parallel: they share the time of painting, converting, encoding and
checking by their estimated cost, and one whole picture more, with which each begins. The model
plays these on so many cores as the program does: as many workers as cores, a second process that
performs the later part where there are more than two workers, and cores shared evenly by all
processes that have work. It always takes the heaviest waiting segment, where a worker of the
program prefers the one after its last. It knows neither memory nor caches, which cores share. It is
checked on one and two cores of this machine, where whole commands are bound to cores. Needs Linux.
The table in `benchmarks/README.md` is replaced.
"""

from __future__ import annotations

import argparse
import heapq
import os
import sys
import tempfile
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from measuring import CLIP, ROOT, Run, measured, ours, publish, row, segments_of, table
from workers import available_cores

from storyreel.base.presets import LADDER
from storyreel.base.progress import SilentProgress
from storyreel.base.project import Project
from storyreel.drawing.cost import estimated_cost
from storyreel.encode.settings import encoder_settings
from storyreel.render.parallel_performer import split_at
from storyreel.render.pipeline import render
from storyreel.render.request import Request
from storyreel.render.sources.storyboard import StoryboardSource
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import load_storyboard
from storyreel.workers.capacity import INLINE

SIZES = ("1080p", "4k", "8k")
CORES = (1, 2, 4, 8, 16)
CHECKED = (1, 2)
RENDERING = ("paint", "convert", "encode", "look")
START = """
import sys
import storyreel.cli.program, storyreel.cli.commands.render, storyreel.render.pipeline
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.stage.perform import perform
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import load_storyboard
from storyreel.storyboard.timeline import compile_timeline

project = Project.at(sys.argv[1])
board = load_storyboard(find_clip(project, sys.argv[2]).storyboard, project)
perform(board, compile_timeline(board.storyboard, Fps(30)), lambda *_: None, frames={0})
"""
"""What a render does before the first frame, and that frame's drawing."""

ALONE = 2
"""Up to so many workers one process performs the whole clip."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a render consists of, in processor seconds."""

    start: float
    """Imports, loading and the like, before the first frame is performed."""

    performing: tuple[float, ...]
    """Of each segment, in order."""

    segments: tuple[float, ...]
    """Painting, converting, encoding and checking of each segment."""

    split: int
    """The first segment of a second process that performs, where there is one."""

    judging: float
    end: float
    """Joining, inspecting and publishing, when all segments are there."""

    def serial(self) -> str:
        return (
            f"serial: start {self.start:.1f} s, performing {sum(self.performing):.1f} s, judging "
            f"{self.judging:.1f} s, end {self.end:.1f} s; parallel: {sum(self.segments):.1f} s in "
            f"{len(self.segments)} segments, the longest {max(self.segments):.1f} s"
        )


@dataclass(slots=True)
class Machine:
    """So many cores, shared evenly by the tasks that run: the model."""

    cores: int
    now: float = 0.0
    running: dict[str, float] = field(default_factory=dict)
    """Seconds left of each task."""

    def run(self) -> list[str]:
        """Go on until a task is finished; returns all that are."""
        rate = min(1.0, self.cores / len(self.running))
        step = min(self.running.values())
        self.now += step / rate
        self.running = {name: left - step for name, left in self.running.items()}
        done = [name for name, left in self.running.items() if left <= 1e-9]
        for name in done:
            del self.running[name]
        return done


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", nargs="+", choices=tuple(LADDER), default=list(SIZES))
    options.add_argument("--runs", type=int, default=2, help="of the commands that are compared")
    chosen = options.parse_args()
    rows, notes = [], []
    for size in chosen.sizes:
        parts = measured_parts(size)
        known = {cores: whole(size, cores, chosen.runs) for cores in CHECKED}
        rows.append(compared(size, parts, known))
        notes.append(f"- {size}: {parts.serial()}; no number of cores can go below "
                     f"{predicted(parts, len(parts.segments) + 2):.1f} s.")  # fmt: skip
        print(rows[-1], notes[-1], sep="\n", flush=True)
    columns = ["size", *(f"{n} measured" for n in CHECKED), *(f"{n} predicted" for n in CORES)]
    publish("cores", "\n".join([table([*columns, "error"], rows), "", *notes]))


def compared(size: str, parts: Parts, known: dict[int, Run]) -> str:
    model = {cores: predicted(parts, cores) for cores in CORES}
    errors = [f"{model[cores] / run.wall - 1:+.0%}" for cores, run in known.items()]
    runs = [f"{run.wall:.1f} s ({run.cpu:.1f} s of processors)" for run in known.values()]
    return row(size, *runs, *(f"{each:.1f} s" for each in model.values()), ", ".join(errors))


def whole(size: str, cores: int, runs: int) -> Run:
    """The fastest run of the whole command on so many cores, with one worker for each."""
    here = os.sched_getaffinity(0)
    os.sched_setaffinity(0, available_cores(cores))  # the command inherits it
    try:
        return min((rendered(size, cores) for _ in range(runs)), key=lambda run: run.wall)
    finally:
        os.sched_setaffinity(0, here)


def rendered(size: str, cores: int) -> Run:
    with tempfile.TemporaryDirectory(prefix="storyreel-cores-") as folder:
        return measured([*ours(CLIP, size, folder), "--workers", str(cores)], folder)


def measured_parts(size: str) -> Parts:
    quality = LADDER[size]
    segments = list(segments_of(CLIP, quality.fps.rate))  # imports Manim before time is taken
    with tempfile.TemporaryDirectory(prefix="storyreel-cores-") as folder:
        project = Project.at(ROOT)
        board = load_storyboard(find_clip(project, CLIP).storyboard, project)
        project = Project.at(ROOT, media=Path(folder, "media"), store=Path(folder, "store"))
        source, settings = StoryboardSource(board), encoder_settings("h264", quality)
        provenance = source.provenance(settings, "skia", project)
        request = Request(source, quality, settings, "skia", INLINE, provenance, force=True)
        begin, begin_wall = time.process_time(), time.perf_counter()
        outcome = render(request, project, SilentProgress())
        spent, passed = time.process_time() - begin, time.perf_counter() - begin_wall
        start = measured([sys.executable, "-P", "-c", START, str(ROOT), CLIP], folder).cpu
    # The report's seconds are of a clock on the wall; other processes may have run meanwhile.
    seconds = {name: value * spent / passed for name, value in outcome.report.seconds.items()}
    rendering = sum(seconds[stage] for stage in RENDERING)
    performing = seconds["stage"] - rendering
    judging = seconds["judge"]
    weights = [1 + estimated_cost(segment) for segment in segments]
    frames = sum(map(len, segments))
    return Parts(
        start=start,
        performing=tuple(performing * len(segment) / frames for segment in segments),
        segments=tuple(rendering * weight / sum(weights) for weight in weights),
        split=split_at(source.plan(quality.fps)),
        judging=judging + seconds["poster"],
        end=spent - seconds["stage"] - judging - seconds["poster"],
    )


def predicted(parts: Parts, cores: int) -> float:
    """The wall time of a render with as many workers as cores."""
    machine = Machine(cores, now=parts.start)
    numbers = range(len(parts.segments))
    split = len(numbers) if cores <= ALONE else parts.split
    waiting: list[tuple[float, int]] = []
    performers = {"first": deque(numbers[:split]), "second": deque(numbers[split:])}
    for name, queue in performers.items():
        if queue:
            machine.running[name] = parts.performing[queue[0]]
    judged = workers = 0
    while machine.running:
        for done in machine.run():
            if done in performers:
                queue = performers[done]
                number = queue.popleft()
                heapq.heappush(waiting, (-parts.segments[number], number))
                if queue:
                    machine.running[done] = parts.performing[queue[0]]
            elif done.startswith("worker"):
                workers -= 1
        if not judged and not any(performers.values()):
            judged = 1
            machine.running["judge"] = parts.judging
        while waiting and workers < cores:
            weight, number = heapq.heappop(waiting)
            machine.running[f"worker on {number}"] = -weight
            workers += 1
    return machine.now + parts.end


if __name__ == "__main__":
    main()
