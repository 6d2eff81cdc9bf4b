"""The pipeline: from a storyboard to a published clip, one page that follows the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from PIL import Image

from storyreel.captions import webvtt
from storyreel.design.fonts import verify_fonts
from storyreel.drafts import drafting
from storyreel.farm.here import Here
from storyreel.farm.local import LocalFarm
from storyreel.farm.plan import Machine, Team, team_for
from storyreel.farm.worker import can_fork
from storyreel.film.codec import EncoderSettings
from storyreel.film.drawing import Drawing, drawing_digest
from storyreel.film.encoder import require_encoder
from storyreel.film.join import join_segments
from storyreel.film.raster import paint_drawing
from storyreel.filming import Footage, Shoot, film, film_by_cairo
from storyreel.gauge import PeakMemory, Stopwatch
from storyreel.inspect.finding import Finding
from storyreel.inspect.report import Report, drawing_marks
from storyreel.inspect.rules_file import sampled_frames
from storyreel.inspection import Inspection, inspect_clip, judge_drawings
from storyreel.origin import Origin
from storyreel.paths import Project
from storyreel.progress import Watcher
from storyreel.publish import (
    Draft,
    Place,
    megabytes,
    require_room,
    require_writable,
    told_plainly,
)
from storyreel.quality import Quality
from storyreel.store import Store
from storyreel.storyboard.load import Loaded
from storyreel.timeline import Timeline, compile_timeline
from storyreel.understudy import Understudy
from storyreel.variant import place_of

Renderer: TypeAlias = Literal["skia", "cairo"]

POSTER_HEIGHT = 2160
"""Posters are at most this high: slides programs refuse pictures of 25 megapixels and more."""

BYTES_PER_EDGE = 8
"""What a frame may cost in a file for each pixel of its width and height; flat graphics grow with
their edges and not with their area. Clips have been seen to need half of it."""

SPARE_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Request:
    """One clip to be rendered, with everything that decides the result."""

    loaded: Loaded
    quality: Quality
    settings: EncoderSettings
    renderer: Renderer
    workers: int | str
    force: bool
    origin: Origin
    """What it is made from, as read when the request was made: an edit after that is noticed."""

    strict: bool = False
    """Whether a warning counts as a failure."""

    made_of: str = ""
    """One digest of all that is read, by which a later run knows that nothing has changed."""

    @property
    def clip(self) -> str:
        return self.loaded.clip.id

    def place(self, project: Project) -> Place:
        return place_of(project.media, self.clip, self.quality, self.settings, self.renderer)


@dataclass(frozen=True, slots=True)
class Means:
    """What a render may use of the machine, and in words what that is."""

    team: Team
    disk_bytes: int
    understudy: bool = False
    """Whether a second process may perform a part of the clip."""

    def __str__(self) -> str:
        plural = "" if self.team.workers == 1 else "s"
        workers = f"{self.team.workers or 'no'} worker{plural}"
        words = f"{workers}, at most {megabytes(self.disk_bytes)} of disk"
        return f"{words}; {self.team.reason}" if self.team.reason else words


def require_able(request: Request, timeline: Timeline, place: Place, store: Path) -> Means:
    """What to use of the machine.

    Raises MachineError, before time is spent, where this machine can't render the request.
    """
    require_encoder(request.settings)
    verify_fonts()
    require_writable(place.folder)
    clip_bytes = (request.quality.width + request.quality.height) * timeline.frames * BYTES_PER_EDGE
    needed = {place.folder: clip_bytes + SPARE_BYTES, store: clip_bytes}
    stored = sum(entry.size for entry in Store(store).entries())
    remedy = f"empty the store ({megabytes(stored)}) with render.py clean, " if stored else ""
    require_room(needed, remedy)
    machine = Machine.here()
    team = team_for(request.workers, request.quality, machine, request.settings.codec)
    workers = min(team.workers, len(timeline.segments()))
    taken = workers * request.quality.worker_needs(request.settings.codec)
    room = machine.memory_mb >= taken + 2 * request.quality.own_mb
    understudy = workers > 1 and room and can_fork() and request.renderer != "cairo"
    return Means(replace(team, workers=workers), sum(needed.values()), understudy)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A clip that was rendered: what it was made of, its report, and where its files stand."""

    request: Request
    timeline: Timeline
    report: Report
    place: Place

    @property
    def video(self) -> Path:
        return self.place.video if self.report.passed else self.place.failed_video


def render_clip(request: Request, project: Project, watcher: Watcher) -> Outcome:
    """Stage, film, join, inspect and publish one clip; one that fails inspection is kept aside.

    Raises MachineError where the machine is not able, and leaves what was published before.
    """
    timeline = compile_timeline(request.loaded.storyboard, request.quality.fps)
    place = request.place(project)
    means = require_able(request, timeline, place, project.store)
    with (
        drafting(place, watcher.say) as draft,
        held_store(project, watcher) as store,
        # These two begin processes, before anything runs in a thread.
        _understudy(request, timeline, means, store) as understudy,
        _crew(request, means.team.workers, store) as crew,
        _watched(watcher, place.name, timeline.frames),
    ):
        watcher.say(f"{place.name}: {means}")
        watch = Stopwatch()
        with PeakMemory() as memory:
            footage, judged = _film(
                request, timeline, crew, understudy, draft, store, watcher, watch
            )
            crew.dismiss()
            watcher.doing("joining")
            with watch.timing("join"):
                segments = [segment.path for segment in footage.segments]
                join_segments(segments, draft.video, request.settings, timeline.frames)
            watcher.doing("inspecting")
            with watch.timing("inspect"):
                inspection = _inspect(request, timeline, footage, draft, judged)
        report = _report(request, footage, inspection, watch, memory, means.team.workers)
        with told_plainly(place.folder):
            draft.captions.write_text(webvtt(timeline), encoding="utf-8")
            draft.report.write_text(report.to_json(), encoding="utf-8")
        if report.passed:
            draft.publish()
        else:
            draft.keep_failed()
    return Outcome(request, timeline, report, place)


def _crew(request: Request, workers: int, store: Store | None) -> LocalFarm | Here:
    """Who renders; nobody is hired where Manim's own camera paints."""
    if not workers or request.renderer == "cairo":
        return Here()
    return LocalFarm(workers, at_once=not _something_stored(request, store))


def _understudy(
    request: Request, timeline: Timeline, means: Means, store: Store | None
) -> AbstractContextManager[Understudy | None]:
    """Who performs a part of the clip, where a core would otherwise have little to do.

    That is so where there are more than two, and where most segments are likely to be there.
    """
    if means.understudy and (means.team.workers > 2 or _something_stored(request, store)):
        return Understudy(request.loaded, timeline)
    return nullcontext()


def _something_stored(request: Request, store: Store | None) -> bool:
    return store is not None and not request.force and bool(store.entries())


def _film(
    request: Request,
    timeline: Timeline,
    crew: LocalFarm | Here,
    understudy: Understudy | None,
    draft: Draft,
    store: Store | None,
    watcher: Watcher,
    watch: Stopwatch,
) -> tuple[Footage, Sequence[Finding]]:
    """The footage, and what is found in its drawings.

    While workers finish, the drawings are judged, and the poster is written.
    """
    loaded = request.loaded
    shoot = Shoot(loaded, timeline, request.settings, draft.segments, store, fresh=request.force)
    judged: list[Finding] = []

    def meanwhile(drawings: Sequence[Drawing]) -> None:
        with watch.timing("judge"):
            judged.extend(judge_drawings(timeline, loaded.storyboard, drawings, loaded.source))
        with watch.timing("poster"), told_plainly(draft.place.folder):
            _write_poster(drawings[-1], request.quality, draft)

    if request.renderer == "cairo":
        footage = film_by_cairo(shoot, sampled_frames(timeline), watch, watcher.advance)
        meanwhile(footage.drawings)
    else:
        footage = film(shoot, crew, watch, watcher.advance, meanwhile, understudy)
    for segment in footage.segments:
        for stage, seconds in segment.seconds.items():
            watch.add(stage, seconds)
    return footage, judged


def _inspect(
    request: Request,
    timeline: Timeline,
    footage: Footage,
    draft: Draft,
    judged: Sequence[Finding],
) -> Inspection:
    loaded = request.loaded
    inspection = inspect_clip(
        draft.video,
        request.settings,
        timeline,
        loaded.storyboard,
        footage.drawings,
        footage.painted,
        loaded.source,
        judged,
        footage.rushes,
        footage.metering,
    )
    return inspection.strict() if request.strict else inspection


def _write_poster(last: Drawing, quality: Quality, draft: Draft) -> None:
    """The last frame, which is the one that the slide keeps."""
    height = min(quality.height, POSTER_HEIGHT)
    width = round(quality.width * height / quality.height)
    pixels = paint_drawing(last, width, height)
    Image.fromarray(pixels).convert("RGB").save(draft.poster)


def _report(
    request: Request,
    footage: Footage,
    inspection: Inspection,
    watch: Stopwatch,
    memory: PeakMemory,
    workers: int,
) -> Report:
    return Report(
        clip=request.clip,
        quality=request.quality.name,
        renderer=request.renderer,
        settings=request.settings,
        facts=inspection.facts,
        findings=inspection.findings,
        likenesses=inspection.likenesses,
        drawing_digest=drawing_digest(footage.drawings),
        origin=request.origin.as_data(),
        made_of=request.made_of,
        fonts=verify_fonts(),
        seconds=watch.seconds(),
        peak_rss_mb=memory.peak_mb,
        segments_total=len(footage.segments),
        segments_reused=sum(segment.reused for segment in footage.segments),
        workers=max(1, workers),  # without any it was made here
        drawing_marks=drawing_marks(footage.drawings),
    )


@contextmanager
def held_store(project: Project, watcher: Watcher) -> Iterator[Store | None]:
    """The project's store, held for this run; None, after saying so, where it can't be used."""
    store = Store(project.store)
    with ExitStack() as held:
        try:
            held.enter_context(store.shared())
        except OSError as error:
            watcher.say(
                f"{project.shown(store.folder)}: can't be used ({error.strerror}); "
                "finished segments are not kept this time."
            )
            yield None
        else:
            yield store


@contextmanager
def _watched(watcher: Watcher, name: str, frames: int) -> Iterator[None]:
    watcher.begin(name, frames)
    try:
        yield
    finally:
        watcher.end()
