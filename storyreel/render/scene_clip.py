"""A clip from a plain Manim scene: the pipeline without a storyboard.

The clip has the scene's own length and no rules of ours for what it shows; the file rules hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from storyreel.base.metrics import PeakMemory, Stopwatch
from storyreel.base.presets import Quality
from storyreel.base.progress import ProgressListener
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance
from storyreel.drawing.drawing import drawing_digest
from storyreel.encode.concat import join_segments
from storyreel.encode.encoder import require_encoder
from storyreel.encode.segment_store import Store
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.file_case import Expected, FileCase, examine, from_checks
from storyreel.inspection.findings import judge, promote_warnings
from storyreel.inspection.report import Report
from storyreel.inspection.rules.file import FILE_RULES
from storyreel.output.clip_provenance import scene_provenance
from storyreel.output.names import Variant
from storyreel.output.publish import (
    Draft,
    Place,
    clear_disk_errors,
    require_room,
    require_writable,
)
from storyreel.output.staging import staged_output
from storyreel.output.webvtt import webvtt_of
from storyreel.paint.raster import paint_drawing
from storyreel.render.pipeline import BYTES_PER_EDGE, POSTER_HEIGHT, Renderer, Resources, held_store
from storyreel.render.scene_filming import SceneFootage, SceneShoot, film_scene, film_scene_by_cairo
from storyreel.stage.scene_file import SceneFile
from storyreel.storyboard.timeline import Timeline
from storyreel.workers.capacity import Machine, WorkerPlan, plan_workers
from storyreel.workers.local_pool import LocalPool

MINUTE = 60
"""For the room on the disk: how long a scene is nobody knows before it has been performed."""


@dataclass(frozen=True, slots=True)
class SceneRequest:
    """One scene to be rendered, with everything that decides the result."""

    file: SceneFile
    quality: Quality
    settings: EncoderSettings
    renderer: Renderer
    workers: int | str
    force: bool = False
    strict: bool = False
    """Whether a warning counts as a failure."""


@dataclass(frozen=True, slots=True)
class SceneOutcome:
    """A scene that was rendered: its report, and where its files stand."""

    request: SceneRequest
    timeline: Timeline
    report: Report
    place: Place

    @property
    def video(self) -> Path:
        return self.place.video if self.report.passed else self.place.failed_video

    def report_data(self) -> dict[str, Any]:
        """The report's content, and the scene's sections."""
        sections = [
            {"name": beat.id, "start": beat.frames.start, "frames": len(beat.frames)}
            for beat in self.timeline.beats
        ]
        return self.report.as_data() | {"sections": sections}

    def report_text(self) -> str:
        return json.dumps(self.report_data(), indent=2, ensure_ascii=False) + "\n"


def render_scene(
    request: SceneRequest, project: Project, progress: ProgressListener
) -> SceneOutcome:
    """Stage, film, join, inspect and publish one scene; one that fails inspection is kept aside.

    Raises RequestError where the scene fails or can't be drawn, MachineError where the machine is
    not able; then what was published before stays.
    """
    file, settings = request.file, request.settings
    variant = Variant.of(request.quality, settings.codec, request.renderer, settings.splicing)
    place = Place.of(project.media, file.name, variant.name, settings.suffix)
    team = _require_able(request, place, project.store)
    provenance = scene_provenance(file.path, project, settings, request.renderer)
    watch = Stopwatch()
    with (
        staged_output(place, progress.say) as draft,
        held_store(project, progress) as store,
        LocalPool(team.workers) if request.renderer == "skia" else nullcontext() as farm,
        _watched(progress, place.name),
        PeakMemory() as memory,
    ):
        resources = Resources(team, 2 * _bytes_for(request, MINUTE))
        progress.say(f"{place.name}: {resources} (if it lasts a minute)")
        footage = _film(request, farm, draft, store, progress, watch)
        if footage.performed.sounds:
            progress.say(f"{file.name}: clips are silent; the scene's sounds are left out.")
        timeline = footage.timeline(request.quality.fps)
        progress.doing("joining")
        with watch.timing("join"):
            paths = [segment.path for segment in footage.segments]
            join_segments(paths, draft.video, settings, timeline.frames)
        progress.doing("inspecting")
        with watch.timing("inspect"):
            case = _examine(request, timeline, footage, draft)
        with watch.timing("poster"), clear_disk_errors(place.folder):
            _write_poster(request, footage, draft)
        report = _report(request, provenance, team.workers, timeline, footage, case, watch, memory)
        outcome = SceneOutcome(request, timeline, report, place)
        with clear_disk_errors(place.folder):
            said = ((s.start, s.stop, s.text) for s in footage.performed.subcaptions)
            draft.captions.write_text(webvtt_of(said), encoding="utf-8")
            draft.report.write_text(outcome.report_text(), encoding="utf-8")
        if report.passed:
            draft.publish()
        else:
            draft.keep_failed()
    return outcome


def _require_able(request: SceneRequest, place: Place, store: Path) -> WorkerPlan:
    """The workers; raises MachineError, before time is spent, for what can't be done."""
    require_encoder(request.settings)
    require_writable(place.folder)
    clip_bytes = _bytes_for(request, MINUTE)
    require_room({place.folder: clip_bytes, store: clip_bytes})
    return plan_workers(request.workers, request.quality, Machine.current(), request.settings.codec)


def _bytes_for(request: SceneRequest, seconds: int) -> int:
    """What a clip of that length may need in a file."""
    edges = request.quality.width + request.quality.height
    return edges * request.quality.fps.rate * seconds * BYTES_PER_EDGE


def _film(
    request: SceneRequest,
    farm: LocalPool | None,
    draft: Draft,
    store: Store | None,
    progress: ProgressListener,
    watch: Stopwatch,
) -> SceneFootage:
    fps, settings = request.quality.fps, request.settings
    shoot = SceneShoot(request.file, fps, settings, draft.segments, store, fresh=request.force)
    if farm is None:
        footage = film_scene_by_cairo(shoot, watch, progress.advance)
    else:
        footage = film_scene(shoot, farm, watch, progress.advance)
        farm.close()
    for segment in footage.segments:
        for stage, seconds in segment.seconds.items():
            watch.add(stage, seconds)
    return footage


def _examine(
    request: SceneRequest, timeline: Timeline, footage: SceneFootage, draft: Draft
) -> FileCase:
    """The file against what was painted; as many frames as are there to compare it with."""
    if footage.checks:
        expected = Expected(request.settings, timeline, footage.sampled_frames())
        return from_checks(draft.video, expected, footage.checks, footage.drawings)
    kept = tuple(sorted(footage.kept))
    return examine(draft.video, Expected(request.settings, timeline, kept), footage.painted)


def _write_poster(request: SceneRequest, footage: SceneFootage, draft: Draft) -> None:
    """The last frame, as for every clip."""
    height = min(request.quality.height, POSTER_HEIGHT)
    width = round(request.quality.width * height / request.quality.height)
    if footage.drawings:
        picture = Image.fromarray(paint_drawing(footage.drawings[-1], width, height))
    else:
        picture = Image.fromarray(footage.painted(footage.performed.frames - 1))
    picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS).save(draft.poster)


def _report(
    request: SceneRequest,
    provenance: Provenance,
    workers: int,
    timeline: Timeline,
    footage: SceneFootage,
    case: FileCase,
    watch: Stopwatch,
    memory: PeakMemory,
) -> Report:
    findings = judge(FILE_RULES, case, timeline)
    return Report(
        clip=request.file.name,
        quality=request.quality.name,
        renderer=request.renderer,
        settings=request.settings,
        facts=case.facts,
        findings=promote_warnings(findings) if request.strict else findings,
        fidelities=case.fidelities,
        drawing_digest=drawing_digest(footage.drawings) if footage.drawings else "",
        provenance=provenance,
        fonts={},
        seconds=watch.seconds(),
        peak_rss_mb=memory.peak_mb,
        segments_total=len(footage.segments),
        segments_reused=sum(segment.reused for segment in footage.segments),
        workers=workers,
    )


@contextmanager
def _watched(progress: ProgressListener, name: str) -> Iterator[None]:
    progress.begin(name, None)
    try:
        yield
    finally:
        progress.end()
