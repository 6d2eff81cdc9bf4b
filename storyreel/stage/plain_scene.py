"""Perform a plain Manim scene on our clock.

The scene is not touched: what its `play` and `wait` end in is Manim's renderer, and that is ours.
It lets the animations begin, pass and end as Manim's does, and differs in three things:

- Time is exact. A play lasts what it says and the next begins where it ends, so a scene of n
  seconds has n times the rate frames, rounded up once. Manim rounds every play to frames (up for
  animations, down for waits that stand still) and errs by one where its floats do.
- Updaters with a `dt` get all of the time. Manim loses one frame of it in each play: it calls them
  with 0 at the first frame, and again with 0 at the end.
- Time that passes in a skipped section passes nowhere: what is said later still fits the picture.

A wait in which nothing can change is one picture, held. All else is staged frame after frame, in
order, in one process, so updaters see every frame.
"""

from __future__ import annotations

import inspect
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast

import numpy as np
import numpy.typing as npt
from manim import Animation, Camera, Scene
from manim.renderer.cairo_renderer import CairoRenderer

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.base.timebase import Span, computed_seconds
from storyreel.base.user_code import contained, end_if_forked_from
from storyreel.drawing.drawing import Drawing
from storyreel.encode.sound import Sound
from storyreel.stage.clock import Clock
from storyreel.stage.extraction import Extractor
from storyreel.stage.manim_config import settings_for_a_file, settings_of_a_file
from storyreel.stage.plain_stage import PlainStage
from storyreel.stage.scene_file import SceneFile
from storyreel.stage.scene_sound import played_sound, record_sound_files
from storyreel.stage.text_problems import TextProblem, recorded_text_problems
from storyreel.stage.view import USE_FLAT_SHAPES, view_of

Rgba: TypeAlias = npt.NDArray[np.uint8]

SEED = 0
"""Of the random generators, unless the scene or Manim's settings give another."""

USE_CAIRO = "Render it with --renderer cairo, which lets Manim's own camera paint."
"""The remedy for what cannot become a drawing."""


@dataclass(frozen=True, slots=True)
class Subcaption:
    """A caption of the scene, and when it is shown, in seconds."""

    start: Fraction
    stop: Fraction
    text: str


@dataclass(slots=True)
class PlayedScene:
    """What is known when a scene has ended; sections without a frame are left out."""

    name: str
    frames: int = 0
    sections: list[Span] = field(default_factory=list)
    subcaptions: list[Subcaption] = field(default_factory=list)
    sound: Sound | None = None
    text_problems: Sequence[TextProblem] = ()


OnDrawing = Callable[[int, Drawing, Span], None]
"""Gets each frame in order: its number, what it shows, the section that it belongs to."""

OnPicture = Callable[[int, Rgba, Span], None]
"""The same with RGBA pixels, which are good until the next frame."""


def perform_scene(file: SceneFile, stage: PlainStage, on_frame: OnDrawing) -> PlayedScene:
    """Perform a scene as drawings; a held frame comes as the same object.

    Raises RequestError, with the line of the file, where it fails, where it lasts too long, and for
    what can't be drawn: for cameras before anything is played. What `on_frame` raises comes out as
    it is.
    """
    aspect = float(stage.aspect)
    return _perform(file, stage, lambda camera: _DrawingViewer(camera, aspect, on_frame))


def perform_scene_by_cairo(
    file: SceneFile, stage: PlainStage, size: tuple[int, int], on_frame: OnPicture
) -> PlayedScene:
    """Perform a scene as its own Manim camera paints it, at a size in pixels (width, height)."""
    return _perform(file, stage, lambda camera: _PictureViewer(camera, size, on_frame))


Deliver = Callable[[int, Span], None]
"""Delivers what was viewed as a frame of a section, any number of times."""


class _Viewer(Protocol):
    """Views a scene, as drawings or as pictures."""

    uses_manims_camera: bool

    def view(self, scene: Scene, renderer: CairoRenderer) -> Deliver:
        """View the scene as it is now."""


class _DrawingViewer:
    """Views a scene as drawings."""

    uses_manims_camera = False

    def __init__(self, camera: Camera, aspect: float, on_frame: OnDrawing) -> None:
        view_of(camera, aspect)  # refuses what does more than zoom and pan
        self._on_frame = on_frame
        self._extractor = Extractor(aspect)

    def view(self, scene: Scene, renderer: CairoRenderer) -> Deliver:
        mobjects = [*scene.mobjects, *scene.foreground_mobjects]
        try:
            drawing = self._extractor.drawing(mobjects, renderer.camera)
        except RequestError:
            raise
        except Exception as error:
            raise _explained(error, scene, renderer) from error
        return lambda frame, section: self._on_frame(frame, drawing, section)


class _PictureViewer:
    """Views a scene as its own camera paints it, at the size of the clip."""

    uses_manims_camera = True

    def __init__(self, camera: Camera, size: tuple[int, int], on_frame: OnPicture) -> None:
        camera.pixel_width, camera.pixel_height = size
        camera.init_background()
        camera.resize_frame_shape(fixed_dimension=1)  # the frame's height is kept, as in drawings
        camera.reset()
        camera.pixel_array_to_cairo_context.clear()
        self._on_frame = on_frame

    def view(self, scene: Scene, renderer: CairoRenderer) -> Deliver:
        # All of it: Manim paints what does not move but once, and where nothing does, twice over.
        renderer.update_frame(scene)
        pixels = cast("Rgba", renderer.camera.pixel_array)
        return lambda frame, section: self._on_frame(frame, pixels, section)


def _perform(
    file: SceneFile, stage: PlainStage, viewer_of: Callable[[Camera], _Viewer]
) -> PlayedScene:
    renderer: _Renderer | None = None
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
                with _suggesting_cairo():
                    viewer = viewer_of(manims.camera)
                renderer = scene.renderer = _Renderer(file.name, manims, stage, viewer)
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


class _Renderer(CairoRenderer):
    """Manim's renderer, whose frames are sampled on our clock and delivered."""

    def __init__(
        self, name: str, manims: CairoRenderer, stage: PlainStage, viewer: _Viewer
    ) -> None:
        camera = cast("type[Camera]", lambda: manims.camera)  # which saves making another one
        super().__init__(camera_class=camera, skip_animations=manims.skip_animations)
        self.file_writer = manims.file_writer  # which notes sections, subcaptions and sounds
        record_sound_files(self.file_writer)
        self.failure: BaseException | None = None
        self.failed_outside = False
        self._owner = os.getpid()
        self._name, self._viewer = name, viewer
        self._clock, self._longest = Clock(stage.fps), stage.longest
        self._sections: list[Span] = []
        self._section_of_manim: object = None

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play animations, or wait, from now on for as long as they take."""
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        scene.compile_animation_data(*args, **kwargs)
        assert scene.animations is not None
        scene.begin_animations()
        self.file_writer.sections[-1].partial_movie_files.append(None)  # it is not empty
        if not scene.is_current_animation_frozen_frame():
            scene.duration = scene.get_run_time(scene.animations)
            self._pass(scene, scene.animations)
        elif not self.skip_animations:
            self._hold(scene)
        self.time = float(self._clock.now)
        self.num_plays += 1

    def _hold(self, scene: Scene) -> None:
        """A wait in which nothing can change: updaters are not called, as in Manim."""
        show = self._look(scene)
        for frame, _ in self._frames_until(
            scene, self._clock.now + computed_seconds(scene.duration)
        ):
            self._show(show, frame)

    def _pass(self, scene: Scene, animations: list[Animation]) -> None:
        """Frame by frame, as `Scene.play_internal`."""
        if self.skip_animations:
            scene.update_to_time(scene.duration)
        else:
            start = self._clock.now
            for frame, now in self._frames_until(scene, start + computed_seconds(scene.duration)):
                self.time = float(now)
                _update(scene, now - start)
                self._show(self._look(scene), frame)
                if scene.stop_condition is not None and scene.stop_condition():
                    break
            self.time = float(self._clock.now)
            if _depends_on_time(scene):
                _update(scene, self._clock.now - start)
        for animation in animations:
            animation.finish()
            animation.clean_up_from_scene(scene)
        if not self.skip_animations:
            scene.update_mobjects(0)

    def _frames_until(self, scene: Scene, end: Fraction) -> Iterator[tuple[int, Fraction]]:
        """Frames and their times; whoever stops half-way leaves the clock after that frame."""
        clock = self._clock
        if scene.stop_condition is None:
            self._require_short(end)
        while clock.now < end:
            self._require_short(clock.now)
            step = min(end, clock.fps.seconds(clock.next_frame + 1))
            yield from list(clock.run_to(step))

    def _require_short(self, end: Fraction) -> None:
        """Raise RequestError for a time after the limit."""
        if end > self._longest:
            what = f"{self._name} lasts {_words(end)} or longer; {_words(self._longest)} is allowed"
            remedy = "End it sooner, or allow more seconds with --longest."
            with self._recording_failure():
                raise RequestError(Problem(f"{what}.", remedy))

    def _look(self, scene: Scene) -> Deliver:
        with self._recording_failure(), _suggesting_cairo():
            return self._viewer.view(scene, self)

    def _show(self, show: Deliver, frame: int) -> None:
        section = self.file_writer.sections[-1]
        if section is not self._section_of_manim:
            self._section_of_manim = section
            name = self._name if section.name == "autocreated" else section.name
            self._sections.append(Span(name, frame))
        end_if_forked_from(self._owner)
        with self._recording_failure(of_the_scene=False):
            show(frame, self._sections[-1])

    @contextmanager
    def _recording_failure(self, of_the_scene: bool = True) -> Iterator[None]:
        """A scene may catch everything; what ends the performance must not get lost there.

        Every failure is the scene's, except those of the audience and bugs in this program.
        """
        try:
            yield
        except BaseException as error:
            if self.failure is None:  # the first is the reason for all others
                theirs = isinstance(error, RequestError) or self._viewer.uses_manims_camera
                self.failure, self.failed_outside = error, not (of_the_scene and theirs)
            raise

    def scene_finished(self, scene: Scene) -> None:
        """Nothing is written by Manim."""

    def performed(self) -> PlayedScene:
        """What is known now that the scene has ended."""
        subcaptions = [
            Subcaption(_exact(said.start), _exact(said.end), said.content)
            for said in self.file_writer.subcaptions
        ]
        frames = self._clock.next_frame
        sound = played_sound(self.file_writer)
        return PlayedScene(self._name, frames, self._sections, subcaptions, sound)


def _explained(error: Exception, scene: Scene, renderer: CairoRenderer) -> Exception:
    """Why a scene could not be drawn: a mistake of its author where Manim fails on it, too.

    Numbers that no picture can show, such as infinite widths, pass Manim's camera in silence.
    Anything else that Manim paints is a bug of ours: the error itself.
    """
    who = " ".join(getattr(error, "__notes__", ())) or "The picture"
    try:
        renderer.update_frame(scene)
    except Exception as manims:
        words = f"{type(manims).__name__}: {manims}".rstrip(" .")
        what = f"{who} cannot be painted by Manim's camera: {words}."
        return RequestError(Problem(what, "Correct the values that the scene gives it."))
    if isinstance(error, (ArithmeticError, ValueError)):
        return RequestError(Problem(f"{who} cannot be drawn: {error}.", USE_FLAT_SHAPES))
    return error


def _update(scene: Scene, elapsed: Fraction) -> None:
    # NumPy's numbers, as in Manim, that a run time of 0 beside others divides nothing by zero.
    with np.errstate(divide="ignore", invalid="ignore"):
        scene.update_to_time(np.float64(float(elapsed)))


def _depends_on_time(scene: Scene) -> bool:
    """Whether any updater takes the time that has passed."""
    return bool(
        scene.updaters
        or scene.meshes
        or scene.always_update_mobjects
        or any(mobject.has_time_based_updater() for mobject in scene.get_mobject_family_members())
    )


def _cairo_renderer_of(scene: Scene) -> CairoRenderer:
    """What Manim would render the scene with; raises RequestError where that is not Cairo."""
    if not isinstance(scene.renderer, CairoRenderer):
        what = f"the scene brings a renderer of its own, {type(scene.renderer).__name__}."
        raise RequestError(Problem(what, "Let it use Manim's Cairo renderer."))
    return scene.renderer


def _words(seconds: Fraction) -> str:
    """A time as hours, minutes and seconds, `1:00:00`; less than a minute in seconds, `0.5 s`."""
    if seconds < 60:
        return f"{float(seconds):.3g} s"
    return str(timedelta(seconds=round(seconds)))


def _exact(time: timedelta) -> Fraction:
    return Fraction(time // timedelta(microseconds=1), 1_000_000)


@contextmanager
def _suggesting_cairo() -> Iterator[None]:
    try:
        yield
    except RequestError as error:
        *others, last = error.problems
        if last.remedy != USE_FLAT_SHAPES:
            raise
        told = (replace(problem, remedy="") for problem in others)
        raise RequestError(*told, replace(last, remedy=USE_CAIRO)) from error
