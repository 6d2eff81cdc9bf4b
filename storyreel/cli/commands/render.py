"""`render`: the main job."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from storyreel.cli import values
from storyreel.cli.clips import load_clips
from storyreel.cli.reply import Reply, Voice
from storyreel.errors import ExitCode
from storyreel.film.codec import encoder_settings
from storyreel.paths import Project
from storyreel.pipeline import Outcome, Request, render_clip
from storyreel.progress import Bar, Lines, Silence, Watcher


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Check every request first, then render clip after clip.

    A clip that fails inspection does not keep the others from being made.
    """
    quality = values.quality(options.quality, options.fps)
    settings = encoder_settings(options.codec, quality)
    workers = values.workers(options.workers)
    requests = [
        Request(loaded, quality, settings, options.renderer, workers, options.force)
        for loaded in load_clips(project, options.clips, options.storyboard)
    ]
    watcher = _watcher(options.quiet)
    outcomes = []
    for request in requests:
        outcome = render_clip(request, project, watcher)
        outcomes.append(outcome)
        for line in _lines(outcome, project):
            voice.say(line)
    passed = all(outcome.passed for outcome in outcomes)
    exit_code = ExitCode.OK if passed else ExitCode.FAILED_INSPECTION
    return Reply({"clips": [_data(outcome) for outcome in outcomes]}, exit_code)


def _watcher(quiet: bool) -> Watcher:
    if quiet:
        return Silence()
    return Bar() if sys.stderr.isatty() else Lines(sys.stderr)


def _lines(outcome: Outcome, project: Project) -> list[str]:
    report = outcome.report
    wall = report["seconds"]["wall"]
    words = "published" if outcome.passed else "FAILED inspection, not published"
    return [
        f"{project.shown(outcome.video)}: {words}. {report['width']}x{report['height']}, "
        f"{report['frames']} frames at {report['fps']} fps, {report['duration_s']:.3f} s; "
        f"took {wall:.1f} s, {report['peak_rss_mb']:.0f} MiB.",
    ]


def _data(outcome: Outcome) -> dict[str, Any]:
    return {
        **outcome.report,
        "passed": outcome.passed,
        "path": str(outcome.video),
        "poster": str(outcome.place.poster),
        "captions": str(outcome.place.captions),
        "report": str(outcome.place.report if outcome.passed else outcome.place.failed_report),
    }
