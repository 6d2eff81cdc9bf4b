"""The video of a clip for slides: the published one if it is up to date, or else a new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyreel.base.errors import InspectionError, Problem
from storyreel.base.presets import Quality
from storyreel.base.progress import ProgressListener
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance, file_digest
from storyreel.encode.settings import encoder_settings
from storyreel.output.clip_provenance import clip_provenance
from storyreel.output.inventory import published_variants, read_report
from storyreel.output.names import Variant
from storyreel.output.publish import Place
from storyreel.render.pipeline import Request, render_clip
from storyreel.slides.clip import SlideClip
from storyreel.slides.compatibility import CODEC
from storyreel.slides.storyboard_clip import storyboard_words
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline


@dataclass(frozen=True, slots=True)
class VideoRequest:
    """Which video is wanted, how it may be rendered, and whether it may have failed inspection."""

    quality: Quality
    workers: int | str
    allow_failed: bool


def storyboard_clip(
    loaded: Loaded, request: VideoRequest, project: Project, progress: ProgressListener
) -> SlideClip:
    """A clip with a video that slide programs play.

    Raises InspectionError for a clip that failed inspection, unless the request allows it.
    """
    video = _video(loaded, request, project, progress)
    timeline = compile_timeline(loaded.storyboard, request.quality.fps)
    return SlideClip.of(storyboard_words(loaded, timeline), timeline, video)


def _video(
    loaded: Loaded, wanted: VideoRequest, project: Project, progress: ProgressListener
) -> Path:
    clip, quality = loaded.clip.id, wanted.quality
    place = Place.of(project.media, clip, Variant.of(quality).name)
    settings = encoder_settings(CODEC, quality)
    provenance = clip_provenance(loaded, project, settings, "skia")
    for found in published_variants(project, clip, loaded):
        if found.place == place:
            if found.current:
                return place.video
            reasons = "; ".join(found.why_not)
            progress.say(f"{project.shown(place.video)}: {reasons}; rendering it again.")
    if _failed_is_current(place, provenance):
        if wanted.allow_failed:
            return place.failed_video
        raise _refused(place, read_report(place.failed_report), project)
    request = Request(
        loaded,
        quality,
        settings,
        "skia",
        wanted.workers,
        force=False,
        provenance=provenance,
    )
    outcome = render_clip(request, project, progress)
    if not (outcome.report.passed or wanted.allow_failed):
        raise _refused(place, outcome.report.as_data(), project)
    return outcome.video


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
