"""The slide-safe copy of a clip: taken from the shelf where it is current, or else rendered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyreel.errors import InspectionError, Problem, RequestError
from storyreel.film.codec import encoder_settings
from storyreel.origin import Origin, origin_of
from storyreel.paths import Project
from storyreel.pipeline import Request, render_clip
from storyreel.progress import Watcher
from storyreel.publish import Place
from storyreel.quality import Quality
from storyreel.slides.clip import SlideClip
from storyreel.slides.safety import CODEC, plays_everywhere
from storyreel.stage.stills import draw_frames
from storyreel.status import file_digest, read_report, rendered
from storyreel.storyboard.load import Loaded
from storyreel.timebase import Fps
from storyreel.timeline import compile_timeline


@dataclass(frozen=True, slots=True)
class Order:
    """Which copy is wanted, and how it may be come by."""

    quality: Quality
    workers: int | str
    allow_failed: bool


def slide_clip(loaded: Loaded, order: Order, project: Project, watcher: Watcher) -> SlideClip:
    """The clip with a video that slides can show.

    Raises RequestError where the shelf holds another kind of file under that name, and
    InspectionError for a clip that failed inspection, unless the order allows it.
    """
    video = _video(loaded, order, project, watcher)
    rate = order.quality.fps.rate
    if video.is_file():
        report = read_report(video.with_name(f"{video.stem}.report.json"))
        rate = int(report.get("file", {}).get("fps") or rate)
    timeline = compile_timeline(loaded.storyboard, Fps(rate))
    (opening,) = draw_frames(loaded, timeline, [0])
    return SlideClip(loaded, timeline, video, order.quality.width, order.quality.height, opening)


def _video(loaded: Loaded, order: Order, project: Project, watcher: Watcher) -> Path:
    clip, quality = loaded.clip.id, order.quality
    place = Place.of(project.media, clip, quality.name)
    origin = origin_of(loaded.clip, loaded.source.digest)
    for found in rendered(project.media, clip, origin):
        if found.place == place:
            _require_safe(found.file, found.place, project)
            if found.current:
                return place.video
            watcher.say(f"{project.shown(place.video)}: {'; '.join(found.why_not)}; made anew.")
    if _failed_is_current(place, origin):
        if order.allow_failed:
            return place.failed_video
        raise _refused(place, read_report(place.failed_report), project)
    settings = encoder_settings(CODEC, quality)
    request = Request(loaded, quality, settings, "skia", order.workers, False, origin)
    outcome = render_clip(request, project, watcher)
    if not (outcome.report.passed or order.allow_failed):
        raise _refused(place, outcome.report.as_data(), project)
    return outcome.video


def _require_safe(file: dict[str, Any], place: Place, project: Project) -> None:
    """Leave a file alone that somebody made otherwise on purpose, and say what can be done."""
    if not file or plays_everywhere(file):
        return  # of a file without a report nothing is known: it is made anew
    codec, level = file.get("codec"), file.get("level")
    rate = f" at level {level / 10}, {file.get('fps')} frames a second" if level else ""
    raise RequestError(
        Problem(
            f"{project.shown(place.video)} is {codec}{rate}; slide programs may not play it.",
            "Choose another --quality, or render this one again as it comes "
            f"(render.py {place.folder.name} --quality {place.name.rpartition('-')[2]}).",
        )
    )


def _failed_is_current(place: Place, origin: Origin) -> bool:
    """Whether what would be rendered now has been rendered before, and did not pass."""
    report = read_report(place.failed_report)
    return (
        place.failed_video.is_file()
        and not origin.changes_since(report.get("origin"))
        and report.get("video_sha256") == file_digest(place.failed_video)
    )


def _refused(place: Place, report: dict[str, Any], project: Project) -> InspectionError:
    fails = [one for one in report.get("findings", []) if one.get("severity") == "fail"]
    reasons = "; ".join(f"{one['rule']}: {one['message']}" for one in fails[:3])
    return InspectionError(
        Problem(
            f"{project.shown(place.failed_video)} failed inspection ({reasons}).",
            "Mend the clip, or put it into slides all the same with --allow-failed.",
        )
    )
