"""`check`: mistakes in storyboards and, with `--drawings`, in what they draw."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from storyreel.base.errors import ExitCode, Problem, RequestError, problems_as_data
from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.cli.clips import ALL, try_clips
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options, storyboard_option, strict_option
from storyreel.design.fonts import missing_characters
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.printed import unprintable
from storyreel.storyboard.timeline import compile_timeline

QUALITY = "1080p"
"""Clips are drawn at the frame rate of this quality, the default of `render`."""


EXAMPLES: tuple[Example, ...] = (
    ("", "all storyboards"),
    ("hour29 --drawings", "also inspect the drawing of every frame"),
    ("--drawings --strict", "treat warnings as failures"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clips", nargs="*", metavar="CLIP", help="clips by id or full name (default: all)"
    )
    storyboard_option(parser)
    parser.add_argument(
        "--drawings",
        action="store_true",
        help="draw every frame, without painting it, and inspect the drawings",
    )
    strict_option(parser)
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Load the named storyboards; report the valid ones, and the mistakes in the others."""
    loaded, problems = try_clips(project, options.clips or [ALL], options.storyboard)
    clips: list[dict[str, Any]] = []
    passed = True
    for each in loaded:
        beats = each.storyboard.beats
        duration = sum(beat.duration for beat in beats)
        shown = project.shown(each.clip.storyboard)
        warnings = [*each.source.warnings, *_unprintable(each)]
        clip: dict[str, Any] = {
            "clip": each.clip.id,
            "storyboard": str(each.clip.storyboard),
            "beats": len(beats),
            "duration_s": round(duration, 6),
            "warnings": problems_as_data(warnings),
        }
        for warning in warnings:
            print(f"warning: {warning}", file=sys.stderr)
        summary = ""
        if options.drawings:
            try:
                judged, summary = _judged(each, options.strict)
            except RequestError as error:  # the scene does not match the storyboard
                problems += error.problems
                continue
            clip |= judged
            passed = passed and judged["passed"]
        console.say(f"{shown}: OK ({len(beats)} beats, {duration:.3f} s)")
        if summary:
            console.say(summary)
        clips.append(clip)
    for problem in problems:
        print(problem, file=sys.stderr)
    return Reply(
        {"clips": clips, "problems": problems_as_data(problems)}, _exit_code(problems, passed)
    )


def _unprintable(loaded: Loaded) -> Iterator[Problem]:
    """Warnings of texts that the handout cannot print."""
    for mistake in unprintable(loaded.source, lambda text: missing_characters(text, "sans")):
        yield loaded.source.problem(mistake)


def _judged(loaded: Loaded, strict: bool) -> tuple[dict[str, Any], str]:
    """The findings in a clip's drawings, as data and as text."""
    from storyreel.inspection.findings import failed, promote_warnings
    from storyreel.inspection.report import finding_data, summary_text
    from storyreel.inspection.run import judge_drawings
    from storyreel.stage.stills import draw_frames

    timeline = compile_timeline(loaded.storyboard, quality_named(QUALITY).fps)
    drawings = draw_frames(loaded, timeline, range(timeline.frames))
    found = judge_drawings(timeline, loaded.storyboard, drawings, loaded.source)
    if strict:
        found = promote_warnings(found)
    data = {"passed": not failed(found), "findings": [finding_data(each) for each in found]}
    return data, summary_text(found, loaded.source.shown)


def _exit_code(problems: list[Problem], passed: bool) -> ExitCode:
    if problems:
        return ExitCode.BAD_REQUEST
    return ExitCode.OK if passed else ExitCode.FAILED_INSPECTION
