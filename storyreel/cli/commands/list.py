"""`list`: the clips there are, what is rendered of them, and whether it is current."""

from __future__ import annotations

import argparse
from typing import Any

from storyreel.cli.clips import ALL, try_clips
from storyreel.cli.reply import Reply, Voice
from storyreel.origin import origin_of
from storyreel.paths import Project
from storyreel.status import Rendered, rendered
from storyreel.storyboard.catalog import ClipFiles, all_clips
from storyreel.storyboard.load import Loaded


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """One line for each clip, and one under it for each quality that was rendered."""
    loaded, _ = try_clips(project, [ALL])
    boards = {each.clip.stem: each for each in loaded}
    clips = []
    for clip in all_clips(project):
        board = boards.get(clip.stem)
        origin = origin_of(clip, board.source.digest) if board else None
        found = rendered(project.media, clip.id, origin)
        for line in _lines(project, clip, board, found):
            voice.say(line)
        clips.append(_data(clip, board, found))
    if not clips:
        voice.say(f"There is no storyboard in {project.shown(project.storyboards)}.")
    return Reply({"clips": clips})


def _lines(
    project: Project, clip: ClipFiles, board: Loaded | None, found: list[Rendered]
) -> list[str]:
    if board:
        lines = [f"{clip.id}  {_duration(board):.3f} s  {board.storyboard.title}"]
    else:
        lines = [f"{clip.id}  the storyboard has mistakes: render.py check {clip.id}"]
    for each in found:
        state = "current" if each.current else f"not current: {', '.join(each.why_not)}"
        fps = each.file.get("fps")
        rate = f"  {fps} fps" if fps else ""
        lines.append(f"    {each.quality:<6}{rate}  {project.shown(each.place.video)}  {state}")
    return lines if found else [*lines, "    not rendered yet"]


def _data(clip: ClipFiles, board: Loaded | None, found: list[Rendered]) -> dict[str, Any]:
    return {
        "clip": clip.id,
        "stem": clip.stem,
        "title": board.storyboard.title if board else None,
        "duration_s": round(_duration(board), 6) if board else None,
        "valid": board is not None,
        "rendered": [
            {
                "quality": each.quality,
                "path": str(each.place.video),
                "fps": each.file.get("fps"),
                "frames": each.file.get("frames"),
                "current": each.current,
                "why_not": list(each.why_not),
            }
            for each in found
        ],
    }


def _duration(board: Loaded) -> float:
    return sum(beat.duration for beat in board.storyboard.beats)
