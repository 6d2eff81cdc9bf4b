"""Fixtures that start the program as users do."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clips import SMOKE_IDS
from tests.e2e.program import ROOT, Done, ForkedRun, Rendered, Run, Small, program
from tests.shared import made_once
from tests.small_clip import SMALL, write_small_clip


@pytest.fixture(scope="session")
def launched(shared: Path) -> Run:
    """Run the program as users start it, in the checkout unless another folder is given.

    All runs share a store of the tests.
    """
    return Run(shared / "store")


@pytest.fixture(scope="session")
def run(shared: Path) -> Run:
    """The same without its start."""
    return ForkedRun(shared / "store")


@pytest.fixture(scope="session")
def smoke(launched: Run, shared: Path) -> Rendered:
    """SMOKE_IDS, rendered once for all test processes; tests must not change the files."""
    media = shared / "smoke" / "media"

    def render() -> Done:
        done = launched(*SMOKE_IDS, "--quality", "smoke", "--json", "--force", "--out", media)
        assert done.stdout, done.stderr
        return done

    return Rendered(made_once(shared / "smoke.done", render), media)


@pytest.fixture
def published(smoke: Rendered, tmp_path: Path) -> Path:
    """A media folder with hour29 at smoke, which the test may change."""
    media = tmp_path / "media"
    shutil.copytree(smoke.media / "hour29", media / "hour29")
    return media


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one small clip; tests must not change it."""
    folder = tmp_path_factory.mktemp("small")
    write_small_clip(folder)
    return folder


@pytest.fixture(scope="session")
def small(run: Run, small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Small:
    media, store = (tmp_path_factory.mktemp(name) for name in ("media", "store"))
    places = ("--project", small_project, "--store", store, "--out", media)
    done = run(SMALL, "--quality", "smoke", "--json", "--workers", 2, *places)
    assert done.returncode == 0, done.stderr
    return Small(small_project, store, Rendered(done, media))


@pytest.fixture
def old(small: Small, tmp_path: Path) -> Path:
    """A media folder with the small clip, which the test may change."""
    return Path(shutil.copytree(small.rendered.media, tmp_path / "media"))


@pytest.fixture(scope="session")
def storyboard_text() -> str:
    return (ROOT / "storyboards" / "hour29-reproducibility-gates.yaml").read_text("utf-8")


@pytest.fixture(scope="session")
def command() -> list[str]:
    """The words that start the program."""
    return program()


@pytest.fixture
def heeded_hang_up() -> Iterator[None]:
    """Hang-ups that end programs, even where the tests run below `nohup`."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)
