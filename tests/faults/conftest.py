"""Worlds in which a render is disturbed, and the result of an undisturbed one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.faults.small_disk import mounted
from tests.faults.world import NewWorld, Run, Undisturbed, World


@dataclass(frozen=True)
class WatchedWorld(World):
    """A world that records its renders in `runs`."""

    runs: list[Run] = field(default_factory=list)

    def start(self, *options: object) -> Run:
        self.runs.append(super().start(*options))
        return self.runs[-1]


@pytest.fixture
def new_world(tmp_path: Path) -> Iterator[NewWorld]:
    """Make worlds; processes that still run in them end with the test."""
    worlds: list[WatchedWorld] = []

    def make(name: str = "world", /, **settings: Any) -> World:
        home = tmp_path / name
        scratch = home / "scratch"
        scratch.mkdir(parents=True)
        folders = {"media": home / "media", "store_folder": home / "store", "scratch": scratch}
        worlds.append(WatchedWorld(**{**folders, **settings}))
        return worlds[-1]

    yield make
    for run in [run for world in worlds for run in world.runs]:
        for process in run.members():
            process.kill()
        run.process.communicate()


@pytest.fixture
def world(new_world: NewWorld) -> World:
    return new_world()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    yield from mounted(tmp_path / "disk")


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    home = tmp_path_factory.mktemp("undisturbed")
    scratch = home / "scratch"
    scratch.mkdir()
    world = World(home / "media", home / "store", scratch)
    start = time.monotonic()
    clip = world.render()
    assert not world.debris()
    return Undisturbed(world.digest(), time.monotonic() - start, clip["segments_total"])
