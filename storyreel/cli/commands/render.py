"""`render`: the main job."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from textwrap import indent
from typing import TYPE_CHECKING, Any

from storyreel.cli import values
from storyreel.cli.clips import load_clips
from storyreel.cli.commands import scene
from storyreel.cli.reply import Reply, Voice
from storyreel.errors import ExitCode
from storyreel.film.codec import encoder_settings
from storyreel.inspect.report import summary_text
from storyreel.origin import origin_of
from storyreel.paths import Project
from storyreel.progress import Bar, Lines, Silence, Watcher

if TYPE_CHECKING:
    from storyreel.pipeline import Outcome


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Check every request first, then render clip after clip.

    A clip that fails inspection does not keep the others from being made.
    """
    if options.scene is not None:
        return scene.run(options, project, voice, _watcher(options.quiet))
    quality = values.quality(options.quality, options.fps)
    settings = encoder_settings(options.codec, quality)
    if options.plain_holds:
        settings = replace(settings, copied_holds=False)
    workers = values.workers(options.workers)
    boards = load_clips(project, options.clips, options.storyboard)
    origins = [origin_of(board.clip, board.source.digest) for board in boards]

    # Manim, which a mistake above need not wait for.
    from storyreel.pipeline import Request, render_clip

    requests = [
        Request(board, quality, settings, options.renderer, workers, options.force, origin)
        for board, origin in zip(boards, origins, strict=True)
    ]
    watcher = _watcher(options.quiet)
    outcomes = []
    for request in requests:
        outcome = render_clip(request, project, watcher)
        outcomes.append(outcome)
        for line in _lines(outcome, project):
            if outcome.report.passed:
                voice.say(line)
            else:
                print(line, file=sys.stderr)
    passed = all(outcome.report.passed for outcome in outcomes)
    exit_code = ExitCode.OK if passed else ExitCode.FAILED_INSPECTION
    clips = [_data(outcome) for outcome in outcomes]
    return Reply({"clips": clips, "problems": []}, exit_code)


def _watcher(quiet: bool) -> Watcher:
    if quiet:
        return Silence()
    return Bar() if sys.stderr.isatty() else Lines(sys.stderr)


def _lines(outcome: Outcome, project: Project) -> list[str]:
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
        storyboard = outcome.request.loaded.source.shown
        lines.append(indent(summary_text(report.findings, storyboard), "  "))
    return lines


def _data(outcome: Outcome) -> dict[str, Any]:
    """The clip as told to machines: what was made and where it is, then the report's content."""
    settings, place = outcome.request.settings, outcome.place
    report = outcome.report.as_data()
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
