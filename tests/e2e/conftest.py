"""Fixtures that start the program as users do."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.clips import SMOKE_IDS
from tests.e2e.program import ROOT, Rendered, Run, program


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def run(shared: Path) -> Run:
    """Run the program, in the checkout unless another folder is given, with a store of its own."""
    return Run(shared / "store")


@pytest.fixture(scope="session")
def smoke(run: Run, shared: Path) -> Rendered:
    """SMOKE_IDS, rendered once for all test processes; tests must not change the files."""
    media, said = shared / "smoke" / "media", shared / "smoke.json"
    with (shared / "smoke.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            process = run(*SMOKE_IDS, "--quality", "smoke", "--json", "--force", "--out", media)
            assert process.stdout, process.stderr
            said.write_text(json.dumps(vars(process)), encoding="utf-8")
    process = subprocess.CompletedProcess(**json.loads(said.read_text("utf-8")))
    return Rendered(process, media)


@pytest.fixture
def published(smoke: Rendered, tmp_path: Path) -> Path:
    """A media folder with hour29 at smoke, which the test may change."""
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
