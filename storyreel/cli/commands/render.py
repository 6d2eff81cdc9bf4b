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
from storyreel.pipeline import Outcome, Request, render_clip, require_able
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
    for request in requests:
        require_able(request, project)
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
