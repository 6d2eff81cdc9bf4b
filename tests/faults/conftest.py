"""Programs that are stopped, starved and killed, each in a world of its own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from storyreel.encode.segment_store import Entry, Store

ROOT = Path(__file__).parents[2]
CLIP = "hour29"
LONGEST_S = 300
GONE_S = 5.0
"""Within this time no process may be left of a program that was killed."""


@dataclass
class Run:
    """A render that was started, in a process group of its own."""

    process: subprocess.Popen[str]
    started: float

    def members(self) -> list[psutil.Process]:
        """The living processes of the group."""
        found = []
        for process in psutil.process_iter():
            try:
                if os.getpgid(process.pid) == self.process.pid:
                    found.append(process)
            except (ProcessLookupError, psutil.NoSuchProcess):
                continue
        return [each for each in found if _lives(each)]

    def workers(self) -> list[psutil.Process]:
        """The processes that paint and encode."""
        found = []
        for process in self.members():
            try:
                tracks = "resource_tracker" in " ".join(process.cmdline())
                if process.pid != self.process.pid and not tracks:
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def wait(self) -> tuple[str, str]:
        """Standard output and error when it has ended."""
        return self.process.communicate(timeout=LONGEST_S)

    def is_gone(self) -> bool:
        """Whether nothing is left of it, or will be in a moment."""
        end = time.monotonic() + GONE_S
        while self.members():
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True


def _lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


@dataclass(frozen=True)
class World:
    """Where one program runs: its clips, its store, and its temporary files."""

    media: Path
    store_folder: Path
    scratch: Path
    clip: str = CLIP
    subject: tuple[object, ...] = ()
    """What is rendered, in the words of the command line; the clip, unless it says otherwise."""

    @property
    def store(self) -> Store:
        return Store(self.store_folder)

    @property
    def video(self) -> Path:
        return self.media / self.clip / f"{self.clip}-smoke.mp4"

    def start(self, *options: object) -> Run:
        """Begin a render at smoke."""
        folders = ("--out", self.media, "--store", self.store_folder)
        words = (
            *(self.subject or (self.clip,)),
            "--quality",
            "smoke",
            "--workers",
            2,
            "--json",
            *folders,
            *options,
        )
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "storyreel", *map(str, words)],
            cwd=self.scratch,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.scratch)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        return Run(process, time.monotonic())

    def render(self, *options: object) -> Any:
        """A render to its end; the document of its clip."""
        run = self.start(*options)
        out, err = run.wait()
        assert run.process.returncode == 0, err
        assert run.is_gone()
        return json.loads(out)["clips"][0]

    def digest(self) -> str:
        return hashlib.sha256(self.video.read_bytes()).hexdigest()

    def kept(self) -> list[Entry]:
        """The segments in the store that were looked at."""
        entries = self.store.entries()
        seen = {entry.path.name[:64] for entry in entries if entry.path.suffix == ".rushes"}
        return [e for e in entries if e.path.suffix != ".rushes" and e.path.name[:64] in seen]

    def debris(self) -> list[str]:
        """What a finished render may not leave."""
        name = self.video.stem
        kinds = ("mp4", "png", "vtt", "report.json")
        wanted = {f"{name}.{kind}" for kind in kinds}
        folder = self.video.parent
        found = {path.name for path in folder.iterdir()} - wanted if folder.is_dir() else set()
        entries = {entry.path for entry in self.store.entries()}
        stray = {path for path in self.store_folder.rglob("*") if path.is_file()} - entries
        found |= {str(path) for path in stray if path.name != ".lock"}
        return sorted(found | {path.name for path in self.scratch.iterdir()})

    def empty(self) -> None:
        """Forget everything."""
        for folder in (self.media, self.store_folder):
            shutil.rmtree(folder, ignore_errors=True)


def wait_until(condition: Callable[[], object], seconds: float = 60) -> bool:
    """Whether a condition came to hold in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture(name="wait_until")
def wait_until_() -> Callable[..., bool]:
    return wait_until


@pytest.fixture
def new_world(tmp_path: Path) -> Iterator[Callable[..., World]]:
    """Make worlds; whatever was left running in them ends with the test."""
    runs: list[Run] = []

    class Noting(World):
        def start(self, *options: object) -> Run:
            runs.append(super().start(*options))
            return runs[-1]

    def make(name: str = "world", **folders: Any) -> World:
        home = tmp_path / name
        scratch = home / "scratch"
        scratch.mkdir(parents=True)
        return Noting(
            **{"media": home / "media", "store_folder": home / "store", **folders},
            scratch=scratch,
        )

    yield make
    for run in runs:
        for process in run.members():
            process.kill()
        run.process.communicate()


@pytest.fixture
def world(new_world: Callable[..., World]) -> World:
    return new_world()


@dataclass(frozen=True)
class Undisturbed:
    """What a render makes when nothing happens to it, and how long it takes."""

    sha256: str
    seconds: float
    segments: int


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
