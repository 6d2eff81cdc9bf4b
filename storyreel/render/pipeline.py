"""The pipeline: from a storyboard to a published clip, one page that follows the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from PIL import Image

from storyreel.base.metrics import PeakMemory, Stopwatch
from storyreel.base.presets import Quality
from storyreel.base.progress import ProgressListener
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance
from storyreel.design.fonts import verify_fonts
from storyreel.drawing.drawing import Drawing, drawing_digest
from storyreel.encode.concat import join_segments
from storyreel.encode.encoder import require_encoder
from storyreel.encode.segment_store import Store
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.file_case import sampled_frames
from storyreel.inspection.findings import Finding
from storyreel.inspection.report import Report, drawing_marks
from storyreel.inspection.run import Inspection, inspect_clip, judge_drawings
from storyreel.output.names import place_of
from storyreel.output.publish import (
    Draft,
    Place,
    clear_disk_errors,
    megabytes,
    require_room,
    require_writable,
)
from storyreel.output.staging import staged_output
from storyreel.output.webvtt import webvtt
from storyreel.paint.raster import paint_drawing
from storyreel.render.filming import Footage, Shoot, film, film_by_cairo
from storyreel.render.parallel_performer import ParallelPerformer
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline
from storyreel.workers.capacity import Machine, WorkerPlan, plan_workers
from storyreel.workers.inline import InlineExecutor
from storyreel.workers.local_pool import LocalPool
from storyreel.workers.worker import can_fork

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
    provenance: Provenance
    """As of when the request was made, so that later edits are noticed by the next run."""

    strict: bool = False
    """Whether a warning counts as a failure."""

    @property
    def clip(self) -> str:
        return self.loaded.clip.id

    def place(self, project: Project) -> Place:
        return place_of(project.media, self.clip, self.quality, self.settings, self.renderer)


@dataclass(frozen=True, slots=True)
class Resources:
    """What a render may use of the machine, and in words what that is."""

    team: WorkerPlan
    disk_bytes: int
    performer: bool = False
    """Whether a second process may perform a part of the clip."""

    def __str__(self) -> str:
        plural = "" if self.team.workers == 1 else "s"
        workers = f"{self.team.workers or 'no'} worker{plural}"
        words = f"{workers}, at most {megabytes(self.disk_bytes)} of disk"
        return f"{words}; {self.team.reason}" if self.team.reason else words


def require_able(request: Request, timeline: Timeline, place: Place, store: Path) -> Resources:
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
    machine = Machine.current()
    team = plan_workers(request.workers, request.quality, machine, request.settings.codec)
    workers = min(team.workers, len(timeline.segments()))
    taken = workers * request.quality.worker_memory_mb(request.settings.codec)
    room = machine.memory_mb >= taken + 2 * request.quality.parent_mb
    performer = workers > 1 and room and can_fork() and request.renderer != "cairo"
    return Resources(replace(team, workers=workers), sum(needed.values()), performer)


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


def render_clip(request: Request, project: Project, progress: ProgressListener) -> Outcome:
    """Stage, film, join, inspect and publish one clip; one that fails inspection is kept aside.

    Raises MachineError where the machine is not able, and leaves what was published before.
    """
    timeline = compile_timeline(request.loaded.storyboard, request.quality.fps)
    place = request.place(project)
    resources = require_able(request, timeline, place, project.store)
    with (
        staged_output(place, progress.say) as draft,
        held_store(project, progress) as store,
        # These two begin processes, before anything runs in a thread.
        _understudy(request, timeline, resources, store) as performer,
        _crew(request, resources.team.workers, store) as executor,
        _watched(progress, place.name, timeline.frames),
    ):
        progress.say(f"{place.name}: {resources}")
        watch = Stopwatch()
        with PeakMemory() as memory:
            footage, judged = _film(
                request, timeline, executor, performer, draft, store, progress, watch
            )
            executor.close()
            progress.doing("joining")
            with watch.timing("join"):
                segments = [segment.path for segment in footage.segments]
                join_segments(segments, draft.video, request.settings, timeline.frames)
            progress.doing("inspecting")
            with watch.timing("inspect"):
                inspection = _inspect(request, timeline, footage, draft, judged)
        report = _report(request, footage, inspection, watch, memory, resources.team.workers)
        with clear_disk_errors(place.folder):
            draft.captions.write_text(webvtt(timeline), encoding="utf-8")
            draft.report.write_text(report.to_json(), encoding="utf-8")
        if report.passed:
            draft.publish()
        else:
            draft.keep_failed()
    return Outcome(request, timeline, report, place)


def _crew(request: Request, workers: int, store: Store | None) -> LocalPool | InlineExecutor:
    """Who renders; nobody is hired where Manim's own camera paints."""
    if not workers or request.renderer == "cairo":
        return InlineExecutor()
    pool = LocalPool(workers)
    if not _something_stored(request, store):
        pool.prestart()
    return pool


def _understudy(
    request: Request, timeline: Timeline, resources: Resources, store: Store | None
) -> AbstractContextManager[ParallelPerformer | None]:
    """Who performs a part of the clip, where a core would otherwise have little to do.

    That is so where there are more than two, and where most segments are likely to be there.
    """
    if resources.performer and (resources.team.workers > 2 or _something_stored(request, store)):
        return ParallelPerformer(request.loaded, timeline)
    return nullcontext()


def _something_stored(request: Request, store: Store | None) -> bool:
    return store is not None and not request.force and bool(store.entries())


def _film(
    request: Request,
    timeline: Timeline,
    executor: LocalPool | InlineExecutor,
    performer: ParallelPerformer | None,
    draft: Draft,
    store: Store | None,
    progress: ProgressListener,
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
        with watch.timing("poster"), clear_disk_errors(draft.place.folder):
            _write_poster(drawings[-1], request.quality, draft)

    if request.renderer == "cairo":
        footage = film_by_cairo(shoot, sampled_frames(timeline), watch, progress.advance)
        meanwhile(footage.drawings)
    else:
        footage = film(shoot, executor, watch, progress.advance, meanwhile, performer)
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
        footage.checks,
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
        fidelities=inspection.fidelities,
        drawing_digest=drawing_digest(footage.drawings),
        provenance=request.provenance,
        fonts=verify_fonts(),
        seconds=watch.seconds(),
        peak_rss_mb=memory.peak_mb,
        segments_total=len(footage.segments),
        segments_reused=sum(segment.reused for segment in footage.segments),
        workers=max(1, workers),  # without any it was made here
        drawing_marks=drawing_marks(footage.drawings),
    )


@contextmanager
def held_store(project: Project, progress: ProgressListener) -> Iterator[Store | None]:
    """The project's store, held for this run; None, after saying so, where it can't be used."""
    store = Store(project.store)
    with ExitStack() as held:
        try:
            held.enter_context(store.shared())
        except OSError as error:
            progress.say(
                f"{project.shown(store.folder)}: can't be used ({error.strerror}); "
                "finished segments are not kept this time."
            )
            yield None
        else:
            yield store


@contextmanager
def _watched(progress: ProgressListener, name: str, frames: int) -> Iterator[None]:
    progress.begin(name, frames)
    try:
        yield
    finally:
        progress.end()
