"""A small project whose one scene is written by the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from textwrap import indent

import pytest
from manim import tempconfig

from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.quanta import Box
from storyreel.stage.extraction import Extractor
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.load import Loaded, load_storyboard
from storyreel.storyboard.timeline import Timeline, compile_timeline
from tests.unit.stage.plain_scenes import Perform, performed

STORYBOARD = """\
clip: play
title: A play
language: en
alt: Shapes come and go.
placement: full-slide
rail: [First, Second]
beats:
  - id: opening
    duration: 2
    caption: Here it begins.
    cues: {early: 0.5, late: 1.5}
  - id: work
    duration: 4.2
    step: First
    caption: And here it goes on.
  - id: rest
    duration: 19.8
    step: Second
    caption: Then nothing happens.
  - id: closing
    duration: 4
wisdom: All is well that ends well.
data: {word: seed}
"""

DATA = """\
from storyreel.storyboard.record import SceneData
from storyreel.storyboard.values import MonoText


class Data(SceneData):
    word: MonoText
"""

HEAD = """\
from manim import *

from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene


class Play(StoryScene):
"""
CUES = {"opening": '"early", "late"'}


@dataclass(frozen=True)
class Stage:
    """A project in which scenes can be tried out."""

    project: Project

    def load(self, **beats: str) -> Loaded:
        """The storyboard with a scene of the given bodies; beats that are not given do nothing."""
        beats = {"opening": "", "work": "", "rest": "", "closing": ""} | beats
        methods = [
            f"    @beat({CUES.get(name, '')})\n    def {name}(self):\n"
            + indent(body or "pass", " " * 8)
            for name, body in beats.items()
        ]
        scene = self.project.scenes / "play/scene.py"
        scene.write_text(HEAD + "\n\n".join(methods), encoding="utf-8")
        return load_storyboard(self.project.storyboards / "play-demo.yaml", self.project)

    def timeline(self, loaded: Loaded, fps: int = 15) -> Timeline:
        return compile_timeline(loaded.storyboard, Fps(fps))

    def perform(self, fps: int = 15, frames: int | None = None, **beats: str) -> list[Drawing]:
        """The drawings of the first frames, or of all."""
        loaded = self.load(**beats)
        timeline = self.timeline(loaded, fps)
        return draw_frames(loaded, timeline, range(frames or timeline.frames))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    files = {"storyboards/play-demo.yaml": STORYBOARD, "scenes/play/data.py": DATA}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "assets").mkdir()
    return Stage(Project.at(tmp_path))


@pytest.fixture(scope="session")
def own() -> Callable[[Drawing], list[PathItem]]:
    """What the scene itself has put into a drawing: all that bears no tag."""

    def items(drawing: Drawing) -> list[PathItem]:
        return [i for i in drawing.items if isinstance(i, PathItem) and i.tag is None]

    return items


@pytest.fixture(scope="session")
def place(own: Callable[[Drawing], list[PathItem]]) -> Callable[[Drawing], Box]:
    """The bounds of the only shape that the scene itself shows."""

    def bounds(drawing: Drawing) -> Box:
        (item,) = own(drawing)
        return item.path.box

    return bounds


@pytest.fixture
def files_of_manim(tmp_path: Path) -> Iterator[None]:
    """A folder for what Manim writes when it makes texts."""
    with tempconfig({"media_dir": str(tmp_path)}):
        yield


@pytest.fixture
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture
def perform(tmp_path: Path) -> Perform:
    """Perform a plain scene whose `construct` has the given body."""
    return partial(performed, tmp_path)
