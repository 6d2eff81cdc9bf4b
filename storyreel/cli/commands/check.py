"""`check`: mistakes in storyboards and, with `--drawings`, in what they draw."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from storyreel.base.errors import ExitCode, Problem, RequestError, problems_as_data
from storyreel.base.presets import RATES, quality_named
from storyreel.base.project import Project
from storyreel.base.timebase import Fps, exact_seconds
from storyreel.cli.clips import ALL, try_clips
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options, storyboard_option, strict_option
from storyreel.design.fonts import missing_characters
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.printed import unprintable
from storyreel.storyboard.timeline import compile_timeline

if TYPE_CHECKING:
    from storyreel.inspection.findings import Finding

QUALITY = "1080p"
"""Clips are drawn at the frame rate of this quality, the default of `render`."""

COARSEST = Fps(min(RATES))
"""Where beats begin between two frames of this rate, a clip is drawn at it as well: a caption has
up to a frame less time there."""


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
        clip = _described(each)
        summary = ""
        if options.drawings:
            try:
                judged, summary = _judged(each, options.strict)
            except RequestError as error:  # the scene does not match the storyboard
                problems += error.problems
                continue
            clip |= judged
            passed = passed and judged["passed"]
        shown = project.shown(each.clip.storyboard)
        console.say(f"{shown}: OK ({clip['beats']} beats, {clip['duration_s']:.3f} s)")
        if summary:
            console.say(summary)
        clips.append(clip)
    for problem in problems:
        print(problem, file=sys.stderr)
    return Reply(
        {"clips": clips, "problems": problems_as_data(problems)}, _exit_code(problems, passed)
    )


def _described(loaded: Loaded) -> dict[str, Any]:
    """A valid clip as data, after its warnings are printed."""
    beats = loaded.storyboard.beats
    warnings = [*loaded.source.warnings, *_unprintable(loaded)]
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    return {
        "clip": loaded.clip.id,
        "storyboard": str(loaded.clip.storyboard),
        "beats": len(beats),
        "duration_s": round(sum(beat.duration for beat in beats), 6),
        "warnings": problems_as_data(warnings),
    }


def _unprintable(loaded: Loaded) -> Iterator[Problem]:
    """Warnings of texts that the handout cannot print."""
    for mistake in unprintable(loaded.source, lambda text: missing_characters(text, "sans")):
        yield loaded.source.problem(mistake)


def _judged(loaded: Loaded, strict: bool) -> tuple[dict[str, Any], str]:
    """The findings in a clip's drawings, as data and as text."""
    from storyreel.inspection.findings import failed, failures_first, promote_warnings
    from storyreel.inspection.report import finding_data, summary_text

    fps = quality_named(QUALITY).fps
    found = _found_at(loaded, fps)
    if not _begins_with_frames(loaded, COARSEST):
        known = {(each.rule, each.text, each.severity) for each in found}
        coarse = [
            replace(each, frame=None if each.frame is None else _frame_at(fps, each.frame))
            for each in _found_at(loaded, COARSEST)
            if (each.rule, each.text, each.severity) not in known
        ]
        found = failures_first((*found, *coarse))
    if strict:
        found = promote_warnings(found)
    data = {"passed": not failed(found), "findings": [finding_data(each) for each in found]}
    return data, summary_text(found, loaded.source.shown)


def _found_at(loaded: Loaded, fps: Fps) -> tuple[Finding, ...]:
    from storyreel.inspection.run import judge_drawings
    from storyreel.stage.stills import draw_frames

    timeline = compile_timeline(loaded.storyboard, fps)
    drawings = draw_frames(loaded, timeline, range(timeline.frames))
    return judge_drawings(timeline, loaded.storyboard, drawings, loaded.source)


def _frame_at(fps: Fps, frame: int) -> int:
    """The frame at a rate that shows what a frame at the coarsest rate shows."""
    return fps.nearest_frame(COARSEST.seconds(frame))


def _begins_with_frames(loaded: Loaded, fps: Fps) -> bool:
    """Whether every beat begins at a frame of this rate; multiples of it then have its drawings."""
    edges = accumulate(exact_seconds(beat.duration) for beat in loaded.storyboard.beats)
    return all((edge * fps.rate).denominator == 1 for edge in edges)


def _exit_code(problems: list[Problem], passed: bool) -> ExitCode:
    if problems:
        return ExitCode.BAD_REQUEST
    return ExitCode.OK if passed else ExitCode.FAILED_INSPECTION
