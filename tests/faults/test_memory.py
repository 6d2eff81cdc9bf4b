"""A control group with little memory: fewer workers or a refusal with numbers, never a kill."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from storyreel.base.presets import LADDER
from tests.faults.world import PROGRAM, World

pytestmark = pytest.mark.faults
CGROUP = Path("/sys/fs/cgroup")
MIB, GIB = 2**20, 2**30
LONGEST_S = 1800
BIG = LADDER["8k"]
LEAST, HUNGRY_LEAST = (
    (BIG.parent_mb + BIG.worker_memory_mb(codec)) * MIB for codec in ("h264", "hevc")
)
STARTED = 150 * MIB
"""Memory that the program uses before it asks how much is left, with headroom."""

ENTER = 'echo $$ > "$0/cgroup.procs" && exec "$@"'


@dataclass(frozen=True)
class Group:
    """A control group, version 1 or 2."""

    folder: Path

    def most_used(self) -> int:
        """The peak of bytes in use, including file pages."""
        path = next(self.folder / name for name in PEAKS if (self.folder / name).exists())
        return int(path.read_text())

    def kills(self) -> int:
        """The number of processes that the kernel has killed for lack of memory."""
        path = next(self.folder / name for name in EVENTS if (self.folder / name).exists())
        stated = dict(line.split() for line in path.read_text().splitlines())
        return int(stated["oom_kill"])


LIMITS = ("memory.max", "memory.limit_in_bytes")
PEAKS = ("memory.peak", "memory.max_usage_in_bytes")
EVENTS = ("memory.events", "memory.oom_control")


@pytest.fixture
def group() -> Iterator[Callable[[int], Group]]:
    """Make a control group with a memory limit in bytes; skip where the system forbids it."""
    made: list[Path] = []

    def make(size: int) -> Group:
        for home, limit in ((CGROUP, LIMITS[0]), (CGROUP / "memory", LIMITS[1])):
            folder = home / f"storyreel-{os.getpid()}"
            try:
                folder.mkdir()
                made.append(folder)
                if (folder / limit).exists():
                    (folder / limit).write_text(str(size))
                    return Group(folder)
            except OSError:
                continue
        pytest.skip("needs the right to make a control group with a limit of memory")

    yield make
    for folder in made:
        folder.rmdir()


def render_within(group: Group, world: World, *options: object) -> subprocess.CompletedProcess[str]:
    """Render at 8K with all processes in the group."""
    folders = ("--out", world.media, "--store", world.store_folder)
    words = ("--quality", BIG.name, "--fps", 15, "--json", *folders, *options)
    return subprocess.run(
        ["sh", "-c", ENTER, str(group.folder), *PROGRAM, *map(str, words)],
        cwd=world.scratch,
        env=world.environment,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )


def assert_within(done: subprocess.CompletedProcess[str], group: Group, size: int) -> Any:
    """Check that a render stayed within the limit; return its clip's entry of the document."""
    assert done.returncode == 0, done.stderr
    assert group.kills() == 0
    assert group.most_used() <= size
    (clip,) = json.loads(done.stdout)["clips"]
    print(f"{clip['peak_rss_mb']} MiB resident, {group.most_used() // MIB} of {size // MIB} in use")
    return clip


@pytest.mark.parametrize(("size", "workers"), [(4 * GIB, 2), (LEAST + STARTED, 1)])
def test_8k_uses_as_many_workers_as_memory_allows(
    group: Callable[[int], Group], world: World, size: int, workers: int
) -> None:
    here = group(size)
    done = render_within(here, world, world.clip, "--workers", 2)
    clip = assert_within(done, here, size)
    assert (clip["width"], clip["frames"], clip["workers"]) == (7680, 450, workers)
    assert ("memory allows 1 of 2 workers" in done.stderr) == (workers == 1)


SCENE = """\
from manim import *


class Busy(Scene):
    def construct(self):
        square = Square(7, fill_opacity=1)
        self.add(square)
        self.play(Rotate(square), run_time=2)
"""


def test_the_encoder_with_the_largest_demand_works_in_the_least_memory(
    group: Callable[[int], Group], world: World, tmp_path: Path
) -> None:
    path = tmp_path / "busy.py"
    path.write_text(SCENE)
    size = HUNGRY_LEAST + STARTED
    here = group(size)
    options = ("--scene", f"{path}:Busy", "--codec", "hevc", "--workers", 2)
    clip = assert_within(render_within(here, world, *options), here, size)
    assert (clip["width"], clip["frames"], clip["workers"]) == (7680, 30, 1)


def test_8k_with_too_little_memory_is_refused_with_numbers(
    group: Callable[[int], Group], world: World
) -> None:
    here = group(GIB)
    done = render_within(here, world, world.clip)
    assert done.returncode == 3
    assert f"8k needs {LEAST // MIB} MB of memory, " in done.stderr
    assert here.kills() == 0
    assert not world.media.exists()
    assert not world.kept()
