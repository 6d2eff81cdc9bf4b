"""`verify`: render a published clip again in another way, and compare."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from storyreel.base.counted import counted
from storyreel.base.errors import ExitCode, Problem, RequestError
from storyreel.base.presets import LADDER
from storyreel.base.program import PROGRAM
from storyreel.base.project import Project
from storyreel.cli import values
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options, variant_options
from storyreel.cli.sources import PublishedSource, clip_or_scene_options, published_source
from storyreel.output.inventory import PublishedVariant
from storyreel.output.names import Variant
from storyreel.workers.capacity import AUTO, Machine, plan_workers

EXAMPLES: tuple[Example, ...] = (
    ("hour29", "the newest file of the clip"),
    ("hour29 --quality 4k --workers 1", ""),
    ("--scene lecture.py:Opening", "a plain Manim scene"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    clip_or_scene_options(parser)
    variant_options(parser)
    parser.add_argument(
        "--workers",
        metavar="N",
        help="processes for the second render (default: not the number of the first)",
    )
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Exit code 1 where drawings, decoded pictures or the file differ."""
    published = published_source(options, project)
    source, clip = published.source, published.variant
    shown = project.shown(clip.paths.video)
    _require_comparable(published, shown)
    workers = _workers(options, clip)

    # Manim, which a mistake above need not wait for.
    from storyreel.render.verify import verify_clip

    verdict = verify_clip(source, clip, workers, console.say)
    console.say(f"{shown}: {'the same' if verdict.same else 'NOT the same'} when rendered again")
    console.say(f"  with {counted(verdict.workers, 'worker')}, its segments in another order")
    for what, same in (
        ("drawings", verdict.drawings),
        ("decoded pictures", verdict.pictures),
        ("file", verdict.file),
    ):
        console.say(f"  {what}: {'identical' if same else 'DIFFERENT'}")
    if verdict.frame is not None:
        console.say(f"  first in frame {verdict.frame}, beat '{verdict.beat}': the {verdict.what}")
    document = {"clip": source.name, "quality": clip.quality, "path": str(clip.paths.video)}
    exit_code = ExitCode.OK if verdict.same else ExitCode.FAILED_INSPECTION
    return Reply({**document, **asdict(verdict), "same": verdict.same}, exit_code)


def _require_comparable(published: PublishedSource, shown: str) -> None:
    """Raise RequestError for a clip that is out of date, or that can be made in one order only."""
    clip = published.variant
    if not clip.current:
        what = f"{shown} can't be made again: {', '.join(clip.why_not)}."
        again = f"{PROGRAM} {published.render_words} {clip.variant.options}"
        raise RequestError(Problem(what, f"Render it first: {again}"))
    renderer = clip.report.get("renderer")
    if renderer != "skia":
        what = f"{shown} was painted by {renderer}, which paints in one process and one order."
        remedy = "Verify a clip that was rendered with --renderer skia."
        raise RequestError(Problem(what, remedy))


def _workers(options: argparse.Namespace, clip: PublishedVariant) -> int:
    """The number that was asked for, or another one than the clip was rendered with."""
    if options.workers is not None:
        return _plan(values.workers(options.workers), clip.variant)
    before = int(clip.report.get("workers") or 0) or _plan(AUTO, clip.variant)
    return 2 if before == 1 else before - 1


def _plan(requested: int | str, variant: Variant) -> int:
    quality = LADDER[variant.quality]
    return plan_workers(requested, quality, Machine.current(), variant.codec).workers
