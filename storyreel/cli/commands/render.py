"""`render`: render, inspect and publish clips."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from storyreel.base.errors import ExitCode, Problem, RequestError
from storyreel.base.progress import ProgressListener
from storyreel.base.project import Project
from storyreel.cli import rendering
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.scene_files import named_scenes, require_other_name, require_same_file
from storyreel.cli.shared_options import (
    cluster_options,
    codec_option,
    common_options,
    quality_options,
    storyboard_option,
    strict_option,
    workers_option,
)
from storyreel.cli.values import seconds
from storyreel.cluster.address import OwnCluster, SchedulerAddress
from storyreel.cluster.extra import require_distributed
from storyreel.output.names import DEFAULT_CODEC, DEFAULT_RENDERER, RENDERERS
from storyreel.workers.capacity import Machine, clips_at_once, clips_performed_at_once
from storyreel.workers.clip_pool import can_run_side_by_side, run_clips, run_clips_in_turn

if TYPE_CHECKING:
    from storyreel.render.request import Outcome, Request
    from storyreel.render.sources.source import Source


EXAMPLES: tuple[Example, ...] = (
    ("hour29", "at 1080p"),
    ("hour29 --quality 4k", ""),
    ("hour29 hour30 --quality 720p --fps 60", ""),
    ("all --quality smoke --json", ""),
    ("hour29 --strict", "do not publish a clip with a warning"),
    ("hour29 --storyboard draft.yaml --out /tmp/try", ""),
    ("all --quality 8k --cluster tls://render.example:8786", "on the workers of a cluster"),
    ("--scene lecture.py:Opening --quality 4k", "a plain Manim scene"),
    ("--scene lecture.py:Opening,Closing --scene quiz.py", "several"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clips", nargs="*", metavar="CLIP", help="clips by id (hour29) or full name, or `all`"
    )
    parser.add_argument(
        "--scene",
        action="append",
        metavar="FILE.py[:CLASS,...]",
        help="instead of clips: plain Manim scenes, published to media/CLASS/; may be repeated",
    )
    parser.add_argument(
        "--longest",
        metavar="SECONDS",
        help="stop a plain scene that lasts longer, as it may have no end (default: 3600)",
    )
    quality_options(parser, default="1080p")
    codec_option(parser, default=DEFAULT_CODEC)
    workers_option(parser)
    cluster_options(parser, "render on the workers of a cluster")
    storyboard_option(parser)
    parser.add_argument(
        "--renderer",
        default=DEFAULT_RENDERER,
        choices=RENDERERS,
        help="skia (the default), or cairo: Manim's own camera, slow, for comparison",
    )
    splicing = parser.add_mutually_exclusive_group()
    splicing.add_argument(
        "--plain-holds",
        action="store_true",
        help="H.264: encode held frames too instead of copying them (implies --no-bands)",
    )
    splicing.add_argument(
        "--no-bands",
        action="store_true",
        help="H.264: encode whole pictures, including rows that do not change within a segment",
    )
    parser.add_argument(
        "--force", action="store_true", help="render again, without stored segments"
    )
    strict_option(parser)
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Check every request first, then render the clips, side by side where that is faster.

    A clip that fails inspection does not keep the others from being made. Up-to-date clips are
    skipped.
    """
    _require_something(options)
    chosen = rendering.RenderOptions.by(options)
    requests = [chosen.request(source, project) for source in _sources(options, project)]
    clips: dict[str, dict[str, Any]] = {}
    wanted = []
    for request in requests:
        report = request.up_to_date(project)
        if report is None:
            wanted.append(request)
            continue
        place = request.place(project)
        console.say(f"{project.shown(place.video)}: up to date; nothing has changed")
        clips[request.source.name] = rendering.up_to_date_data(request.settings, place, report)

    def on_outcome(outcome: Outcome) -> None:
        rendering.report_outcome(outcome, project, console)

    listeners = rendering.progress_listeners(options.quiet, len(wanted))
    with _on_cluster(wanted, chosen.cluster) as ready:
        for outcome in _render(ready, project, listeners, on_outcome):
            clips[outcome.request.source.name] = rendering.outcome_data(outcome)
    in_order = [clips[request.source.name] for request in requests]
    passed = all(clip["passed"] for clip in in_order)
    exit_code = ExitCode.OK if passed else ExitCode.FAILED_INSPECTION
    return Reply({"clips": in_order, "problems": []}, exit_code)


@contextmanager
def _on_cluster(
    requests: Sequence[Request], cluster: OwnCluster | SchedulerAddress | None
) -> Iterator[Sequence[Request]]:
    """The requests with the cluster that renders them, which exists until the block ends."""
    if cluster is None or not requests:
        yield requests
        return
    require_distributed()
    with ExitStack() as held:
        if isinstance(cluster, OwnCluster):
            from storyreel.cluster.local import local_cluster

            cluster = held.enter_context(local_cluster(cluster.workers))
        yield [replace(request, cluster=cluster) for request in requests]


def _require_something(options: argparse.Namespace) -> None:
    if not (options.clips or options.scene):
        remedy = "Name clips, `all`, or a scene with --scene FILE.py:CLASS."
        raise RequestError(Problem("Nothing to render is named.", remedy))


def _sources(options: argparse.Namespace, project: Project) -> list[Source]:
    """What the options name; raises RequestError with every mistake."""
    if options.scene is None:
        if options.longest is not None:
            problem = Problem("--longest is for plain scenes.", "Leave it out, or add --scene.")
            raise RequestError(problem)
        # The models of storyboards, which plain scenes do without.
        from storyreel.cli.clips import load_clips

        boards = load_clips(project, options.clips, options.storyboard)

        # The engine, which a mistake above need not wait for.
        from storyreel.render.sources.storyboard import StoryboardSource

        return [StoryboardSource(board) for board in boards]

    if options.clips or options.storyboard:
        what = "--scene renders scenes alone, without clips and storyboards."
        raise RequestError(Problem(what, "Leave one of the two out."))
    scenes = named_scenes(options.scene)
    for scene in scenes:
        require_other_name(scene.name, project)
        if not options.force:
            require_same_file(scene, project)
    from storyreel.render.sources.manim_scene import ManimSceneSource
    from storyreel.stage.plain_stage import LONGEST

    longest = LONGEST if options.longest is None else seconds("--longest", options.longest)
    if longest <= 0:
        raise RequestError(Problem("--longest needs a time above 0.", "Give seconds, as 60."))
    return [ManimSceneSource(scene.path, scene.shown, scene.name, longest) for scene in scenes]


def _render(
    requests: Sequence[Request],
    project: Project,
    listeners: Sequence[ProgressListener],
    on_outcome: Callable[[Outcome], None],
) -> list[Outcome]:
    """The outcome of each request, in any order; each is reported as soon as it is known."""
    if not requests:
        return []
    # The engine, which is not needed where nothing has changed.
    from storyreel.render.longest_first import longest_first

    if len(requests) == 1 or not can_run_side_by_side():
        return _render_here(requests, project, listeners, on_outcome)
    together, workers = _side_by_side(requests)
    if together > 1:
        ordered = longest_first(requests, project)
        requests = [replace(request, workers=workers) for request in ordered]
    return _render_in_processes(requests, together, project, listeners, on_outcome)


def _render_here(
    requests: Sequence[Request],
    project: Project,
    listeners: Sequence[ProgressListener],
    on_outcome: Callable[[Outcome], None],
) -> list[Outcome]:
    """Render one clip after another in this process."""
    from storyreel.render.pipeline import render

    outcomes: list[Outcome] = []
    for request, progress in zip(requests, listeners, strict=True):
        outcomes.append(render(request, project, progress))
        on_outcome(outcomes[-1])
    return outcomes


def _render_in_processes(
    requests: Sequence[Request],
    together: int,
    project: Project,
    listeners: Sequence[ProgressListener],
    on_outcome: Callable[[Outcome], None],
) -> list[Outcome]:
    """Render so many clips at once in forked processes.

    An outcome travels back without its request, which is known here.
    """
    from storyreel.render.pipeline import render
    from storyreel.render.request import Outcome
    from storyreel.stage.import_manim import import_stage

    if any(request.source.needs_manim for request in requests):
        import_stage()
    for request in requests:
        request.source.fonts()  # verified once: the forks share them

    def rendered(request: Request, progress: ProgressListener) -> tuple[Any, ...]:
        outcome = render(request, project, progress)
        return outcome.timeline, outcome.report, outcome.place, outcome.cluster

    def on_result(index: int, result: tuple[Any, ...]) -> None:
        on_outcome(Outcome(requests[index], *result))

    tasks = [partial(rendered, request) for request in requests]
    if together == 1:
        results = run_clips_in_turn(tasks, listeners, on_result)
    else:
        results = run_clips(tasks, together, listeners, on_result)
    return [Outcome(request, *result) for request, result in zip(requests, results, strict=True)]


def _side_by_side(requests: Sequence[Request]) -> tuple[int, int | str]:
    """How many clips to render side by side, and how many workers to request for each."""
    first, machine = requests[0], Machine.current()
    if first.cluster is not None:
        return clips_performed_at_once(len(requests), first.quality, machine), first.workers
    return clips_at_once(len(requests), first.workers, first.quality, machine, first.settings.codec)
