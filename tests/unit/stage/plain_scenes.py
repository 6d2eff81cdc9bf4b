"""Plain Manim scenes as tests write and perform them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent
from typing import Any

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.stage.plain_scene import perform_scene
from storyreel.stage.plain_stage import PlainStage
from storyreel.stage.played_scene import PlayedScene
from storyreel.stage.scene_file import SceneFile

FPS = Fps(10)
STAGE = PlainStage(FPS)


@dataclass
class Run:
    """A performed scene: its drawings, their sections, and what it has recorded."""

    performed: PlayedScene
    drawings: list[Drawing] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    said: list[Any] = field(default_factory=list)
    """What the scene has put into its list `said`."""

    @property
    def changes(self) -> list[int]:
        """The frames that show another drawing object than the frame before."""
        pairs = enumerate(zip(self.drawings, self.drawings[1:], strict=False), 1)
        return [frame for frame, (one, other) in pairs if one is not other]

    def left(self, frame: int) -> float:
        """The left edge of the last shape, in scene units."""
        item = self.drawings[frame].items[-1]
        assert isinstance(item, PathItem)
        return item.path.box.left / QUANTA_PER_UNIT


Perform = Callable[..., Run]


def scene_file(folder: Path, body: str, base: str = "Scene", head: str = "") -> SceneFile:
    path = folder / "theirs.py"
    text = f"from manim import *\n{head}\nsaid = []\n\n\nclass Theirs({base}):\n"
    path.write_text(text + "    def construct(self):\n" + indent(body, " " * 8), encoding="utf-8")
    return SceneFile(path, "some/theirs.py", "Theirs")


def performed(folder: Path, body: str, fps: int = FPS.rate, **more: str) -> Run:
    """Perform a scene with this body; `more` is its base class and the head of its file."""
    drawings: list[Drawing] = []
    sections: list[str] = []
    said: list[Any] = []
    file = scene_file(folder, body + "\nimport builtins; builtins.said = said\n", **more)

    def on_frame(frame: int, drawing: Drawing, section: Any) -> None:
        assert frame == len(drawings)
        drawings.append(drawing)
        sections.append(section.name)

    played = perform_scene(file, PlainStage(Fps(fps)), on_frame)
    said = vars(__import__("builtins")).pop("said")
    return Run(played, drawings, sections, said)
