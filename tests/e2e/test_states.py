"""In every state of files and environments the exit code is true, and a document is complete."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from storyreel.base.errors import ExitCode
from storyreel.install import stamp
from tests.e2e.program import ROOT, Rendered
from tests.e2e.states import CLIP, ENVIRONMENTS, FILE_STATES, OTHER, VIDEO, Environment

pytestmark = pytest.mark.skipif(
    not stamp.is_current(str(ROOT)), reason="starts the program in folders other than the checkout"
)
LONGEST_S = 240
PARTS = 8
"""Every state is run in this many parts, each a test of a few minutes."""

USUAL = "usual"
COMMANDS = {
    " ".join(words): words
    for words in (
        ["list"],
        ["check", "all"],
        [CLIP, "--quality", "smoke", "--workers", "1"],
        ["inspect", CLIP],
        ["inspect", VIDEO],
        ["sheet", CLIP, "--at", "2", "--quality", "smoke"],
        ["export", CLIP, "--gif", "--from", "1", "--to", "1.5"],
        ["slides", CLIP, "--quality", "smoke", "-o", "deck.pptx"],
        ["slides", CLIP, "--quality", "smoke", "--html", "deck"],
        ["slides", CLIP, "--pdf", "deck.pdf"],
        ["verify", CLIP, "--workers", "1"],
        ["schema"],
        ["clean"],
        ["new", "zebra"],
        ["houer29"],
    )
}
"""Command lines, by their words; every one is run with `--json`."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Names of a command, of a state of a file, and of an environment."""

    command: str
    state: str = USUAL
    environment: str = USUAL

    def __str__(self) -> str:
        return f"{self.command} | {self.state} | {self.environment}"


def combinations() -> Iterator[Combination]:
    """Each state with three commands, once in an odd environment; each environment with two."""
    commands, environments, turn = list(COMMANDS), list(ENVIRONMENTS), count()
    for state in FILE_STATES:
        for environment in (USUAL, USUAL, environments[next(turn) % len(environments)]):
            yield Combination(commands[next(turn) % len(commands)], state, environment)
    for environment in environments:
        for _ in range(2):
            yield Combination(commands[next(turn) % len(commands)], USUAL, environment)


PICKED = (
    Combination("list", "media/hour29/hour29-smoke.mp4 pipe"),
    Combination("list", "media/hour29/hour29-smoke.report.json brackets"),
    Combination("list", "media/hour29 unreadable"),
    Combination("list", "media link loop"),
    Combination("check all", "scenes/hour25/data.py unreadable"),
    Combination("check all", "scenes/hour25/scene.py pipe"),
    Combination("inspect hour29", "media/hour29/hour29-smoke.mp4 folder"),
    Combination(f"inspect {VIDEO}", "media/hour29/hour29-smoke.mp4 dangling link"),
    Combination(f"inspect {VIDEO}", "media/hour29/hour29-smoke.mp4 pipe"),
    Combination("clean", ".storyreel/store link loop"),
    Combination("clean", ".storyreel/store/.lock pipe"),
    Combination("list", USUAL, "very few open files"),
    Combination("check all", USUAL, "300 MiB of addresses"),
    Combination("schema", USUAL, "files of no size"),
)


@dataclass(frozen=True)
class Laboratory:
    """Makes projects with two clips, of which one is rendered, and runs commands in them."""

    media: Path
    store: Path
    scratch: Path

    def project(self, name: str) -> Path:
        """A new project; its segments are shared with the others, as none is ever changed."""
        project = self.scratch / name
        for folder in ("scenes", "storyboards"):
            shutil.copytree(ROOT / folder, project / folder)
        for board in (project / "storyboards").glob("*.yaml"):
            if not board.name.startswith((CLIP, OTHER)):
                board.unlink()
        (project / "assets").mkdir()
        shutil.copytree(self.media / CLIP, project / "media" / CLIP)
        segments = project / ".storyreel" / "store"
        ignored = shutil.ignore_patterns(".lock")
        shutil.copytree(self.store, segments, copy_function=os.link, ignore=ignored)
        shutil.copy(self.store / ".lock", segments)
        return project

    def complaint(self, number: int, combination: Combination) -> str:
        """What is wrong with the answer to a combination; nothing is ""."""
        project = self.project(str(number))
        try:
            if combination.state != USUAL:
                path, put = FILE_STATES[combination.state]
                put(project / path)
            environment = ENVIRONMENTS.get(combination.environment, Environment())
            wrong = _wrong(COMMANDS[combination.command], project, environment)
        finally:
            subprocess.run(["chmod", "-R", "u+rwx", str(project)], capture_output=True, check=False)
            shutil.rmtree(project, ignore_errors=True)
        return f"{combination}: {wrong}" if wrong else ""


def _wrong(words: list[str], project: Path, environment: Environment) -> str:
    setpriv = shutil.which("setpriv") if os.getuid() == 0 else None
    mortal = [setpriv, "--bounding-set=-dac_override,-dac_read_search", "--"] if setpriv else []
    script = f'{environment.before}\n"$@" {environment.redirections}'
    launcher = [*mortal, sys.executable, str(ROOT / "render.py")]
    try:
        done = subprocess.run(
            ["sh", "-c", script, "sh", *launcher, *words, "--json"],
            cwd=project,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"did not end in {LONGEST_S} s"
    err = done.stderr.decode(errors="replace")
    if done.returncode not in tuple(ExitCode):
        return f"exit code {done.returncode}: {err[-1000:]}"
    if "Traceback" in err:
        return err
    if environment.may_lose_output:
        return ""
    try:
        document = json.loads(done.stdout)
    except ValueError:
        return f"no document, but {done.stdout.decode(errors='replace')[:300]!r}"
    return "" if document.get("exit_code") == done.returncode else "the document has another code"


@pytest.fixture(scope="module")
def laboratory(
    smoke: Rendered, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Laboratory:
    return Laboratory(smoke.media, shared / "store", tmp_path_factory.mktemp("states"))


@pytest.mark.parametrize("combination", PICKED, ids=str)
def test_a_picked_state_of_the_files_is_answered_rightly(
    laboratory: Laboratory, combination: Combination
) -> None:
    assert laboratory.complaint(PICKED.index(combination), combination) == ""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_state_of_the_files_is_answered_rightly(laboratory: Laboratory, part: int) -> None:
    chosen = list(combinations())[part::PARTS]
    assert len(chosen) > 200 // PARTS
    numbers = range(1000 * (1 + part), 1000 * (1 + part) + len(chosen))
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        complaints = list(executor.map(laboratory.complaint, numbers, chosen))
    assert [complaint for complaint in complaints if complaint] == []
