"""`new`: a storyboard that renders at once, in a project or as a project of its own."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from shlex import quote

from storyreel.base.errors import Problem, RequestError
from storyreel.base.program import CHECKOUT
from storyreel.base.project import Project
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import output_options, path

EXAMPLES: tuple[Example, ...] = (
    ("my-lesson", "outside a project: a folder with one clip"),
    ("courses/week-3", ""),
    ("hour31-my-clip", "in a project: storyboards/hour31-my-clip.yaml"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        type=path,
        metavar="NAME",
        help="in a project: the storyboard to write, such as hour31-my-clip; elsewhere: the "
        "folder to create",
    )
    output_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write the starter storyboard to the project, or a project with it to a new folder."""
    from storyreel.base.disk import explained_write_errors
    from storyreel.pictures.starter import create_clip, create_project

    name: Path = options.name
    inside = project.storyboards.is_dir() and Path.cwd().is_relative_to(project.root)
    if inside and len(name.parts) == 1:
        folder = Path.cwd()
        with explained_write_errors(project.storyboards):
            files = create_clip(project, str(name))
        lesson, clip, written = project, files.id, project.shown(files.storyboard)
        steps = f"edit {written}"
        console.say(f"{written}: a clip of pictures, {clip}")
    else:
        if inside:
            _refuse_nested(name, project)
        name = _without_steps_up(name)
        _require_new(name)
        with explained_write_errors(name):
            lesson, clip = create_project(name)
        folder = lesson.root
        steps = f"cd {quote(str(name))}"
        console.say(f"{name}: a project with one clip, {clip}")
    program = _program(folder)
    console.say(f"\nNext:\n  {steps}")
    for command, meaning in _next_commands(clip):
        console.say(f"  {program} {command:<{len(clip) + 16}}  {meaning}")
    return Reply({"project": str(lesson.root), "clips": [clip], "problems": []})


def _program(folder: Path) -> str:
    """How the program is started in a folder: by the shorter one of two paths from a checkout."""
    if CHECKOUT is None:
        return "storyreel"
    script = CHECKOUT / "render.py"
    return f"python3 {quote(min(str(script), os.path.relpath(script, folder), key=len))}"


def _next_commands(clip: str) -> tuple[tuple[str, str], ...]:
    """What authors do with a new clip, in order, and what for."""
    return (
        (f"studio {clip}", "write it and see it live in the browser"),
        ("sheet --kinds", "everything that a picture may show, with its YAML"),
        (f"sheet {clip}", "a picture of all beats"),
        (f"{clip} --quality smoke", "render it, small and fast"),
    )


def _refuse_nested(folder: Path, project: Project) -> None:
    """Raise RequestError for a project inside a project: its clips would not be found."""
    if Path.cwd().joinpath(folder).resolve().is_relative_to(project.root.resolve()):
        what = f"{folder} would be a project inside the project {project.root}."
        clip = folder.stem or "hour31-my-clip"
        remedy = f"Write `new {clip}` for a clip of this project, or name a folder elsewhere."
        raise RequestError(Problem(what, remedy))


def _without_steps_up(folder: Path) -> Path:
    """The same folder without `..`, so that folders left by `..` need not exist."""
    if ".." not in folder.parts:
        return folder
    whole = folder.resolve()
    return whole if folder.is_absolute() else Path(os.path.relpath(whole))


def _require_new(folder: Path) -> None:
    """Raise RequestError if anything would be overwritten."""
    empty = folder.is_dir() and not any(folder.iterdir())
    if not empty and (folder.exists() or folder.is_symlink()):
        what = f"{folder} exists already." if not folder.is_dir() else f"{folder} is not empty."
        raise RequestError(Problem(what, "Name a new folder."))
