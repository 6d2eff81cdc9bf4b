"""A small project with one clip, for tests of everything that reads storyboards."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.project import Project

STEM = "hour29-demo"

STORYBOARD = f"""\
# yaml-language-server: $schema=schema/{STEM}.schema.json
clip: hour29
title: A demonstration
language: en
alt: Two boxes meet.
placement: full-slide
rail: [First, Second]
beats:
  - id: opening
    duration: 8
    caption: Here it begins.
    cues: {{show: 0.5}}
  - id: first
    step: First
    duration: 8.4
    caption: Then it goes on.
    cues: {{drop: 1, land: 2.5}}
  - id: second
    step: Second
    duration: 7.6
    caption: And on.
    notes: Say this slowly.
  - id: closing
    duration: 6
wisdom: All is well that ends well.
insight: A small one.
sources: [measured here]
data:
  count: 12
  digest: "{"ab" * 32}"
  rows:
    - {{token: " the", id: 262}}
    - {{token: cat, id: 3797}}
  image: null
"""

SCENE = """\
from storyreel.stage.scene import StoryScene
from storyreel.stage.beat import beat


class Demo(StoryScene):
    @beat("show")
    def opening(self): ...

    @beat("drop", "land")
    def first(self):
        self.between("drop", "land")

    @beat()
    def second(self): ...

    def _helper(self): ...

    @beat()
    def closing(self): ...
"""

DATA = """\
from __future__ import annotations

from typing import Annotated

from pydantic import Field

from storyreel.storyboard.record import Model, SceneData
from storyreel.storyboard.values import AssetPath, Count, Hex64, MonoText


class Row(Model):
    token: Annotated[MonoText, Field(max_length=20, description="The token.")]
    id: Annotated[Count, Field(description="Its number.")]


class Data(SceneData):
    count: Annotated[Count, Field(description="How many.")]
    digest: Annotated[Hex64, Field(description="The digest.")]
    rows: Annotated[tuple[Row, ...], Field(min_length=1, description="The rows.")]
    image: Annotated[AssetPath | None, Field(description="A picture.")] = None
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose only clip is in order."""
    return make_project(tmp_path)


@pytest.fixture
def storyboard_text() -> str:
    return STORYBOARD


@pytest.fixture(scope="session")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same project, for tests that load it many times and change nothing but its text."""
    return make_project(tmp_path_factory.mktemp("project"))


def make_project(root: Path) -> Project:
    files = {
        f"storyboards/{STEM}.yaml": STORYBOARD,
        "scenes/hour29/scene.py": SCENE,
        "scenes/hour29/data.py": DATA,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "assets").mkdir()
    return Project.at(root)
