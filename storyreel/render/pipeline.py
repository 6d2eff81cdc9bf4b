"""The pipeline: from a source to a published clip, on one page that follows the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from storyreel.base.disk import explained_publish_errors
from storyreel.base.metrics import PeakMemory, Stopwatch
from storyreel.base.presets import Quality
from storyreel.base.progress import ProgressListener
from storyreel.base.project import Project
from storyreel.base.provenance import file_digest
from storyreel.encode.concat import join_segments
from storyreel.encode.segment_store import Store
from storyreel.inspection.file_case import Expected
from storyreel.inspection.run import Inspection, inspect_segments
from storyreel.output.report import Report
from storyreel.output.staging import StagedOutput, staged_output
from storyreel.render.cairo import CairoRenderer
from storyreel.render.clip_record import ClipRecord
from storyreel.render.renderer import Renderer
from storyreel.render.request import Outcome, Request
from storyreel.render.resources import Resources, plan_resources
from storyreel.render.segment_files import SegmentFiles
from storyreel.render.segment_queue import SegmentQueue
from storyreel.render.skia import SkiaRenderer
from storyreel.render.sources.source import Performed
from storyreel.workers.inline import InlineExecutor
from storyreel.workers.local_pool import LocalPool
from storyreel.workers.single_inline import SingleInlineExecutor

POSTER_HEIGHT = 2160
"""Pixels of the shorter side of a poster, at most: slide programs refuse pictures of 25 megapixels
and more."""


def render(request: Request, project: Project, progress: ProgressListener) -> Outcome:
    """Perform, render, join, inspect and publish one clip; one that fails is kept aside.

    Raises RequestError where the scene fails, and MachineError where the machine can't do it. What
    was published before then stays as it is.
    """
    source, fps, place = request.source, request.quality.fps, request.place(project)
    resources = plan_resources(request, project)
    watch = Stopwatch()
    with (
        staged_output(place, progress.say) as staged,
        segment_files(request, staged, project, progress) as files,
        # These two start processes, before anything runs in a thread.
        source.performer(fps, resources.performers, staged.segments) as performer,
        _renderer(request, resources, files, progress) as renderer,
        _reported(progress, place.name, resources.frames),
        PeakMemory() as memory,
    ):
        progress.say(f"{place.name}: {resources}")
        with watch.timing("stage"):
            performed = renderer.render(performer)
        for notice in performed.notices:
            progress.say(notice)
        with watch.timing("judge"):  # from here on while workers finish
            drawn = performer.judge()
        with watch.timing("poster"), explained_publish_errors(place.folder):
            renderer.poster(*poster_size(request.quality)).save(staged.poster)
        with watch.timing("wait"):
            record = renderer.finish()
        timeline = performed.timeline
        _add_segment_times(watch, record)
        progress.doing("joining")
        with watch.timing("join"):
            paths = [segment.path for segment in record.segments]
            join_segments(paths, staged.video, request.settings, timeline.frames, performed.sound)
        progress.doing("inspecting")
        with watch.timing("inspect"):
            sound = performed.sound is not None
            expected = Expected(request.settings, timeline, sound)
            checks, rules = record.checks, source.file_rules
            checks.decode_enough(paths)
            found = inspect_segments(staged.video, expected, checks, rules, drawn)
        cluster = record.cluster
        workers = resources.workers.workers if cluster is None else len(cluster.workers)
        costs = _Costs(watch.seconds(), memory.peak_mb, workers)
        with explained_publish_errors(place.folder):
            staged.captions.write_text(performed.captions, encoding="utf-8")
            report = _report(request, performed, record, found, staged, costs)
            staged.report.write_text(report.to_json(), encoding="utf-8")
        if report.passed:
            staged.publish()
        else:
            staged.keep_failed()
    return Outcome(request, timeline, report, place, record.cluster)


def poster_size(quality: Quality) -> tuple[int, int]:
    """Width and height of a poster in pixels."""
    scale = min(1, POSTER_HEIGHT / quality.lines)
    return round(quality.width * scale), round(quality.height * scale)


@contextmanager
def segment_files(
    request: Request, staged: StagedOutput, project: Project, progress: ProgressListener
) -> Iterator[SegmentFiles]:
    """Where the segments of a clip go, with the project's store held for this run.

    A store that can't be used is reported, and done without.
    """
    store = Store(project.store)
    usable: Store | None = store
    with ExitStack() as held:
        try:
            held.enter_context(store.shared())
        except OSError as error:
            usable = None
            progress.say(
                f"{project.shown(store.folder)}: can't be used ({error.strerror}); "
                "finished segments are not kept this time."
            )
        plan = request.source.plan(request.quality.fps) or ()
        yield SegmentFiles(request.settings, staged.segments, usable, request.force, plan)


@contextmanager
def _renderer(
    request: Request, resources: Resources, files: SegmentFiles, progress: ProgressListener
) -> Iterator[Renderer]:
    """The renderer that was asked for, with as many workers as there may be."""
    if request.renderer == "cairo":
        with CairoRenderer(files, progress.advance) as cairo:
            yield cairo
        return
    if request.cluster is not None:
        # The optional extra, when needed.
        from storyreel.render.cluster import cluster_renderer  # noqa: PLC0415

        with cluster_renderer(request, request.cluster, resources, files, progress) as remote:
            yield remote
        return
    with (
        _executor(resources) as executor,
        SegmentQueue(executor, files, progress.advance, resources.expected) as queue,
    ):
        yield SkiaRenderer(executor, queue)


def _executor(resources: Resources) -> LocalPool | InlineExecutor | SingleInlineExecutor:
    workers = resources.workers.workers
    if workers == 0:
        return InlineExecutor()
    if resources.single_inline:
        return SingleInlineExecutor(workers)
    pool = LocalPool(workers)
    if not resources.likely_stored:
        pool.prestart()
    return pool


@contextmanager
def _reported(progress: ProgressListener, name: str, frames: int | None) -> Iterator[None]:
    progress.begin(name, frames)
    try:
        yield
    finally:
        progress.end()


def _add_segment_times(watch: Stopwatch, record: ClipRecord) -> None:
    """Count what the workers measured."""
    for segment in record.segments:
        for stage, seconds in segment.seconds.items():
            watch.add(stage, seconds)


@dataclass(frozen=True, slots=True)
class _Costs:
    """What a render took: wall seconds by stage, memory at its peak in MiB, and workers."""

    seconds: Mapping[str, float]
    peak_mb: float
    workers: int


def _report(
    request: Request,
    performed: Performed,
    record: ClipRecord,
    inspection: Inspection,
    staged: StagedOutput,
    costs: _Costs,
) -> Report:
    return Report(
        clip=request.source.name,
        quality=request.quality.name,
        renderer=request.renderer,
        settings=request.settings,
        facts=inspection.facts,
        poster_sha256=file_digest(staged.poster),
        captions_sha256=file_digest(staged.captions),
        findings=(inspection.strict() if request.strict else inspection).findings,
        fidelities=inspection.fidelities,
        drawing_digest=record.drawing_digest,
        provenance=request.provenance,
        fonts=request.source.fonts(),
        seconds=costs.seconds,
        peak_rss_mb=costs.peak_mb,
        segments_total=len(record.segments),
        segments_reused=sum(segment.reused for segment in record.segments),
        workers=max(1, costs.workers),  # this process counts where there are none
        drawing_marks=record.drawing_marks,
        sections=[
            {"name": beat.id, "start": beat.frames.start, "frames": len(beat.frames)}
            for beat in performed.timeline.beats
        ],
        scene_files=request.source.files_data(performed.files),
        scene_place=request.source.place,
    )
