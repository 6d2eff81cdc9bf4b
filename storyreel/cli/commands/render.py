"""`render`: the main job."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from storyreel.cli import rendering
from storyreel.cli.clips import load_clips
from storyreel.cli.commands import scene
from storyreel.cli.reply import Reply, Voice
from storyreel.errors import ExitCode
from storyreel.farm.plan import Machine, clips_at_once
from storyreel.farm.side_by_side import can_fork, side_by_side
from storyreel.origin import origin_of
from storyreel.paths import Project
from storyreel.progress import Watcher

if TYPE_CHECKING:
    from storyreel.pipeline import Outcome, Request


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Check every request first, then render the clips, side by side where that is faster.

    A clip that fails inspection does not keep the others from being made.
    """
    if options.scene is not None:
        return scene.run(options, project, voice)
    asked = rendering.Asked.by(options)
    boards = load_clips(project, options.clips, options.storyboard)
    origins = [origin_of(board.clip, board.source.digest) for board in boards]

    # Manim, which a mistake above need not wait for.
    from storyreel.pipeline import Request

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
    watchers = rendering.watchers(options.quiet, len(requests))

    def tell(outcome: Outcome) -> None:
        rendering.tell(outcome, project, voice, outcome.request.loaded.source.shown)

    outcomes = _render(requests, project, watchers, tell)
    passed = all(outcome.report.passed for outcome in outcomes)
    exit_code = ExitCode.OK if passed else ExitCode.FAILED_INSPECTION
    clips = [rendering.data(outcome, outcome.report.as_data()) for outcome in outcomes]
    return Reply({"clips": clips, "problems": []}, exit_code)


def _render(
    requests: Sequence[Request],
    project: Project,
    watchers: Sequence[Watcher],
    tell: Callable[[Outcome], None],
) -> list[Outcome]:
    """What became of each request, in their order; each is told as soon as it is known."""
    from storyreel.pipeline import Outcome, render_clip

    first = requests[0]
    together, workers = clips_at_once(
        len(requests), first.workers, first.quality, Machine.here(), first.settings.codec
    )
    if together == 1 or not can_fork():
        outcomes = []
        for request, watcher in zip(requests, watchers, strict=True):
            outcomes.append(render_clip(request, project, watcher))
            tell(outcomes[-1])
        return outcomes

    def made(request: Request, watcher: Watcher) -> tuple[Any, ...]:
        outcome = render_clip(replace(request, workers=workers), project, watcher)
        return outcome.timeline, outcome.report, outcome.place  # its request is known here

    def done(index: int, made: tuple[Any, ...]) -> None:
        tell(Outcome(requests[index], *made))

    tasks = [partial(made, request) for request in requests]
    results = side_by_side(tasks, together, watchers, done)
    return [Outcome(request, *result) for request, result in zip(requests, results, strict=True)]
