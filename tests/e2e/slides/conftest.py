"""Fixtures: a lesson in every form, and a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import browser
from tests.e2e.program import Rendered, Run
from tests.e2e.slides.lesson import (
    SMOKE,
    Lesson,
)


@pytest.fixture(scope="session")
def lesson(launched: Run, smoke: Rendered, tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    folder = tmp_path_factory.mktemp("lesson") / "new" / "week 1"
    done = launched(
        "slides", "hour29", *SMOKE, "--json", "--out", smoke.media,
        "-o", folder / "lesson.pptx", "--html", folder / "page", "--pdf", folder / "lesson.pdf",
        "--bare",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Lesson(folder, json.loads(done.stdout))


@pytest.fixture
def tab(lesson: Lesson, tmp_path: Path) -> Iterator[browser.Tab]:
    """A browser without anything in it."""
    with browser.browsing(tmp_path / "profile") as opened:
        yield opened
