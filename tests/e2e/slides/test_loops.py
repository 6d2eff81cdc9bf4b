"""Loops and pictures of a clip."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from storyreel.storyboard.load import Loaded
from tests.e2e.program import Rendered, Run
from tests.e2e.slides.lesson import (
    SMOKE,
)


@pytest.mark.slow
def test_loops_and_pictures(run: Run, smoke: Rendered, hour29: Loaded, tmp_path: Path) -> None:
    beats = len(hour29.storyboard.beats)
    target = tmp_path / "new" / "tests.gif"
    words = ("--beat", "tests", "--size", 320, "-o", target, "--json")
    done = run("export", "hour29", "--gif", *words)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["bytes"] == target.stat().st_size
    with Image.open(target) as loop:
        assert loop.size == (320, 180)
    pictures = tmp_path / "pictures"
    done = run("export", "hour29", "--frames", pictures, *SMOKE)
    assert done.returncode == 0, done.stderr
    assert f"{beats} pictures, 426x240" in done.stdout
    assert len(list(pictures.iterdir())) == beats
