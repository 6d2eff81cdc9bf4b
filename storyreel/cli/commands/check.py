"""`check`: are the storyboards right? Nothing is drawn."""

from __future__ import annotations

import argparse
import sys

from storyreel.cli.clips import ALL, try_clips
from storyreel.cli.reply import Reply, Voice, problems_as_data
from storyreel.errors import ExitCode
from storyreel.paths import Project


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Load every named storyboard; tell those that are right, and the mistakes of the others."""
    loaded, problems = try_clips(project, options.clips or [ALL], options.storyboard)
    clips = []
    for each in loaded:
        beats = each.storyboard.beats
        duration = sum(beat.duration for beat in beats)
        shown = project.shown(each.clip.storyboard)
        voice.say(f"{shown}: right ({len(beats)} beats, {duration:.3f} s)")
        clips.append(
            {
                "clip": each.clip.id,
                "storyboard": str(each.clip.storyboard),
                "beats": len(beats),
                "duration_s": round(duration, 6),
            }
        )
    for problem in problems:
        print(problem, file=sys.stderr)
    exit_code = ExitCode.BAD_REQUEST if problems else ExitCode.OK
    return Reply({"clips": clips, "problems": problems_as_data(problems)}, exit_code)
