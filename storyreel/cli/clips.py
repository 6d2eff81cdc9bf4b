"""Names on the command line to loaded storyboards, with the mistakes of all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.base.project import Project
from storyreel.cli.options import nearest_command
from storyreel.design.fonts import missing_characters
from storyreel.storyboard.catalog import ClipFiles, all_clips, find_clip
from storyreel.storyboard.load import Loaded, load_storyboard
from storyreel.storyboard.source import Mistake

ALL = "all"


def load_clip(project: Project, name: str, storyboard: Path | None = None) -> Loaded:
    """One clip, from its own storyboard or from the given file."""
    (loaded,) = load_clips(project, [name], storyboard)
    return loaded


def load_clips(
    project: Project, names: Sequence[str], storyboard: Path | None = None
) -> list[Loaded]:
    """The named clips, each once, or every one for `all`; `storyboard` takes the place of the
    only one's own.

    Raises RequestError with the problems of all names and of all storyboards.
    """
    loaded, problems = try_clips(project, names, storyboard)
    if problems:
        raise RequestError(*problems)
    return loaded


def try_clips(
    project: Project, names: Sequence[str], storyboard: Path | None = None
) -> tuple[list[Loaded], list[Problem]]:
    """What could be loaded, and what could not with the reasons."""
    loaded: list[Loaded] = []
    problems: list[Problem] = []
    if storyboard is not None and (len(names) != 1 or ALL in names):
        return [], [Problem("--storyboard is for one clip.", "Name that clip alone.")]
    for clip in _named(project, names, problems):
        try:
            board = load_storyboard(storyboard or clip.storyboard, project, missing_characters)
            if board.clip.id != clip.id:
                what = f"this is the clip {board.clip.id}, and not {clip.id}."
                remedy = f"Render {board.clip.id} with it, or change the line."
                raise RequestError(board.source.problem(Mistake(("clip",), what, remedy)))
            loaded.append(board)
        except RequestError as error:
            problems += error.problems
    return loaded, problems


def _named(project: Project, names: Sequence[str], problems: list[Problem]) -> list[ClipFiles]:
    if ALL in names:
        clips = list(all_clips(project))
        if not clips:
            folder = project.shown(project.storyboards)
            problems.append(Problem(f"There is no storyboard in {folder}.", "Write one."))
        return clips
    found: dict[str, ClipFiles] = {}
    for name in names:
        try:
            clip = find_clip(project, name)
            found[clip.stem] = clip
        except RequestError as error:
            near = nearest_command(name)
            remedy = f"Did you mean the command {near}?" if near else error.problems[0].remedy
            problems.append(replace(error.problems[0], remedy=remedy))
    return list(found.values())
