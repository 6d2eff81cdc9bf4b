"""One studio and one browser for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e import browser
from tests.e2e.studio.page import wait_shown
from tests.e2e.studio.running import Studio, running, small_project


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running(small_project(tmp_path_factory.mktemp("lesson")), "judge") as studio:
        yield studio


@pytest.fixture(scope="session")
def tab(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Tab]:
    with browser.browsing(tmp_path_factory.mktemp("profile")) as tab:
        tab.go(studio.address)
        yield tab


@pytest.fixture
def page(studio: Studio, tab: browser.Tab) -> Iterator[browser.Tab]:
    """The page with the whole clip; the storyboard is as it was afterwards."""
    text = studio.board.read_bytes()
    wait_shown(studio, tab)
    yield tab
    if studio.board.read_bytes() != text:
        studio.board.write_bytes(text)
        wait_shown(studio, tab)
