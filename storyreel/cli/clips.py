"""From names on the command line to loaded storyboards, or to the mistakes in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.base.project import Project
from storyreel.cli.folder import require_project
from storyreel.cli.registry import nearest_command
from storyreel.design.fonts import missing_characters
from storyreel.storyboard.catalog import ClipFiles, all_clips, find_clip, without_storyboards
from storyreel.storyboard.load import Loaded, load_storyboard
from storyreel.storyboard.source import Mistake

if TYPE_CHECKING:
    from storyreel.pictures.clips import Draft

ALL = "all"


def load_clip(project: Project, name: str, storyboard: Path | None = None) -> Loaded:
    """One clip, from its own storyboard or from the given file."""
    (loaded,) = load_clips(project, [name], storyboard)
    return loaded


def load_clip_draft(project: Project, name: str) -> Draft:
    """A clip that is still being written, with what it lacks.

    Raises RequestError with all its problems if it cannot be drawn.
    """
    from storyreel.pictures.draft import load_draft  # noqa: PLC0415

    return load_draft(find_clip(project, name).storyboard, project, missing_characters)


def load_clips(
    project: Project, names: Sequence[str], storyboard: Path | None = None
) -> list[Loaded]:
    """The named clips, each once, or all clips for `all`; `storyboard` replaces that of the only
    one.

    Raises RequestError with the problems of all names and of all storyboards.
    """
    loaded, problems = try_clips(project, names, storyboard)
    if problems:
        raise RequestError(*problems)
    return loaded


def try_clips(
    project: Project, names: Sequence[str], storyboard: Path | None = None
) -> tuple[list[Loaded], list[Problem]]:
    """The clips that load, and the problems of those that do not."""
    loaded: list[Loaded] = []
    problems: list[Problem] = []
    if storyboard is not None and (len(names) != 1 or ALL in names):
        return [], [Problem("--storyboard is for one clip.", "Name that clip alone.")]
    named = _named(project, names, problems)
    if storyboard is None:
        problems += _shared_ids(project, named)
    for clip in named:
        try:
            board = _loaded(storyboard or clip.storyboard, clip, project)
            if board.clip.id != clip.id:
                what = f"this is the clip {board.clip.id}, not {clip.id}."
                remedy = f"Render {board.clip.id} with it, or change the line."
                raise RequestError(board.source.problem(Mistake(("clip",), what, remedy)))
            loaded.append(board)
        except RequestError as error:
            problems += error.problems
    return loaded, problems


def _shared_ids(project: Project, clips: Sequence[ClipFiles]) -> Iterator[Problem]:
    """A problem for each clip whose id an earlier clip of the project has: they would be published
    under the same names."""
    first: dict[str, ClipFiles] = {}
    for clip in all_clips(project):
        other = first.setdefault(clip.id, clip)
        if other is not clip and not {other, clip}.isdisjoint(clips):
            what = f"{project.shown(other.storyboard)} has the same id, {clip.id!r}."
            remedy = "Rename one of the two files: the id ends before the first `-` of the name."
            yield Problem(what, remedy, Location(project.shown(clip.storyboard)))


def clip_names(project: Project) -> frozenset[str]:
    """What the clips of a project may be called on the command line."""
    return frozenset(name for clip in all_clips(project) for name in (clip.id, clip.stem))


def _loaded(path: Path, clip: ClipFiles, project: Project) -> Loaded:
    if clip.performed:
        return load_storyboard(path, project, missing_characters)
    # Pictures take longer to import; commands about other clips do not wait for that.
    from storyreel.pictures.load import load_clip as load  # noqa: PLC0415

    return load(path, project, missing_characters)


def _named(project: Project, names: Sequence[str], problems: list[Problem]) -> list[ClipFiles]:
    require_project(project)
    if ALL in names:
        clips = list(all_clips(project))
        if not clips:
            problems.append(without_storyboards(project))
        return clips
    found: dict[str, ClipFiles] = {}
    for name in names:
        try:
            clip = find_clip(project, name)
            found[clip.stem] = clip
        except RequestError as error:
            problem, near = error.problems[0], nearest_command(name)
            if near:
                remedy = f"Did you mean the command {near}? It comes first."
                problem = replace(problem, remedy=remedy)
            problems.append(problem)
    return list(found.values())
