"""Picture clips for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from storyreel.base.project import Project
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.load import load_clip

Loads = Callable[[str], PictureClip]

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
    step: Close
    duration: 15
wisdom: Pictures say it.
"""


@pytest.fixture
def load(tmp_path: Path) -> Loads:
    """Load a clip whose first beat, of 15 seconds, is the given YAML below `- id: first`."""
    project = Project.at(tmp_path)
    project.storyboards.mkdir()

    def load(beat: str) -> PictureClip:
        lines = "".join(f"    {line}\n" for line in beat.strip("\n").splitlines())
        first = "  - id: first\n    step: First\n    duration: 15\n    caption: One.\n"
        path = project.storyboards / "lesson.yaml"
        path.write_text(f"{HEAD}beats:\n{first}{lines}{TAIL}", "utf-8")
        clip = load_clip(path, project)
        assert isinstance(clip, PictureClip)
        return clip

    return load
