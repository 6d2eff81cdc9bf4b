"""The renderer of plain scenes: Manim's, with frames that are sampled on our clock.

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

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from fractions import Fraction
from typing import Any, cast

import numpy as np
from manim import Animation, Camera, Scene
from manim.renderer.cairo_renderer import CairoRenderer

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import Span, computed_seconds
from storyreel.base.user_code import end_if_forked_from
from storyreel.stage.clock import Clock
from storyreel.stage.plain_stage import PlainStage
from storyreel.stage.plain_viewers import Deliver, SceneViewer, suggesting_cairo
from storyreel.stage.played_scene import PlayedScene, Subcaption
from storyreel.stage.scene_sound import played_sound, record_sound_files


class PlainRenderer(CairoRenderer):
    """Manim's renderer, whose frames are sampled on our clock and delivered."""

    def __init__(
        self, name: str, manims: CairoRenderer, stage: PlainStage, viewer: SceneViewer
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
        with self._recording_failure(), suggesting_cairo():
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


def _words(seconds: Fraction) -> str:
    """A time as hours, minutes and seconds, `1:00:00`; less than a minute in seconds, `0.5 s`."""
    if seconds < 60:
        return f"{float(seconds):.3g} s"
    return str(timedelta(seconds=round(seconds)))


def _exact(time: timedelta) -> Fraction:
    return Fraction(time // timedelta(microseconds=1), 1_000_000)
