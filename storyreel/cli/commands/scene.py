"""`render --scene`: a plain Manim scene, written by anybody, by the same fast way."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from textwrap import indent
from typing import TYPE_CHECKING, Any

from storyreel.cli import values
from storyreel.cli.reply import Reply, Voice
from storyreel.cli.scene_files import NamedScene, named_scene
from storyreel.errors import ExitCode, Problem, RequestError
from storyreel.film.codec import encoder_settings
from storyreel.inspect.report import summary_text
from storyreel.paths import Project
from storyreel.progress import Watcher
from storyreel.storyboard.catalog import all_clips

if TYPE_CHECKING:
    from storyreel.scene_clip import SceneOutcome


def run(options: argparse.Namespace, project: Project, voice: Voice, watcher: Watcher) -> Reply:
    """Render one scene and publish it under the name of its class."""
    if options.clips or options.storyboard:
        what = "--scene renders a scene alone, without clips and storyboards."
        raise RequestError(Problem(what, "Leave one of the two out."))
    quality = values.quality(options.quality, options.fps)
    settings = encoder_settings(options.codec, quality)
    if options.plain_holds:
        settings = replace(settings, copied_holds=False)
    workers = values.workers(options.workers)
    scene = named_scene(options.scene)
    _require_other_name(scene, project)

    # Manim, which a mistake above need not wait for.
    from storyreel.scene_clip import SceneRequest, render_scene  # noqa: PLC0415
    from storyreel.stage.scene_file import SceneFile  # noqa: PLC0415

    file = SceneFile(scene.path, scene.shown, scene.name)
    request = SceneRequest(file, quality, settings, options.renderer, workers, options.force)
    outcome = render_scene(request, project, watcher)
    for line in _lines(outcome, project):
        if outcome.report.passed:
            voice.say(line)
        else:
            print(line, file=sys.stderr)
    exit_code = ExitCode.OK if outcome.report.passed else ExitCode.FAILED_INSPECTION
    return Reply({"clips": [_data(outcome)], "problems": []}, exit_code)


def _require_other_name(scene: NamedScene, project: Project) -> None:
    """A scene must not be published over a clip of the project."""
    for clip in all_clips(project):
        if scene.name.casefold() == clip.id.casefold():
            what = f"--scene: {clip.id} is a clip of this project, and would be written over."
            raise RequestError(Problem(what, "Name the class otherwise."))


def _lines(outcome: SceneOutcome, project: Project) -> list[str]:
    report, settings = outcome.report, outcome.request.settings
    verdict = "published" if report.passed else "FAILED inspection; the old clip stays"
    lines = [
        f"{project.shown(outcome.video)}: {verdict}",
        f"  {settings.width}x{settings.height}, {outcome.timeline.frames} frames at "
        f"{settings.rate} a second, {float(outcome.timeline.duration):.3f} s, {settings.codec}; "
        f"made in {report.seconds['wall']:.1f} s with {report.peak_rss_mb:.0f} MiB, "
        f"{report.segments_reused} of {report.segments_total} segments reused",
    ]
    if report.findings:
        lines.append(indent(summary_text(report.findings), "  "))
    return lines


def _data(outcome: SceneOutcome) -> dict[str, Any]:
    """The clip as told to machines, in the words of a storyboard's clip, and its sections."""
    settings, place = outcome.request.settings, outcome.place
    report = outcome.report_data()
    del report["file"], report["encoder"]
    return {
        "clip": report["clip"],
        "quality": report["quality"],
        "path": str(outcome.video),
        "width": settings.width,
        "height": settings.height,
        "fps": settings.rate,
        "frames": outcome.timeline.frames,
        "duration_s": float(outcome.timeline.duration),
        "codec": settings.codec,
        **report,
        "poster": str(place.poster),
        "captions": str(place.captions),
        "report": str(place.report if outcome.report.passed else place.failed_report),
    }
