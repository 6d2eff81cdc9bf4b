"""A performance: the scene class of a clip, found and run from the first frame to the last."""

from __future__ import annotations

import hashlib
import sys
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

from storyreel.film.drawing import FRAME_HEIGHT, FRAME_WIDTH
from storyreel.stage.manim_config import manim_settings
from storyreel.stage.reference import CairoReference
from storyreel.stage.scene import OnFrame, StoryScene
from storyreel.storyboard.catalog import ClipFiles
from storyreel.storyboard.load import Loaded
from storyreel.timeline import Timeline

_LINES = 2160
"""Manim wants a size in pixels; no drawing depends on it."""


def perform(
    loaded: Loaded,
    timeline: Timeline,
    on_frame: OnFrame,
    reference: CairoReference | None = None,
) -> None:
    """Send every frame's drawing to `on_frame`, in order; a held frame is the same object again.

    With a `reference`, its pixels show the frame when `on_frame` is called. What `on_frame` raises
    ends the performance. Raises RequestError where the scene and the storyboard do not fit.
    """
    scene_class = load_scene(loaded.clip, loaded.contract.class_name)
    width = round(_LINES * FRAME_WIDTH / FRAME_HEIGHT)
    with manim_settings(width, _LINES, timeline.fps):
        scene_class(loaded.storyboard, timeline, on_frame, reference).perform()


def load_scene(clip: ClipFiles, class_name: str) -> type[StoryScene[Any]]:
    """The scene class of a clip, from the clip's own file."""
    digest = hashlib.sha256(clip.scene.read_bytes() + bytes(clip.scene)).hexdigest()[:16]
    name = f"storyreel_scene_{clip.scene.stem}_{digest}"
    if name not in sys.modules:
        spec = spec_from_file_location(name, clip.scene)
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules[name] = module_from_spec(spec)
        root = str(clip.scene.parent.parent)
        sys.path.insert(0, root)
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
        finally:
            sys.path.remove(root)
    scene_class: type[StoryScene[Any]] = getattr(sys.modules[name], class_name)
    return scene_class
