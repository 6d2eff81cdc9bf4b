"""The video of a clip for slides: the published one if it is up to date, or else a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from storyreel.base.errors import InspectionError, Problem, RequestError
from storyreel.base.presets import Quality, quality_named
from storyreel.base.progress import ProgressListener
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance, file_digest
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.report import Report
from storyreel.output.clip_provenance import clip_provenance, scene_provenance
from storyreel.output.inventory import (
    PublishedVariant,
    published_scenes,
    published_variants,
    read_report,
)
from storyreel.output.names import place_of
from storyreel.output.publish import Place
from storyreel.render.pipeline import Request, render_clip
from storyreel.render.scene_clip import SceneRequest, render_scene
from storyreel.slides.clip import SlideClip
from storyreel.slides.compatibility import CODEC
from storyreel.slides.published_scene import PublishedScene
from storyreel.slides.storyboard_clip import storyboard_words
from storyreel.stage.scene_file import SceneFile
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline

RENDERER: Final = "skia"


@dataclass(frozen=True, slots=True)
class VideoRequest:
    """Which video is wanted, how it may be rendered, and whether it may have failed inspection."""

    quality: Quality
    workers: int | str
    allow_failed: bool


def storyboard_clip(
    loaded: Loaded, wanted: VideoRequest, project: Project, progress: ProgressListener
) -> SlideClip:
    """A clip with a storyboard, and a video of it that slide programs play.

    Raises InspectionError for a clip that failed inspection, unless the request allows it.
    """
    settings = encoder_settings(CODEC, wanted.quality)
    provenance = clip_provenance(loaded, project, settings, RENDERER)
    request = Request(
        loaded,
        wanted.quality,
        settings,
        RENDERER,
        wanted.workers,
        force=False,
        provenance=provenance,
    )
    target = _Target(
        request.place(project), provenance, lambda: render_clip(request, project, progress)
    )
    variants = published_variants(project, loaded.clip.id, loaded)
    place = _obtain(target, variants, wanted, project, progress)
    timeline = compile_timeline(loaded.storyboard, wanted.quality.fps)
    return SlideClip.of(storyboard_words(loaded, timeline), timeline, place.video)


def published_scene(
    name: str, wanted: VideoRequest, project: Project, progress: ProgressListener
) -> PublishedScene:
    """A plain scene that has been published, with a video that slide programs play.

    A scene whose file is in the project is rendered again if it is not up to date. Raises
    RequestError for any other that is not, and InspectionError as `storyboard_clip` does.
    """
    variants = published_scenes(project, ())[name]
    settings = encoder_settings(CODEC, wanted.quality)
    place = place_of(project.media, name, wanted.quality, settings, RENDERER)
    found = next((each for each in variants if each.place == place), None)
    if found is None or not found.current:
        file = _scene_file(name, variants, project)
        if file is None:
            raise _not_renderable(name, place, variants, project)
        provenance = scene_provenance(file.path, project, settings, RENDERER)
        request = SceneRequest(file, wanted.quality, settings, RENDERER, wanted.workers)
        target = _Target(place, provenance, lambda: render_scene(request, project, progress))
        place = _obtain(target, variants, wanted, project, progress)
    return PublishedScene(name, place, read_report(place.report))


def newest_quality(name: str, project: Project) -> Quality:
    """The quality of the newest video of a published scene, of one that is up to date if any."""
    variants = published_scenes(project, ())[name]
    newest = max(variants, key=lambda each: (each.current, each.modified)).variant
    return quality_named(newest.quality).at(newest.fps)


def scene_clip(scene: PublishedScene) -> SlideClip:
    """A published scene for a slide."""
    return SlideClip.of(scene.words, scene.timeline, scene.place.video)


class _Rendered(Protocol):
    """What a render returns."""

    @property
    def report(self) -> Report: ...


@dataclass(frozen=True, slots=True)
class _Target:
    """The video that is wanted: its place, what it would be made of, and how to render it."""

    place: Place
    provenance: Provenance
    render: Callable[[], _Rendered]


def _obtain(
    target: _Target,
    variants: Sequence[PublishedVariant],
    wanted: VideoRequest,
    project: Project,
    progress: ProgressListener,
) -> Place:
    """The place of an up-to-date video: the published one, or a new one."""
    place, failed = target.place, Place(target.place.folder, f"{target.place.name}.failed")
    for found in variants:
        if found.place == place:
            if found.current:
                return place
            reasons = "; ".join(found.why_not)
            progress.say(f"{project.shown(place.video)}: {reasons}; rendering it again.")
    if _failed_is_current(place, target.provenance):
        report = read_report(place.failed_report)
    else:
        made = target.render().report
        if made.passed:
            return place
        report = made.as_data()
    if wanted.allow_failed:
        return failed
    raise _refused(place, report, project)


def _scene_file(
    name: str, variants: Sequence[PublishedVariant], project: Project
) -> SceneFile | None:
    """The file of a scene, if it is in the project."""
    for variant in variants:
        path = project.root / variant.source
        if not variant.elsewhere and path.is_file():
            return SceneFile(path, variant.source, name)
    return None


def _not_renderable(
    name: str, place: Place, variants: Sequence[PublishedVariant], project: Project
) -> RequestError:
    """Why a scene outside the project has no usable video of the wanted quality."""
    source = variants[0].source
    others = [each.quality for each in variants if each.current and each.place != place]
    reasons = next(("; ".join(each.why_not) for each in variants if each.place == place), "")
    what = f"is out of date: {reasons}" if reasons else "does not exist"
    again = f"Render it with --scene {source}:{name}"
    remedy = f"{again}, or use --quality {others[-1]}." if others else f"{again}."
    return RequestError(
        Problem(f"{project.shown(place.video)} {what}, and {source} is not in the project.", remedy)
    )


def _failed_is_current(place: Place, provenance: Provenance) -> bool:
    """Whether the video that would be rendered exists already and failed inspection."""
    report = read_report(place.failed_report)
    return (
        place.failed_video.is_file()
        and not provenance.changes_since(report.get("provenance"))
        and report.get("video_sha256") == file_digest(place.failed_video)
    )


def _refused(place: Place, report: dict[str, Any], project: Project) -> InspectionError:
    fails = [one for one in report.get("findings", []) if one.get("severity") == "fail"]
    reasons = "; ".join(f"{one['rule']}: {one['message']}" for one in fails[:3])
    return InspectionError(
        Problem(
            f"{project.shown(place.failed_video)} failed inspection ({reasons}).",
            "Fix the clip, or use it anyway with --allow-failed.",
        )
    )
