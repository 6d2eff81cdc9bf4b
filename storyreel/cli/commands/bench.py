"""`bench`: estimate rendering times from a few frames at each quality."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from storyreel.base.presets import LADDER
from storyreel.base.project import Project
from storyreel.cli.clips import ALL, load_clips
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options
from storyreel.drawing.drawing import Drawing
from storyreel.render.benchmark import measure
from storyreel.stage.perform import perform
from storyreel.storyboard.timeline import compile_timeline
from storyreel.workers.capacity import AUTO, Machine, plan_workers

QUALITIES = ("smoke", "1080p", "4k", "8k")


EXAMPLES: tuple[Example, ...] = (("", ""), ("hour29 --json", ""))


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clip", nargs="?", metavar="CLIP", help="the clip to measure with (default: the first)"
    )
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Perform a clip once, render samples at each quality, and estimate the time of the whole."""
    boards = load_clips(project, [options.clip or ALL])
    board = boards[0]

    timeline = compile_timeline(board.storyboard, LADDER["1080p"].fps)
    drawings: list[Drawing] = []
    begin = time.perf_counter()
    perform(board, timeline, lambda _, drawing: drawings.append(drawing))
    stage = time.perf_counter() - begin
    machine = Machine.current()
    console.say(
        f"{board.clip.id}: {len(drawings)} frames, {float(timeline.duration):.1f} s; performed in "
        f"{stage:.1f} s. {machine.cores} cores, {machine.memory_mb} MiB free."
    )
    console.say(
        f"{'':8}{'paint':>8}{'convert':>9}{'encode':>8}{'inspect':>9}{'ours':>7}{'clip':>8}"
    )
    rows = []
    with tempfile.TemporaryDirectory(prefix="storyreel-bench-") as folder:
        for name in QUALITIES:
            quality = LADDER[name].at(timeline.fps.rate)
            cost = measure(drawings, timeline.segments(), quality, Path(folder))
            workers = plan_workers(AUTO, quality, machine).workers
            wall = cost.wall(stage, workers)
            paint, convert, encode = cost.seconds.values()
            console.say(
                f"{name:8}{paint:8.1f}{convert:9.1f}{encode:8.1f}{cost.inspect:9.1f}"
                f"{cost.ours:7.0%}{wall:7.1f}s with {workers} workers"
            )
            rows.append(
                {
                    "quality": name,
                    "fps": timeline.fps.rate,
                    "seconds": {stage: round(value, 3) for stage, value in cost.seconds.items()},
                    "inspect_s": round(cost.inspect, 3),
                    "over_encoder": round(cost.ours, 3),
                    "workers": workers,
                    "clip_s": round(wall, 2),
                    "worker_peak_mb": cost.peak_mb,
                }
            )
    console.say(
        "Seconds of one worker for the whole clip; encode is the encoder's own time for the"
    )
    console.say("same frames from memory, ours is what is painted and converted on top of it.")
    document = {
        "clip": board.clip.id,
        "stage_s": round(stage, 3),
        "cores": machine.cores,
        "memory_mb": machine.memory_mb,
        "qualities": rows,
    }
    return Reply({"bench": document, "problems": []})
