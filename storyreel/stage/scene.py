"""The stage: a Manim scene that performs a storyboard beat by beat, on our own clock."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, cast

import numpy as np
from manim import Animation, Camera, ManimColor, Mobject, MovingCamera, Scene
from manim.renderer.cairo_renderer import CairoRenderer

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import computed_seconds
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing, Item
from storyreel.parts.members import members_of
from storyreel.parts.motion import Motion
from storyreel.parts.shared_parts import SharedParts
from storyreel.stage.beat import beats_of
from storyreel.stage.cairo_reference import CairoReference
from storyreel.stage.clock import Clock
from storyreel.stage.extraction import Extractor
from storyreel.stage.given_items import GivenItems
from storyreel.stage.glyph_tags import tag_glyphs
from storyreel.storyboard.model import Storyboard
from storyreel.storyboard.timeline import TimedBeat, Timeline

if TYPE_CHECKING:
    from storyreel.pictures.live import LivePictures

LOOK_ROUND = 8
"""The number of frames after which the stage looks at everything, named by motions or not."""

_UPDATERS, _NEXT_END = attrgetter("updaters"), attrgetter("next_end")

OnFrame = Callable[[int, Drawing], None]


class _Camera(MovingCamera):
    """A camera without pixels: it tells where it looks, and paints nothing."""

    def init_background(self) -> None:
        self.background = np.zeros((0, 0, self.n_channels), np.uint8)


class _Renderer(CairoRenderer):
    """What Manim's Scene wants of a renderer; frames are made from drawings, not by it."""

    def __init__(self) -> None:
        super().__init__(camera_class=_Camera)
        self.camera.background_color = ManimColor(Color.PEARL)

    def init_scene(self, *_: object) -> None:
        self.file_writer = None  # nothing is written by Manim


class _Playing:
    """Animations that began together.

    A motion ends at its own time, and then nothing shows it again; Manim's animations end with the
    last of all. What leaves the stage does so when all have ended.
    """

    def __init__(self, animations: list[Animation], start: Fraction) -> None:
        ends = [start + computed_seconds(animation.run_time) for animation in animations]
        self.animations, self._start, self.end = animations, start, max(ends)
        self.running = {
            animation: end if isinstance(animation, Motion) else self.end
            for animation, end in zip(animations, ends, strict=True)
        }
        """What has not ended yet, with its exact end."""

    @property
    def next_end(self) -> Fraction:
        return min(self.running.values())

    def show(self, now: Fraction, dt: float) -> None:
        elapsed = float(now - self._start)
        for animation in self.running:
            animation.update_mobjects(dt)
            animation.interpolate(min(elapsed / animation.run_time, 1.0))

    def finish(self, now: Fraction) -> list[Animation]:
        """Show the ends of the animations that end now, and return these."""
        ending = [animation for animation, end in self.running.items() if end == now]
        for animation in ending:
            animation.finish()
            del self.running[animation]
        return ending


class StoryScene(Scene):
    """One method per beat, marked with `@beat`; each owns exactly the frames of its beat.

    A beat tells its story with `start` (begin and go on), `play` (begin and wait for the end)
    and `until` (hold, up to a cue of the storyboard). Frames that it leaves over are held; an
    animation that would end after the beat is an error. State may depend on time alone and never
    on having seen every frame: a frame is the same at every rate.
    """

    data: Any
    """The storyboard's `data`; a scene annotates it with its own model."""

    beats: ClassVar[dict[str, tuple[str, ...]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.beats = beats_of(cls)

    def __init__(
        self,
        storyboard: Storyboard[Any],
        timeline: Timeline,
        on_frame: OnFrame,
        frames: Container[int],
        reference: CairoReference | None = None,
        known: GivenItems | None = None,
    ) -> None:
        """Other frames than `frames` are passed over: they are neither drawn nor sent.

        Items that are known already are not made again.
        """
        super().__init__(renderer=_Renderer(), random_seed=0)
        self.storyboard = storyboard
        self.data = storyboard.data
        self.timeline = timeline
        self.clock = Clock(timeline.fps)
        self.shared = SharedParts(storyboard)
        self.pictures: LivePictures | None = None
        """The pictures that the scene has shown, and those of the storyboard."""

        self.open_pictures: Callable[[], LivePictures] | None = None
        """Gives the pictures of the clip when the scene shows its first one."""

        self._under: Drawing | None = None
        self._on_frame = on_frame
        self._reference = reference
        self._frames = frames
        self._extractor = Extractor(known=known)
        self._playing: list[_Playing] = []
        self._ended: list[Mobject] = []
        """What the motions change that have ended since the last drawing."""

        self._beat: TimedBeat = timeline.beats[0]
        self._shown: Drawing | None = None
        self._stale = True
        """Whether anything may have changed since the last drawing."""

        self._updating = False
        self._last_sample = Fraction(0)

    # The scene's vocabulary

    def start(self, *animations: Any, run_time: float | None = None, **kwargs: Any) -> Fraction:
        """Begin animations and let them go on; returns the exact time at which they end."""
        if run_time is not None:
            kwargs["run_time"] = run_time
        compiled = self.compile_animations(*animations, **kwargs)
        playing = _Playing(compiled, self.clock.now)
        self._require_room(playing.end)
        self._add_animated(compiled)
        for animation in compiled:
            animation._setup_scene(self)
            animation.begin()
        self._playing.append(playing)
        self._stale = True
        return playing.end

    def _add_animated(self, animations: Iterable[Animation]) -> None:
        """As Manim's `add_mobjects_from_animations`, which sorts the stage each time."""
        on_stage = set(map(id, members_of(self.mobjects)))
        for animation in animations:
            mobject = cast("Mobject | None", animation.mobject)
            if mobject is None or id(mobject) in on_stage or animation.is_introducer():
                continue
            self.add(mobject)
            on_stage |= set(map(id, members_of([mobject])))

    def play(self, *animations: Any, **kwargs: Any) -> None:
        """Begin animations and wait for the last of them to end."""
        self._run_to(self.start(*animations, **kwargs))

    def wait(self, duration: float = 1.0, **_: Any) -> None:  # type: ignore[override]
        """Let the given seconds pass."""
        end = self.clock.now + computed_seconds(duration)
        self._require_room(end)
        self._run_to(end)

    def until(self, cue: str) -> None:
        """Let time pass up to a cue of this beat; a cue that has passed is an error."""
        time = self._time_of(cue)
        if time < self.clock.now:
            late = float(self.clock.now - time)
            what = f"beat {self._beat.id!r}: the cue {cue!r} comes {late:.2f} s too early"
            raise RequestError(
                Problem(f"{what}; what goes before it has not ended.", "Move the cue later.")
            )
        self._run_to(time)

    def between(self, cue: str, later: str) -> float:
        """Seconds from one cue of this beat to a later one: a run time that the storyboard owns."""
        return float(self._time_of(later) - self._time_of(cue))

    def show(self, picture: Mapping[str, Any], layout: str | None = None) -> None:
        """Change the picture from now on, as `then` of a storyboard does: kinds by name of thing.

        What the picture does not name stays as it is; a layout moves things, and removes those that
        it leaves out. The first things need no layout: they are side by side. Mobjects are above
        the things. Raises RequestError for a picture that is wrong.
        """
        if self.open_pictures is None or self._reference is not None:
            what = "Manim's camera cannot paint pictures."
            raise RequestError(Problem(what, "Render the clip without --renderer cairo."))
        if self.pictures is None:
            self.pictures = self.open_pictures()
        start = self.timeline.fps.seconds(self._beat.frames.start)
        self.pictures.show(self._beat.index, float(self.clock.now - start), picture, layout)

    # The performance

    def perform(self, last: int) -> None:
        """Perform the beats up to that of frame `last`, and deliver the drawing of each frame."""
        furnished = self.pictures is not None and self.pictures.furnished
        if not furnished:
            self.add(*self.shared.first_frame())
        for timed in self.timeline.beats:
            if timed.frames.start > last:
                break
            self._beat = timed
            self.clock.now = self.timeline.fps.seconds(timed.frames.start)
            self._enter(timed, furnished)
            if timed.id in self.beats:
                getattr(self, timed.id)()
            self._run_to(self.timeline.fps.seconds(timed.frames.stop))

    def _enter(self, timed: TimedBeat, furnished: bool) -> None:
        if self.pictures is not None:
            self.pictures.begin(timed.index)
        changes = () if furnished else self.shared.enter(timed)
        if changes:
            self.start(*changes)

    @property
    def beat_now(self) -> TimedBeat:
        return self._beat

    def _time_of(self, cue: str) -> Fraction:
        if cue not in self._beat.cues:
            names = ", ".join(self._beat.cues) or "none"
            raise RequestError(
                Problem(f"beat {self._beat.id!r} has no cue {cue!r}.", f"Its cues: {names}.")
            )
        return self.timeline.fps.seconds(self._beat.frames.start) + self._beat.cues[cue]

    def _require_room(self, end: Fraction) -> None:
        limit = self.timeline.fps.seconds(self._beat.frames.stop)
        if end > limit:
            what = f"beat {self._beat.id!r} overruns its end by {float(end - limit):.2f} s."
            raise RequestError(Problem(what, "Make the beat longer, or move its cues earlier."))

    def _run_to(self, end: Fraction) -> None:
        """Advance to `end`, ending animations at their exact times on the way."""
        self._stale = True  # the scene may have changed anything since it was last here
        while self._playing:
            first = min(self._playing, key=_NEXT_END)
            now = first.next_end
            if now > end:
                break
            self._show_frames(now)
            self._finish(first, now)
        self._show_frames(end)

    def _finish(self, playing: _Playing, now: Fraction) -> None:
        for animation in playing.finish(now):
            if isinstance(animation, Motion):
                self._ended += animation.changing
        if playing.end == now:
            self._playing.remove(playing)
            for animation in playing.animations:
                animation.clean_up_from_scene(self)
                if animation.remover or not isinstance(animation, Motion):
                    self._stale = True

    def _show_frames(self, end: Fraction) -> None:
        if self._stale:
            self._updating = self._has_updaters()
        updating = self._updating
        for frame, now in self.clock.run_to(end):
            dt = float(now - self._last_sample)
            self._last_sample = now
            if frame not in self._frames and not updating:
                continue
            self.renderer.time = float(now)
            for playing in self._playing:
                playing.show(now, dt)
            if updating:
                self.update_mobjects(dt)
                self.update_self(dt)
            if frame not in self._frames:
                continue
            under = self.pictures.drawing(float(now)) if self.pictures else None
            if self._needs_drawing(under) or self._shown is None or updating:
                anything = self._shown is None or self._stale or updating
                self._shown = self._draw(frame, None if anything else self._moving())
                self._stale = False
                self._ended.clear()
            self._on_frame(frame, self._shown)

    def _needs_drawing(self, under: Drawing | None) -> bool:
        """Whether the frame may differ from the last one; `under` is what pictures show."""
        changed, self._under = under is not self._under, under
        return changed or self._stale or bool(self._playing or self._ended)

    def _moving(self) -> list[Mobject] | None:
        """What alone can have changed since the last frame; None if that may be anything."""
        changing = [*self._ended]
        for animation in (each for playing in self._playing for each in playing.running):
            if not isinstance(animation, Motion):
                return None
            changing += animation.changing
        return changing

    def _draw(self, frame: int, changing: list[Mobject] | None) -> Drawing:
        mobjects: list[Mobject] = [*self.mobjects, *self.foreground_mobjects]
        camera = cast(Camera, self.camera)
        if changing is None:
            tag_glyphs(mobjects)
        drawing = self._extractor.drawing(mobjects, camera, changing)
        if changing is not None and frame % LOOK_ROUND == 0:
            self._require_named(drawing, self._extractor.drawing(mobjects, camera))
        if self._under is not None:
            drawing = above(self._under, drawing)
        if self._shown == drawing and self._shown.outside == drawing.outside:
            return self._shown
        if self._reference is not None:
            self._reference.paint(mobjects, camera)
        return drawing

    def _require_named(self, drawing: Drawing, everything: Drawing) -> None:
        """Raise RequestError where something has changed that no motion names."""
        if everything == drawing:
            return
        kinds = {type(each).__name__ for playing in self._playing for each in playing.animations}
        raise RequestError(
            Problem(
                f"beat {self._beat.id!r}: at {self.renderer.time:.2f} s something changes that "
                f"none of the motions names ({', '.join(sorted(kinds))}).",
                "Name it where the motion is made: beside=(mobject,).",
            )
        )

    def _has_updaters(self) -> bool:
        return bool(self.updaters) or any(map(_UPDATERS, members_of(self.mobjects)))


def above(pictures: Drawing, mobjects: Drawing) -> Drawing:
    """What mobjects show above pictures; their background stays below everything."""
    items = mobjects.items
    ground = next((at for at, item in enumerate(items) if not _is_background(item)), len(items))
    shown = (*items[:ground], *pictures.items, *items[ground:])
    return Drawing(shown, mobjects.background, mobjects.outside)


def _is_background(item: Item) -> bool:
    return item.tag is not None and item.tag.role == "background"
