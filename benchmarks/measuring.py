"""What the benchmarks share: the commands of both programs, measured processes, and the machine."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import av
import psutil

from storyreel.base.presets import LADDER
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.damage import PixelRect, damage, to_pixels
from storyreel.drawing.drawing import Drawing
from storyreel.encode.h264 import Band, plan_bands, whole_picture
from storyreel.encode.settings import EncoderSettings, Splicing
from storyreel.stage.perform import perform
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import load_storyboard
from storyreel.storyboard.timeline import compile_timeline

HERE = Path(__file__).parent
ROOT = HERE.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
CLIP, FRAMES = "hour29", 900
STOCK = HERE / "stock_hour29" / "scene.py", "Hour29"
"""The same clip for stock Manim: its file and its class."""

SAMPLE_S = 0.25
"""The interval of memory samples; one sample takes milliseconds."""

Segment = tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One process with its children: wall and processor seconds, and peak memory in MiB."""

    wall: float
    cpu: float
    peak_mb: float


def ours(clip: str, size: str, folder: str | Path) -> list[str]:
    """The command that renders a clip with Storyreel from scratch into a folder."""
    command = [sys.executable, "-P", "-m", "storyreel", clip, "--quality", size]
    return [
        *command,
        "--quiet",
        "--force",
        "--out",
        f"{folder}/media",
        "--store",
        f"{folder}/store",
    ]


def stock(scene: tuple[Path, str], size: str, folder: str | Path, *options: str) -> list[str]:
    """The command that renders a file's scene with stock Manim, drawn by Cairo, without its
    cache."""
    file, name = scene
    quality = LADDER[size]
    command = [sys.executable, "-m", "manim", "render", "--renderer", "cairo"]
    command += ["--resolution", f"{quality.width},{quality.height}", "--fps", "30"]
    command += ["--disable_caching", "--verbosity", "ERROR", "--progress_bar", "none"]
    return [*command, "--media_dir", str(folder), *options, str(file), name]


def measured(command: Sequence[str], cwd: str | Path, codes: Collection[int] = (0,)) -> Run:
    """Run a command to its end in a folder; raises SystemExit unless it ends with one of the
    codes."""
    before, begin = children_cpu(), time.perf_counter()
    log = Path(cwd, "log")
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, cwd=cwd, env=ENVIRONMENT, stdout=output, stderr=output
        ) as process,
    ):
        peak = 0
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(SAMPLE_S)
    wall = time.perf_counter() - begin
    if process.returncode not in codes:
        text = log.read_text("utf-8", "replace")[-2000:]
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}\n{text}")
    return Run(wall, children_cpu() - before, peak / 2**20)


def children_cpu() -> float:
    """Processor seconds of this program's children that have ended."""
    found = os.times()
    return found.children_user + found.children_system


def memory(process: int) -> int:
    """Resident bytes of a process and its descendants; shared pages count in each."""
    total = 0
    try:
        family = [psutil.Process(process)]
        family += family[0].children(recursive=True)
    except psutil.NoSuchProcess:
        return 0
    for member in family:
        with suppress(psutil.NoSuchProcess):
            total += member.memory_info().rss
    return total


def video_in(folder: str | Path) -> Path:
    """The result of a render: the largest video in its folder."""
    return max(Path(folder).rglob("*.mp4"), key=lambda path: path.stat().st_size)


def frames_of(video: Path) -> int:
    with av.open(str(video)) as container:
        return sum(bool(packet.size) for packet in container.demux(video=0))


def segments_of(clip: str, rate: int) -> Iterator[Segment]:
    """The drawings of a clip, by segments."""
    project = Project.at(ROOT)
    loaded = load_storyboard(find_clip(project, clip).storyboard, project)
    timeline = compile_timeline(loaded.storyboard, Fps(rate))
    drawings: list[Drawing] = []
    perform(loaded, timeline, lambda _, drawing: drawings.append(drawing))
    for frames in timeline.segments():
        yield tuple(drawings[frames.start : frames.stop])


def bands_of(segment: Segment, settings: EncoderSettings) -> tuple[Band, ...]:
    """The bands that a render plans for a segment."""
    if settings.splicing != Splicing.BANDS:
        return whole_picture(settings.height)
    changes = [changed(before, after, settings) for before, after in pairwise(segment)]
    return plan_bands(changes, settings.width, settings.height)


def changed(
    before: Drawing | None, after: Drawing, settings: EncoderSettings
) -> tuple[PixelRect, ...]:
    """The rectangles in which two drawings can differ; before the first, the whole picture."""
    boxes = damage(before, after)
    if boxes is None:
        return (PixelRect(0, 0, settings.width, settings.height),)
    return tuple(to_pixels(boxes, settings.width, settings.height))


def table(columns: Sequence[str], rows: Sequence[str]) -> str:
    """A table in Markdown; `row` makes its rows."""
    return "\n".join([row(*columns), "|" + "---|" * len(columns), *rows])


def row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def publish(name: str, text: str) -> None:
    """Replace what the README says between the marks of a benchmark, and print it."""
    begin, end = f"<!-- {name}: written by {name}.py -->", f"<!-- end of {name} -->"
    path = HERE / "README.md"
    head, _, rest = path.read_text("utf-8").partition(begin)
    tail = rest.partition(end)[2]
    path.write_text(f"{head}{begin}\n\n{machine()}\n\n{text}\n\n{end}{tail}", "utf-8")
    print(text)


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
