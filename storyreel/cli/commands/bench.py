"""`bench`: estimate rendering times from a few frames at each quality."""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.presets import LADDER, Quality
from storyreel.base.project import Project
from storyreel.cli.clips import ALL, load_clips
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options
from storyreel.drawing.drawing import Drawing
from storyreel.render.benchmark import Cost, measure
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline
from storyreel.workers.capacity import AUTO, Machine, plan_workers

QUALITIES = ("smoke", "1080p", "4k", "8k")
HEAD = f"{'':8}{'paint':>8}{'convert':>9}{'encode':>8}{'inspect':>9}{'ours':>7}{'clip':>8}"
LEGEND = """\
Seconds of one worker for the whole clip; encode is the encoder's own time for the
same frames from memory, ours is what is painted and converted on top of it."""


EXAMPLES: tuple[Example, ...] = (("", ""), ("hour29 --json", ""))


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clip", nargs="?", metavar="CLIP", help="the clip to measure with (default: the first)"
    )
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Perform a clip once, render samples at each quality, and estimate the time of the whole."""
    board = load_clips(project, [options.clip or ALL])[0]
    timeline = compile_timeline(board.storyboard, LADDER["1080p"].fps)
    drawings, stage = _performed(board, timeline)
    machine = Machine.current()
    console.say(
        f"{board.clip.id}: {len(drawings)} frames, {float(timeline.duration):.1f} s; performed in "
        f"{stage:.1f} s. {machine.cores} cores, {machine.memory_mb} MiB free."
    )
    console.say(HEAD)
    estimates = []
    with tempfile.TemporaryDirectory(prefix="storyreel-bench-") as folder:
        for name in QUALITIES:
            quality = LADDER[name].at(timeline.fps.rate)
            cost = measure(drawings, timeline.segments(), quality, Path(folder))
            workers = plan_workers(AUTO, quality, machine).workers
            estimate = _Estimate(quality, cost, workers, cost.wall(stage, workers))
            console.say(estimate.row)
            estimates.append(estimate)
    console.say(LEGEND)
    document = {
        "clip": board.clip.id,
        "stage_s": round(stage, 3),
        "cores": machine.cores,
        "memory_mb": machine.memory_mb,
        "qualities": [estimate.data for estimate in estimates],
    }
    return Reply({"bench": document, "problems": []})


def _performed(board: Loaded, timeline: Timeline) -> tuple[list[Drawing], float]:
    """All drawings of a clip, and the seconds that they took."""
    drawings: list[Drawing] = []
    begin = time.perf_counter()
    perform(board, timeline, lambda _, drawing: drawings.append(drawing))
    return drawings, time.perf_counter() - begin


@dataclass(frozen=True, slots=True)
class _Estimate:
    """What a clip takes at one quality: the cost of one worker, and seconds on the wall."""

    quality: Quality
    cost: Cost
    workers: int
    wall: float

    @property
    def row(self) -> str:
        """A row of the table below `HEAD`."""
        paint, convert, encode = self.cost.seconds.values()
        return (
            f"{self.quality.name:8}{paint:8.1f}{convert:9.1f}{encode:8.1f}{self.cost.inspect:9.1f}"
            f"{self.cost.ours:7.0%}{self.wall:7.1f}s with {self.workers} workers"
        )

    @property
    def data(self) -> dict[str, object]:
        """The same for JSON."""
        return {
            "quality": self.quality.name,
            "fps": self.quality.fps.rate,
            "seconds": {stage: round(value, 3) for stage, value in self.cost.seconds.items()},
            "inspect_s": round(self.cost.inspect, 3),
            "over_encoder": round(self.cost.ours, 3),
            "workers": self.workers,
            "clip_s": round(self.wall, 2),
            "worker_peak_mb": self.cost.peak_mb,
        }
