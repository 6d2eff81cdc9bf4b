"""Picture clips for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from storyreel.pictures.board import PictureBoard
from storyreel.pictures.load import load_pictures
from storyreel.pictures.performance import Performance

Loads = Callable[[str], tuple[PictureBoard, Performance]]

HEAD = """\
clip: lesson
title: A lesson
alt: A lesson about nothing.
facts:
  guess: {value: 4.605, source: "ln 100"}
  after: {value: 1.069, source: "log, step 1500"}
"""
TAIL = """\
  - id: close
    duration: 15
wisdom: Pictures say it.
"""


@pytest.fixture
def load(tmp_path: Path) -> Loads:
    """Load a clip whose first beat, of 15 seconds, is the given YAML below `- id: first`."""

    def load(beat: str) -> tuple[PictureBoard, Performance]:
        lines = "".join(f"    {line}\n" for line in beat.strip("\n").splitlines())
        text = f"{HEAD}beats:\n  - id: first\n    step: First\n    duration: 15\n{lines}{TAIL}"
        path = tmp_path / "lesson.yaml"
        path.write_text(text, "utf-8")
        assert yaml.safe_load(text)
        return load_pictures(path, "lesson.yaml", lambda text, face: (), tmp_path)

    return load
