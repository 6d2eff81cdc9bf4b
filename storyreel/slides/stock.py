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
from storyreel.quality import LADDER, Quality
from storyreel.slides.clip import SlideClip
from storyreel.stage.stills import draw_frames
from storyreel.status import file_digest, read_report, rendered
from storyreel.storyboard.load import Loaded
from storyreel.timebase import Fps
from storyreel.timeline import compile_timeline

SAFE_CODEC = "h264"
HIGHEST_LEVEL = 51
WIDEST = 4096
"""What slide programs on every system play: H.264 up to level 5.1, which is 4K at 30 frames."""

SAFE_QUALITIES = tuple(name for name, rung in LADDER.items() if rung.width <= WIDEST)
DEFAULT_QUALITY = "1080p"


@dataclass(frozen=True, slots=True)
class Order:
    """Which copy is wanted, and how it may be come by."""

    quality: Quality
    workers: int | str
    allow_failed: bool


def safe_quality(quality: Quality) -> Quality:
    """The rung itself; raises RequestError where slide programs would not play it."""
    if quality.name not in SAFE_QUALITIES:
        raise RequestError(
            Problem(
                f"--quality {quality.name} is more than slide programs play.",
                f"Choose one of {', '.join(SAFE_QUALITIES)}; {DEFAULT_QUALITY} is safe everywhere.",
            )
        )
    return quality


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
    settings = encoder_settings(SAFE_CODEC, quality)
    request = Request(loaded, quality, settings, "skia", order.workers, force=False)
    outcome = render_clip(request, project, watcher)
    if not (outcome.report.passed or order.allow_failed):
        raise _refused(place, outcome.report.as_data(), project)
    return outcome.video


def _require_safe(file: dict[str, Any], place: Place, project: Project) -> None:
    """Leave a file alone that somebody made otherwise on purpose, and say what can be done."""
    codec, level = file.get("codec"), file.get("level")
    if codec is None:
        return  # nothing is known of it: it is not current, and is made anew
    if codec == SAFE_CODEC and (level is None or level <= HIGHEST_LEVEL):
        return
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
