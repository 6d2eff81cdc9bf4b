"""Performs a storyboard: loads its scene, gives it a stage, and delivers every drawing."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from storyreel.base.errors import Problem, RequestError, StoryreelError
from storyreel.base.gc_tuning import freeze_imports
from storyreel.base.system_errors import out_of_memory
from storyreel.base.user_code import contained, end_if_forked_from
from storyreel.drawing.drawing import Drawing
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH
from storyreel.pictures.clips import PictureClip, PictureError, SharedClip
from storyreel.stage.import_manim import import_manim
from storyreel.storyboard.clip_package import described, execute_clip_module, location_in
from storyreel.storyboard.load import Loaded, LoadedScene
from storyreel.storyboard.timeline import Timeline

if TYPE_CHECKING:
    from storyreel.pictures.live import LivePictures
    from storyreel.stage.cairo_reference import CairoReference
    from storyreel.stage.given_items import GivenItems
    from storyreel.stage.scene import OnFrame, StoryScene

STAGE_LINES = 1080
"""The height that Manim is told at every quality: no drawing may depend on pixels."""


def perform(
    loaded: Loaded,
    timeline: Timeline,
    on_frame: OnFrame,
    reference: CairoReference | None = None,
    frames: Collection[int] | None = None,
    known: GivenItems | None = None,
) -> None:
    """Call `on_frame(frame, drawing)` for every frame of the clip, in order, or for these `frames`.

    Other frames are skipped, which is quick, as state on stage depends on time alone; the
    performance ends with the beat of the last one. A held frame comes as the same Drawing object.
    With a `reference`, its `pixels` show a drawing when it is first sent. Raises RequestError for a
    beat that overruns, for a mobject that cannot be drawn, and for a scene that fails, with the
    line of the scene module. What `on_frame` raises ends the performance and comes out as it is.
    Items of a scene that are `known` are not made again.
    """
    wanted = range(timeline.frames) if frames is None else frames
    if isinstance(loaded, (PictureClip, SharedClip)):
        _require_no_reference(loaded, reference)
    if isinstance(loaded, PictureClip):
        asked = (frame for frame in range(timeline.frames) if frame in wanted)
        for frame, drawing in loaded.performance.drawings(timeline.fps, asked):
            on_frame(frame, drawing)
    else:
        assert isinstance(loaded, LoadedScene)
        _perform_scene(loaded, timeline, on_frame, wanted, reference, known)


def _perform_scene(
    loaded: LoadedScene,
    timeline: Timeline,
    on_frame: OnFrame,
    wanted: Collection[int],
    reference: CairoReference | None,
    known: GivenItems | None,
) -> None:
    """Perform the scene of a clip up to the beat of the last wanted frame."""
    import_manim()
    from storyreel.stage.house_style import house_style  # noqa: PLC0415 - see `import_manim`
    from storyreel.stage.manim_config import manim_settings  # noqa: PLC0415

    delivery = _Delivery(on_frame)
    width = round(STAGE_LINES * FRAME_WIDTH / FRAME_HEIGHT)
    with manim_settings(width, STAGE_LINES, timeline.fps), house_style():
        with _locating_errors(loaded, delivery), contained():
            module = execute_clip_module(loaded.clip, loaded.clip.scene.stem)
            scene_class = getattr(module, loaded.contract.class_name)
            freeze_imports()
            scene = scene_class(loaded.storyboard, timeline, delivery, wanted, reference, known)
            scene.open_pictures = partial(_pictures, loaded)
            if isinstance(loaded, SharedClip):
                scene.pictures = scene.open_pictures()
        with _locating_errors(loaded, delivery, scene), contained():
            scene.perform(max(wanted))


class _Delivery:
    """Passes frames on, and remembers the error that their receiver raises."""

    def __init__(self, on_frame: OnFrame) -> None:
        self._on_frame, self._owner = on_frame, os.getpid()
        self.error: BaseException | None = None

    def __call__(self, frame: int, drawing: Drawing) -> None:
        end_if_forked_from(self._owner)
        try:
            self._on_frame(frame, drawing)
        except BaseException as error:
            self.error = error
            raise


@contextmanager
def _locating_errors(
    loaded: LoadedScene, delivery: _Delivery, scene: StoryScene | None = None
) -> Iterator[None]:
    """Give errors of the scene their place: its line, or the beat of the storyboard.

    Errors of the receiver of frames, and those that the scene has no part in, stay as they are.
    """
    try:
        yield
    except StoryreelError as error:
        if scene is None or error is delivery.error:
            raise
        here = loaded.source.locate(("beats", scene.beat_now.index))
        if isinstance(error, PictureError):
            here = location_in(loaded.clip, error) or here
        placed = (Problem(p.what, p.remedy, p.where or here) for p in error.problems)
        raise type(error)(*placed) from error
    except (Exception, SystemExit) as error:
        where = location_in(loaded.clip, error)
        if where is None or error is delivery.error:
            raise
        beat = f" in beat {scene.beat_now.id!r}" if scene else ""
        if isinstance(error, MemoryError):
            raise out_of_memory(f"the scene{beat}", error, where) from error
        what = f"the scene fails{beat}: {described(error)}."
        raise RequestError(Problem(what, "Fix the scene.", where)) from error


def _pictures(loaded: LoadedScene) -> LivePictures:
    from storyreel.pictures.load import pictures_of  # noqa: PLC0415 - most scenes do without

    return pictures_of(loaded)


def _require_no_reference(clip: Loaded, reference: CairoReference | None) -> None:
    if reference is not None:
        what = f"{clip.clip.id} is a clip of pictures, which Manim's camera cannot paint."
        raise RequestError(Problem(what, "Render it without --renderer cairo."))
