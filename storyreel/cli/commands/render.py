"""`render`: the main job."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
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
from storyreel.standing import made_of, standing
from storyreel.storyboard.load import Loaded
from storyreel.variant import place_of

if TYPE_CHECKING:
    from storyreel.pipeline import Outcome, Request


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Check every request first, then render the clips, side by side where that is faster.

    A clip that fails inspection does not keep the others from being made, and one that stands
    there as it would be made is left as it is.
    """
    if options.scene is not None:
        return scene.run(options, project, voice)
    asked = rendering.Asked.by(options)
    boards = load_clips(project, options.clips, options.storyboard)
    clips: dict[str, dict[str, Any]] = {}
    wanted = []
    for board in boards:
        origin = origin_of(board.clip, board.source.digest)
        digest = made_of(board, asked.settings, options.renderer, project)
        place = place_of(
            project.media, board.clip.id, asked.quality, asked.settings, options.renderer
        )
        report = None if options.force else standing(place, digest, options.strict)
        if report is None:
            wanted.append((board, origin, digest))
            continue
        voice.say(f"{project.shown(place.video)}: stands as it was published; nothing has changed")
        clips[board.clip.id] = rendering.standing_data(asked, place, report)
    if not wanted:
        return _reply(boards, clips)

    # The engine, which a mistake above need not wait for.
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
            made_of=digest,
        )
        for board, origin, digest in wanted
    ]
    watchers = rendering.watchers(options.quiet, len(requests))

    def tell(outcome: Outcome) -> None:
        rendering.tell(outcome, project, voice, outcome.request.loaded.source.shown)

    for outcome in _render(requests, project, watchers, tell):
        clips[outcome.request.clip] = rendering.data(outcome, outcome.report.as_data())
    return _reply(boards, clips)


def _reply(boards: Sequence[Loaded], clips: Mapping[str, dict[str, Any]]) -> Reply:
    """All clips in the order in which they were asked for."""
    told = [clips[board.clip.id] for board in boards]
    passed = all(clip["passed"] for clip in told)
    exit_code = ExitCode.OK if passed else ExitCode.FAILED_INSPECTION
    return Reply({"clips": told, "problems": []}, exit_code)


def _render(
    requests: Sequence[Request],
    project: Project,
    watchers: Sequence[Watcher],
    tell: Callable[[Outcome], None],
) -> list[Outcome]:
    """What became of each request, in their order; each is told as soon as it is known."""
    from storyreel.pipeline import Outcome, render_clip
    from storyreel.stage.perform import bring_manim

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

    bring_manim()

    def made(request: Request, watcher: Watcher) -> tuple[Any, ...]:
        outcome = render_clip(replace(request, workers=workers), project, watcher)
        return outcome.timeline, outcome.report, outcome.place  # its request is known here

    def done(index: int, made: tuple[Any, ...]) -> None:
        tell(Outcome(requests[index], *made))

    tasks = [partial(made, request) for request in requests]
    results = side_by_side(tasks, together, watchers, done)
    return [Outcome(request, *result) for request, result in zip(requests, results, strict=True)]
