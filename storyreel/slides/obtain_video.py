"""The video of a clip for slides: the published one if it is up to date, or else a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storyreel.base.errors import InspectionError, Problem, RequestError
from storyreel.base.presets import Quality, quality_named
from storyreel.base.progress import ProgressListener
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance, file_digest
from storyreel.encode.settings import encoder_settings
from storyreel.output.inventory import (
    PublishedVariant,
    published_scenes,
    published_variants,
)
from storyreel.output.names import DEFAULT_RENDERER, OutputPaths, output_paths
from storyreel.output.report_file import read_report
from storyreel.render.pipeline import render
from storyreel.render.request import Request
from storyreel.render.sources.manim_scene import ManimSceneSource
from storyreel.render.sources.source import Source
from storyreel.render.sources.storyboard import StoryboardSource
from storyreel.slides.clip import SlideClip
from storyreel.slides.compatibility import CODEC
from storyreel.slides.poster import FIRST, Poster, poster_frame
from storyreel.slides.published_scene import PublishedScene
from storyreel.slides.storyboard_clip import storyboard_words
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline


@dataclass(frozen=True, slots=True)
class VideoRequest:
    """Which video is wanted, how it may be rendered, and whether it may have failed inspection.

    `poster` is the frame that slides show before it plays.
    """

    quality: Quality
    workers: int | str
    allow_failed: bool
    poster: Poster = FIRST


def storyboard_clip(
    loaded: Loaded, wanted: VideoRequest, project: Project, progress: ProgressListener
) -> SlideClip:
    """A clip with a storyboard, and a video of it that slide programs play.

    Raises RequestError for a poster outside the clip, and InspectionError for a clip that failed
    inspection, unless the request allows it.
    """
    timeline = compile_timeline(loaded.storyboard, wanted.quality.fps)
    poster_frame(timeline, wanted.poster)  # before time is spent on a render
    request = _request(StoryboardSource(loaded), wanted, project)
    variants = published_variants(project, loaded.clip.id, loaded)
    place = _obtain(request, variants, wanted, project, progress)
    return SlideClip.of(storyboard_words(loaded, timeline), timeline, place.video, wanted.poster)


def published_scene(
    name: str, wanted: VideoRequest, project: Project, progress: ProgressListener
) -> PublishedScene:
    """A plain scene that has been published, with a video that slide programs play.

    A scene whose file is in the project is rendered again if it is not up to date. Raises
    RequestError for any other that is not, and InspectionError as `storyboard_clip` does.
    """
    variants = published_scenes(project, ())[name]
    settings = encoder_settings(CODEC, wanted.quality)
    place = output_paths(project.media, name, wanted.quality, settings, DEFAULT_RENDERER)
    found = next((each for each in variants if each.paths == place), None)
    if found is None or not found.current:
        source = scene_source(name, variants, project)
        if source is None:
            raise _not_renderable(name, place, variants, project)
        request = _request(source, wanted, project)
        place = _obtain(request, variants, wanted, project, progress)
    return PublishedScene(name, place, read_report(place.report))


def newest_quality(name: str, project: Project) -> Quality:
    """The quality of the newest video of a published scene, of one that is up to date if any."""
    variants = published_scenes(project, ())[name]
    newest = max(variants, key=lambda each: (each.current, each.modified)).variant
    return quality_named(newest.quality).at(newest.rate)


def scene_clip(scene: PublishedScene, poster: Poster) -> SlideClip:
    """A published scene for a slide."""
    return SlideClip.of(scene.words, scene.timeline, scene.place.video, poster)


def _request(source: Source, wanted: VideoRequest, project: Project) -> Request:
    """The request that renders the video that is wanted."""
    settings = encoder_settings(CODEC, wanted.quality)
    provenance = source.provenance(settings, DEFAULT_RENDERER, project)
    return Request(source, wanted.quality, settings, DEFAULT_RENDERER, wanted.workers, provenance)


def _obtain(
    request: Request,
    variants: Sequence[PublishedVariant],
    wanted: VideoRequest,
    project: Project,
    progress: ProgressListener,
) -> OutputPaths:
    """The place of an up-to-date video: the published one, or a new one."""
    place = request.place(project)
    failed = place.failed
    for found in variants:
        if found.paths == place:
            if found.current:
                return place
            reasons = "; ".join(found.why_not)
            progress.say(f"{project.shown(place.video)}: {reasons}; rendering it again.")
    if _failed_is_current(place, request.provenance):
        report = read_report(place.failed.report)
    else:
        made = render(request, project, progress).report
        if made.passed:
            return place
        report = made.as_data()
    if wanted.allow_failed:
        return failed
    raise _refused(place, report, project)


def scene_source(
    name: str, variants: Sequence[PublishedVariant], project: Project
) -> ManimSceneSource | None:
    """The scene, if its file is in the project."""
    sources = (ManimSceneSource.of_published(name, variant, project) for variant in variants)
    return next(filter(None, sources), None)


def _not_renderable(
    name: str, place: OutputPaths, variants: Sequence[PublishedVariant], project: Project
) -> RequestError:
    """Why a scene outside the project has no usable video of the wanted quality."""
    source = variants[0].source
    others = [each.quality for each in variants if each.current and each.paths != place]
    reasons = next(("; ".join(each.why_not) for each in variants if each.paths == place), "")
    what = f"is out of date: {reasons}" if reasons else "does not exist"
    again = f"Render it with --scene {source}:{name}"
    remedy = f"{again}, or use --quality {others[-1]}." if others else f"{again}."
    return RequestError(
        Problem(f"{project.shown(place.video)} {what}, and {source} is not in the project.", remedy)
    )


def _failed_is_current(place: OutputPaths, provenance: Provenance) -> bool:
    """Whether the video that would be rendered exists already and failed inspection."""
    report = read_report(place.failed.report)
    return (
        place.failed.video.is_file()
        and not provenance.changes_since(report.get("provenance"))
        and report.get("video_sha256") == file_digest(place.failed.video)
    )


def _refused(place: OutputPaths, report: dict[str, Any], project: Project) -> InspectionError:
    fails = [one for one in report.get("findings", []) if one.get("severity") == "fail"]
    reasons = "; ".join(f"{one['rule']}: {one['message']}" for one in fails[:3])
    return InspectionError(
        Problem(
            f"{project.shown(place.failed.video)} failed inspection ({reasons}).",
            "Fix the clip, or use it anyway with --allow-failed.",
        )
    )
