"""`list`: clips, their rendered files, and whether each is up to date."""

from __future__ import annotations

import argparse
from typing import Any

from storyreel.base.program import PROGRAM
from storyreel.base.project import Project
from storyreel.cli.clips import ALL, try_clips
from storyreel.cli.console import Console, Reply
from storyreel.cli.folder import require_project
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options
from storyreel.output.inventory import PublishedVariant, published_scenes, published_variants
from storyreel.storyboard.catalog import ClipFiles, all_clips, without_storyboards
from storyreel.storyboard.load import Loaded

EXAMPLES: tuple[Example, ...] = (("", ""), ("--json", ""))


def add_options(parser: argparse.ArgumentParser) -> None:
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """One line for each clip, and one under it for each variant that was rendered; then scenes."""
    loaded, _ = try_clips(project, [ALL]) if project.storyboards.is_dir() else ([], [])
    boards = {each.clip.stem: each for each in loaded}
    clips = []
    for clip in all_clips(project):
        board = boards.get(clip.stem)
        found = published_variants(project, clip.id, board)
        for line in _lines(project, clip, board, found):
            console.say(line)
        clips.append(_data(clip, board, found))
    scenes = published_scenes(project, {clip.id for clip in all_clips(project)})
    if not scenes:
        require_project(project)
    if not clips:
        console.say(str(without_storyboards(project)))
    for name, found in scenes.items():
        console.say(f"{name}  {found[-1].source}")
        for each in found:
            console.say(_line(project, each))
    return Reply({"clips": clips, "scenes": [_scene_data(*each) for each in scenes.items()]})


def _lines(
    project: Project, clip: ClipFiles, board: Loaded | None, found: list[PublishedVariant]
) -> list[str]:
    if board:
        lines = [f"{clip.id}  {_duration(board):.3f} s  {board.storyboard.title}"]
    else:
        lines = [f"{clip.id}  the storyboard has mistakes: {PROGRAM} check {clip.id}"]
    if not found:
        return [*lines, "    not rendered yet"]
    return [*lines, *(_line(project, each) for each in found)]


def _line(project: Project, each: PublishedVariant) -> str:
    fps = each.file.get("fps")
    rate = f"  {fps} fps" if fps else ""
    if each.why_not:
        state = f"not current: {', '.join(each.why_not)}"
    elif each.elsewhere:
        state = "current, unless its file outside the project has changed"
    else:
        state = "current"
    return f"    {each.quality:<6}{rate}  {project.shown(each.paths.video)}  {state}"


def _data(clip: ClipFiles, board: Loaded | None, found: list[PublishedVariant]) -> dict[str, Any]:
    return {
        "clip": clip.id,
        "stem": clip.stem,
        "title": board.storyboard.title if board else None,
        "duration_s": round(_duration(board), 6) if board else None,
        "valid": board is not None,
        "rendered": [_rendered_data(each) for each in found],
    }


def _scene_data(name: str, found: list[PublishedVariant]) -> dict[str, Any]:
    return {
        "scene": name,
        "file": found[-1].source,
        "rendered": [_rendered_data(each) for each in found],
    }


def _rendered_data(each: PublishedVariant) -> dict[str, Any]:
    """One rendered file; `current` is null if that cannot be determined."""
    return {
        "quality": each.quality,
        "path": str(each.paths.video),
        "fps": each.file.get("fps"),
        "codec": each.variant.codec,
        "frames": each.file.get("frames"),
        "current": None if each.current and each.elsewhere else each.current,
        "why_not": list(each.why_not),
    }


def _duration(board: Loaded) -> float:
    return sum(beat.duration for beat in board.storyboard.beats)
