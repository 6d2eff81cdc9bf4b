"""A render in an isolated world, which tests stop, starve and kill."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psutil

from storyreel.encode.segment_store import Entry, Store
from storyreel.workers.checked_segment import CHECK_SUFFIX
from tests.processes import group_members, wait_until

ROOT = Path(__file__).parents[2]
CLIP = "hour29"
PROGRAM = (sys.executable, "-P", "-m", "storyreel")
LONGEST_S = 300
GONE_S = 5.0
"""The time within which all processes of a killed program must have ended."""


@dataclass
class Run:
    """A started render, in a process group of its own."""

    process: subprocess.Popen[str]
    started: float

    def members(self) -> list[psutil.Process]:
        """The running processes of the group."""
        return group_members(self.process.pid)

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
        """Wait for its end; return standard output and standard error."""
        return self.process.communicate(timeout=LONGEST_S)

    def is_gone(self) -> bool:
        """Whether all of its processes end within GONE_S."""
        return wait_until(lambda: not self.members(), GONE_S)


@dataclass(frozen=True)
class World:
    """The folders of one render: its clips, its store and its temporary files."""

    media: Path
    store_folder: Path
    scratch: Path
    clip: str = CLIP
    subject: tuple[object, ...] = ()
    """The command line's words for what is rendered; by default the clip."""

    executor: tuple[object, ...] = ("--workers", 2)
    """The command line's words for who renders."""

    @property
    def store(self) -> Store:
        return Store(self.store_folder)

    @property
    def video(self) -> Path:
        return self.media / self.clip / f"{self.clip}-smoke.mp4"

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.scratch)}

    def start(self, *options: object) -> Run:
        """Start a render at smoke."""
        folders = ("--out", self.media, "--store", self.store_folder)
        words = (
            *(self.subject or (self.clip,)),
            "--quality",
            "smoke",
            *self.executor,
            "--json",
            *folders,
            *options,
        )
        process = subprocess.Popen(
            [*PROGRAM, *map(str, words)],
            cwd=self.scratch,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        return Run(process, time.monotonic())

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run the program to its end."""
        return subprocess.run(
            [*PROGRAM, *map(str, words)],
            cwd=self.scratch,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def render(self, *options: object) -> Any:
        """Render to the end; return the clip's entry of the JSON document."""
        run = self.start(*options)
        out, err = run.wait()
        assert run.process.returncode == 0, err
        assert run.is_gone()
        return json.loads(out)["clips"][0]

    def digest(self) -> str:
        return hashlib.sha256(self.video.read_bytes()).hexdigest()

    def kept(self) -> list[Entry]:
        """The finished segments in the store: those with the results of their checks."""
        entries = self.store.entries()
        checked = {e.path.name[:64] for e in entries if e.path.suffix == CHECK_SUFFIX}
        return [e for e in entries if e.path.suffix != CHECK_SUFFIX and e.path.name[:64] in checked]

    def debris(self) -> list[str]:
        """The files that a finished render must not leave behind."""
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
        """Delete all clips and stored segments."""
        for folder in (self.media, self.store_folder):
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Undisturbed:
    """The result of a render that nothing disturbs, and the time it takes."""

    sha256: str
    seconds: float
    segments: int


class NewWorld(Protocol):
    """Makes a world with a name, with some of its settings replaced."""

    def __call__(self, name: str = "world", /, **settings: Any) -> World: ...
