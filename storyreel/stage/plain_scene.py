"""Perform a plain Manim scene on our clock.

The scene is not touched: what its `play` and `wait` end in is Manim's renderer, and that is ours
(`plain_renderer.py`).
"""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Callable
from pathlib import Path

from manim import Camera, Scene
from manim.renderer.cairo_renderer import CairoRenderer

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.base.user_code import contained
from storyreel.stage.manim_config import settings_for_a_file, settings_of_a_file
from storyreel.stage.plain_renderer import PlainRenderer
from storyreel.stage.plain_stage import PlainStage
from storyreel.stage.plain_viewers import (
    DrawingViewer,
    OnDrawing,
    OnPicture,
    PictureViewer,
    SceneViewer,
    suggesting_cairo,
)
from storyreel.stage.played_scene import PlayedScene
from storyreel.stage.scene_file import SceneFile
from storyreel.stage.text_problems import recorded_text_problems

SEED = 0
"""Of the random generators, unless the scene or Manim's settings give another."""


def perform_scene(file: SceneFile, stage: PlainStage, on_frame: OnDrawing) -> PlayedScene:
    """Perform a scene as drawings; a held frame comes as the same object.

    Raises RequestError, with the line of the file, where it fails, where it lasts too long, and for
    what can't be drawn: for cameras before anything is played. What `on_frame` raises comes out as
    it is.
    """
    aspect = float(stage.aspect)
    return _perform(file, stage, lambda camera: DrawingViewer(camera, aspect, on_frame))


def perform_scene_by_cairo(
    file: SceneFile, stage: PlainStage, size: tuple[int, int], on_frame: OnPicture
) -> PlayedScene:
    """Perform a scene as its own Manim camera paints it, at a size in pixels (width, height)."""
    return _perform(file, stage, lambda camera: PictureViewer(camera, size, on_frame))


def _perform(
    file: SceneFile, stage: PlainStage, viewer_of: Callable[[Camera], SceneViewer]
) -> PlayedScene:
    renderer: PlainRenderer | None = None
    with tempfile.TemporaryDirectory(prefix="storyreel-", dir=stage.scratch) as folder:
        settings = *stage.size, stage.fps, Path(folder)
        try:
            with (
                settings_for_a_file(*settings),
                recorded_text_problems() as text_problems,
                contained(),
                file.loaded(SEED) as scene_class,
                file.locating_errors(scene_class.__name__),
                settings_of_a_file(*settings),
            ):
                scene = scene_class()
                manims = _cairo_renderer_of(scene)
                with suggesting_cairo():
                    viewer = viewer_of(manims.camera)
                renderer = scene.renderer = PlainRenderer(file.name, manims, stage, viewer)
                scene.render()
                if renderer.failure:  # which the scene has caught and kept to itself
                    raise renderer.failure
        except BaseException:
            if renderer and renderer.failed_outside:
                assert renderer.failure
                raise renderer.failure from None
            raise
    performed = renderer.performed()
    if not performed.frames:
        what = f"{performed.name} plays nothing, so it has no frames."
        raise RequestError(Problem(what, _how_to_play(scene_class), Location(file.shown)))
    performed.text_problems = text_problems
    return performed


def _how_to_play(scene_class: type[Scene]) -> str:
    """What gives frames to a scene that has none."""
    if scene_class.construct is Scene.construct:
        return "Write its method `def construct(self):`."
    if inspect.isgeneratorfunction(scene_class.construct):
        return "Take `yield` out of construct, which keeps it from running."
    return "Let construct end with self.wait()."


def _cairo_renderer_of(scene: Scene) -> CairoRenderer:
    """What Manim would render the scene with; raises RequestError where that is not Cairo."""
    if not isinstance(scene.renderer, CairoRenderer):
        what = f"the scene brings a renderer of its own, {type(scene.renderer).__name__}."
        raise RequestError(Problem(what, "Let it use Manim's Cairo renderer."))
    return scene.renderer
