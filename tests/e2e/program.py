"""The program as users start it, and what it answers."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from storyreel.cli.registry import COMMANDS
from storyreel.install import stamp
from tests.small_clip import SMALL

ROOT = Path(__file__).parents[2]
LONGEST_S = 300

Done = subprocess.CompletedProcess[str]

IMPORTED = (
    "manim",
    *(f"storyreel.cli.commands.{name}" for name in COMMANDS if name not in ("studio", "worker")),
    "storyreel.cli.slide_sources",
    "storyreel.cli.streams",
    "storyreel.pictures.load",
    "storyreel.render.pipeline",
    "storyreel.render.sources.manim_scene",
    "storyreel.render.sources.storyboard",
    "storyreel.render.verify",
    "storyreel.slides.handout",
    "storyreel.stage.perform",
    "storyreel.stage.stills",
)
"""What a process has imported that the program is forked from."""


def program(root: Path = ROOT) -> list[str]:
    """The words that start the program: the launcher if it hands over at once, else the module."""
    if stamp.is_current(str(root)):
        return [sys.executable, str(root / "render.py")]
    return [sys.executable, "-m", "storyreel"]


@dataclass(frozen=True)
class Run:
    """Runs the program to its end; every run shares one store unless it names another."""

    store: Path

    def __call__(self, *arguments: object, cwd: Path = ROOT) -> Done:
        words = list(map(str, arguments))
        named = words[0] in COMMANDS or not words[0].startswith("-")
        takes_store = named and words[0] not in ("new", "test")
        if takes_store and "--store" not in words:
            words += ["--store", str(self.store)]
        return self._done(words, cwd)

    def _done(self, words: list[str], cwd: Path) -> Done:
        return subprocess.run(
            [*program(), *words],
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
            check=False,
        )


class ForkedRun(Run):
    """The same, forked from a process that has imported the program, so that it starts at once.

    Streams, exit codes and the program's own processes are real; only the launcher and the imports
    are left out.
    """

    def _done(self, words: list[str], cwd: Path) -> Done:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(IMPORTED))
        with TemporaryDirectory() as folder:
            files = [Path(folder, name) for name in ("out", "err")]
            process = context.Process(target=_program, args=(words, cwd, files))
            process.start()
            process.join(LONGEST_S)
            if process.exitcode is None:
                process.kill()
                raise subprocess.TimeoutExpired(words, LONGEST_S)
            said = [file.read_text("utf-8") for file in files]
        return subprocess.CompletedProcess(words, process.exitcode, *said)


def _program(words: list[str], cwd: Path, files: list[Path]) -> None:
    """Be the program, with these words, and files for standard output and standard error."""
    from storyreel.__main__ import run  # noqa: PLC0415 - in the fork, not in the tests

    for number, path in enumerate(files, 1):
        file = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.dup2(file, number)
        os.close(file)
    os.chdir(cwd)
    sys.argv = ["storyreel", *words]
    sys.exit(run())


@dataclass(frozen=True)
class Rendered:
    """A finished render: its process, its JSON document and the media folder it wrote."""

    process: Done
    media: Path

    @property
    def document(self) -> Any:
        return json.loads(self.process.stdout)

    @property
    def clips(self) -> dict[str, Any]:
        """The document's entry for each clip, by id."""
        return {clip["clip"]: clip for clip in self.document["clips"]}

    @property
    def clip(self) -> Any:
        """The entry for hour29."""
        return self.clips["hour29"]


@dataclass(frozen=True)
class Small:
    """A project whose one clip has been rendered; tests must not change its files."""

    project: Path
    store: Path
    rendered: Rendered

    @property
    def clip(self) -> Any:
        return self.rendered.clips[SMALL]

    @property
    def video(self) -> bytes:
        return Path(self.clip["path"]).read_bytes()

    def render(self, run: Run, *options: object) -> Done:
        """Render it again, with other options."""
        places = ("--project", self.project, "--store", self.store)
        return run(SMALL, "--quality", "smoke", *places, *options)

    def draft(self, folder: Path, old: str, new: str) -> Path:
        """Its storyboard with other words."""
        (board,) = (self.project / "storyboards").glob("*.yaml")
        text = board.read_text("utf-8")
        assert old in text
        path = folder / "pair-draft.yaml"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return path
