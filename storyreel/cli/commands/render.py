"""`render`: the main job."""

from __future__ import annotations

import argparse

from storyreel.cli import rendering
from storyreel.cli.clips import load_clips
from storyreel.cli.commands import scene
from storyreel.cli.reply import Reply, Voice
from storyreel.errors import ExitCode
from storyreel.origin import origin_of
from storyreel.paths import Project


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Check every request first, then render clip after clip.

    A clip that fails inspection does not keep the others from being made.
    """
    if options.scene is not None:
        return scene.run(options, project, voice)
    asked = rendering.Asked.by(options)
    boards = load_clips(project, options.clips, options.storyboard)
    origins = [origin_of(board.clip, board.source.digest) for board in boards]

    # Manim, which a mistake above need not wait for.
    from storyreel.pipeline import Request, render_clip

    requests = [
        Request(
            loaded=board,
            quality=asked.quality,
            settings=asked.settings,
            renderer=options.renderer,
            workers=asked.workers,
            force=options.force,
            origin=origin,
            strict=options.strict,
        )
        for board, origin in zip(boards, origins, strict=True)
    ]
    watcher = rendering.watcher(options.quiet)
    outcomes = []
    for request in requests:
        outcome = render_clip(request, project, watcher)
        outcomes.append(outcome)
        rendering.tell(outcome, project, voice, request.loaded.source.shown)
    passed = all(outcome.report.passed for outcome in outcomes)
    exit_code = ExitCode.OK if passed else ExitCode.FAILED_INSPECTION
    clips = [rendering.data(outcome, outcome.report.as_data()) for outcome in outcomes]
    return Reply({"clips": clips, "problems": []}, exit_code)
