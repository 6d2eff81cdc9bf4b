"""The real program, started as a user starts it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from storyreel.cli.options.words import COMMANDS
from storyreel.install import stamp

ROOT = Path(__file__).parents[2]
LONGEST_S = 300

Run = Callable[..., subprocess.CompletedProcess[str]]


def program(root: Path = ROOT) -> list[str]:
    """The command that starts the program; the launcher where it would hand over at once."""
    if stamp.is_current(str(root)):
        return [sys.executable, str(root / "render.py")]
    return [sys.executable, "-m", "storyreel"]


@dataclass(frozen=True)
class PublishedVariant:
    """A finished render: what the process said, its document, and the folder it published to."""

    process: subprocess.CompletedProcess[str]
    media: Path

    @property
    def document(self) -> Any:
        return json.loads(self.process.stdout)

    @property
    def clips(self) -> dict[str, Any]:
        """What the document says of each clip, by its id."""
        return {clip["clip"]: clip for clip in self.document["clips"]}

    @property
    def clip(self) -> Any:
        """What it says of hour29."""
        return self.clips["hour29"]


def start(store: Path, *arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    words = list(map(str, arguments))
    if words[0] in COMMANDS or not words[0].startswith("-"):
        words += [] if "--store" in words or words[0] == "test" else ["--store", str(store)]
    return subprocess.run(
        [*program(), *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run of tests have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def run(shared: Path) -> Run:
    """Run the program to its end, in the checkout unless another folder is given.

    All runs have one store, unless they name another; the user's stays as it is.
    """
    return partial(start, shared / "store")


@pytest.fixture(scope="session")
def smoke(run: Run, shared: Path) -> PublishedVariant:
    """Every clip at smoke, rendered once for all tests of all processes; they may not change it."""
    media, said = shared / "smoke" / "media", shared / "smoke.json"
    with (shared / "smoke.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            process = run("all", "--quality", "smoke", "--json", "--force", "--out", media)
            assert process.stdout, process.stderr
            said.write_text(json.dumps(vars(process)), encoding="utf-8")
    process = subprocess.CompletedProcess(**json.loads(said.read_text("utf-8")))
    return PublishedVariant(process, media)


@pytest.fixture
def published(smoke: PublishedVariant, tmp_path: Path) -> Path:
    """A media folder with hour29 at smoke in it, free to be changed."""
    media = tmp_path / "media"
    shutil.copytree(smoke.media / "hour29", media / "hour29")
    return media


@pytest.fixture(scope="session")
def storyboard_text() -> str:
    return (ROOT / "storyboards" / "hour29-reproducibility-gates.yaml").read_text("utf-8")


@pytest.fixture(scope="session")
def command() -> list[str]:
    """The words that start the program."""
    return program()
