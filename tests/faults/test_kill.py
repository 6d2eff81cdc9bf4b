"""kill -9 at random moments: the next run finishes with the same file and leaves no debris."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.faults.world import NewWorld, Run, Undisturbed, World
from tests.processes import wait_until
from tests.small_clip import SMALL, write_small_clip

SEEDS = range(20)
SOONER = 0.8
TRIES = 5
"""How often a program is started again that ends before it is killed."""


@pytest.fixture
def kill_parent(world: World, undisturbed: Undisturbed) -> Callable[[float], int]:
    """Kill the program at a share of its time and render again; return the number of kept segments.

    A program that finishes first is started again and killed sooner.
    """

    def kill(share: float) -> int:
        while True:
            run = world.start()
            time.sleep(share * undisturbed.seconds)
            run.process.kill()
            run.process.wait()
            assert run.is_gone(), "a worker outlived the program"
            if run.process.returncode == -signal.SIGKILL:
                break
            world.empty()
            share *= SOONER
        kept = {entry.sha256 for entry in world.kept()}
        clip = world.render()
        assert world.digest() == undisturbed.sha256
        assert world.debris() == []
        assert clip["segments_reused"] >= len(kept)
        return len(kept)

    return kill


@pytest.mark.faults
@pytest.mark.parametrize("seed", SEEDS)
def test_a_render_goes_on_after_a_killed_program(
    kill_parent: Callable[[float], int], seed: int
) -> None:
    kill_parent(random.Random(seed).random())


def wait_for_kept(world: World, run: Run, count: int) -> None:
    """Wait until a run has kept so many segments; one that ends before has failed."""
    assert wait_until(lambda: len(world.kept()) >= count or run.process.poll() is not None)
    assert len(world.kept()) >= count, run.wait()


@pytest.fixture(scope="module")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write_small_clip(folder)
    return folder


@pytest.fixture
def small(new_world: NewWorld, small_project: Path) -> World:
    """A world for a clip that renders in a second."""
    return new_world(clip=SMALL, subject=(SMALL, "--project", small_project))


def test_a_killed_render_resumes(small: World) -> None:
    for _ in range(TRIES):
        run = small.start()
        wait_for_kept(small, run, 3)
        run.process.kill()
        run.process.wait()
        assert run.is_gone(), "a worker outlived the program"
        if run.process.returncode == -signal.SIGKILL:
            break
        small.empty()
    kept = len(small.kept())
    clip = small.render()
    assert kept <= clip["segments_reused"] < clip["segments_total"]
    resumed = small.digest()
    assert small.debris() == []
    small.empty()
    small.render()
    assert small.digest() == resumed


SCENE = """\
from manim import *


class Talk(Scene):
    def construct(self):
        square = Square(7, fill_opacity=1)
        self.add(square)
        for number in range(10):
            self.play(Rotate(square, 0.3 + number), run_time=2)
"""


@pytest.mark.faults
def test_a_killed_render_of_a_plain_scene_resumes(new_world: NewWorld, tmp_path: Path) -> None:
    path = tmp_path / "talk.py"
    path.write_text(SCENE)
    subject = ("--scene", f"{path}:Talk")
    world, other = (new_world(name, clip="Talk", subject=subject) for name in ("one", "other"))
    run = world.start()
    wait_for_kept(world, run, 3)
    run.process.kill()
    run.process.wait()
    assert run.process.returncode == -signal.SIGKILL
    assert run.is_gone(), "a worker outlived the program"
    kept = len(world.kept())
    clip = world.render()
    assert kept <= clip["segments_reused"] < clip["segments_total"] == 10
    other.render()
    assert world.digest() == other.digest()
    assert world.debris() == other.debris() == []


@pytest.fixture
def kill_worker(world: World, undisturbed: Undisturbed) -> Callable[[random.Random, float], None]:
    """Kill one random worker at a share of the time; try again sooner if none was running."""

    def kill(dice: random.Random, share: float) -> None:
        killed = False
        while not killed:
            world.empty()
            run = world.start()
            assert wait_until(run.workers)
            time.sleep(max(0, run.started + share * undisturbed.seconds - time.monotonic()))
            with suppress(IndexError, psutil.NoSuchProcess):
                dice.choice(run.workers()).kill()
                killed = True
            _, err = run.wait()
            assert run.process.returncode == 0, err
            assert run.is_gone()
            assert world.digest() == undisturbed.sha256
            assert world.debris() == []
            share *= SOONER

    return kill


@pytest.mark.faults
@pytest.mark.parametrize("seed", SEEDS)
def test_a_render_survives_a_killed_worker(
    kill_worker: Callable[[random.Random, float], None], seed: int
) -> None:
    dice = random.Random(100 + seed)
    kill_worker(dice, dice.uniform(0.1, 0.9))


def test_killed_workers_are_replaced(small: World) -> None:
    """One worker is killed while it starts, one while it renders."""
    for _ in range(TRIES):
        small.empty()
        run = small.start()
        assert wait_until(run.workers)
        run.workers()[0].kill()
        wait_for_kept(small, run, 3)
        rendering = run.workers()
        with suppress(IndexError, psutil.NoSuchProcess):
            rendering[-1].kill()
            break
        run.wait()
    else:
        pytest.fail("no worker was killed while it rendered")
    _, err = run.wait()
    assert run.process.returncode == 0, err
    disturbed = small.digest()
    assert small.debris() == []
    small.empty()
    small.render()
    assert small.digest() == disturbed
