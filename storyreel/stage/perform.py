"""Perform a storyboard: load its scene, give it a stage, and send every drawing on its way."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING

from storyreel.base.errors import Problem, RequestError, StoryreelError
from storyreel.base.gc_tuning import freeze_imports
from storyreel.drawing.drawing import FRAME_HEIGHT, FRAME_WIDTH, Drawing
from storyreel.pictures.load import PictureClip
from storyreel.storyboard.clip_package import execute_clip_module, location_in
from storyreel.storyboard.load import Loaded, LoadedScene
from storyreel.storyboard.timeline import Timeline

if TYPE_CHECKING:
    from storyreel.stage.cairo_reference import CairoReference
    from storyreel.stage.scene import OnFrame, StoryScene

STAGE_LINES = 1080
"""Manim is told this height whatever the quality: no drawing may depend on pixels."""


def import_manim() -> None:
    """Import Manim, which takes a second; else that happens when the first clip is performed.

    Until then workers get ready; processes that are forked before would each do it again.
    """
    import_module("storyreel.stage.scene")
    freeze_imports()


def perform(
    loaded: Loaded,
    timeline: Timeline,
    on_frame: OnFrame,
    reference: CairoReference | None = None,
    frames: Collection[int] | None = None,
) -> None:
    """Call `on_frame(frame, drawing)` for every frame of the clip, in order, or for these `frames`.

    The others are passed over, which is quick, as state on the stage depends on time alone; behind
    the last the performance ends. A held frame comes as the same Drawing object. With a
    `reference`, its `pixels` show a drawing when it is first sent. Raises RequestError for a beat
    that overruns, for a mobject that cannot be drawn, and for a scene that fails, with the line of
    the scene module. What `on_frame` raises ends the performance and comes out as it is.
    """
    wanted = range(timeline.frames) if frames is None else frames
    if isinstance(loaded, PictureClip):
        _perform_pictures(loaded, timeline, on_frame, reference, wanted)
        return
    assert isinstance(loaded, LoadedScene)
    from storyreel.stage.manim_config import manim_settings  # noqa: PLC0415 - see `import_manim`

    clip = loaded.clip
    last = max(wanted)
    ends = last < timeline.frames - 1  # at the clip's end, a beat that overruns is to be noticed
    raised_outside: list[BaseException] = []

    def send(frame: int, drawing: Drawing) -> None:
        try:
            on_frame(frame, drawing)
        except BaseException as error:
            raised_outside.append(error)
            raise
        if ends and frame == last:
            raise _LastFrameSent

    width = round(STAGE_LINES * FRAME_WIDTH / FRAME_HEIGHT)
    with manim_settings(width, STAGE_LINES, timeline.fps):
        scene: StoryScene | None = None
        try:
            module = execute_clip_module(clip, clip.scene.stem)
            scene_class = getattr(module, loaded.contract.class_name)
            freeze_imports()
            scene = scene_class(loaded.storyboard, timeline, send, wanted, reference)
            scene.perform()
        except _LastFrameSent:
            pass
        except StoryreelError as error:
            if error in raised_outside:
                raise
            raise _located(error, loaded, scene) from error
        except Exception as error:
            where = location_in(clip, error)
            if where is None or error in raised_outside:
                raise
            beat = f" in beat {scene.beat_now.id!r}" if scene else ""
            what = f"the scene fails{beat}: {type(error).__name__}: {error}."
            raise RequestError(Problem(what, "Fix the scene.", where)) from error


def _perform_pictures(
    clip: PictureClip,
    timeline: Timeline,
    on_frame: OnFrame,
    reference: CairoReference | None,
    wanted: Collection[int],
) -> None:
    """Send the drawings of a clip that is a function of time; Manim has no part in it."""
    if reference is not None:
        what = f"{clip.clip.id} is a clip of pictures, which Manim's camera cannot paint."
        raise RequestError(Problem(what, "Render it without --renderer cairo."))
    for frame, drawing in clip.performance.drawings(timeline.fps, wanted):
        on_frame(frame, drawing)


class _LastFrameSent(Exception):  # noqa: N818 - no error
    """Nothing that comes after it is asked for."""


def _located(error: StoryreelError, loaded: Loaded, scene: StoryScene | None) -> StoryreelError:
    """The same error, its problems placed at the beat of the storyboard where they arose."""
    if scene is None:
        return error
    here = loaded.source.locate(("beats", scene.beat_now.index))
    placed = (Problem(p.what, p.remedy, p.where or here) for p in error.problems)
    return type(error)(*placed)
