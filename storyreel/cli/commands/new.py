"""`new`: a storyboard that renders at once, in a project or as a project of its own."""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

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

TEMPLATE = Path(__file__).parents[1] / "template"
STARTER = TEMPLATE / "storyboards" / "search-binary-search.yaml"

STEM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_ID = 40


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        type=path,
        metavar="NAME",
        help="in a project: the storyboard to write, such as hour31-my-clip; elsewhere, and with "
        "a slash: the folder to create",
    )
    output_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write the starter storyboard to the project, or a project with it to a new folder."""
    from storyreel.base.disk import explained_disk_errors

    name: Path = options.name
    inside = project.storyboards.is_dir() and Path.cwd().is_relative_to(project.root)
    if inside and len(name.parts) == 1:
        with explained_disk_errors(project.storyboards):
            clip, written = create_clip(project, str(name))
        lesson, steps = project, f"edit {project.shown(written)}"
        console.say(f"{project.shown(written)}: a clip of pictures, {clip}")
    else:
        _require_new(name)
        with explained_disk_errors(name):
            lesson, clip = create_project(name)
        steps = f"cd {name}"
        console.say(f"{name}: a project with one clip, {clip}")
    program = "storyreel" if CHECKOUT is None else f"python3 {CHECKOUT / 'render.py'}"
    console.say(f"\nNext:\n  {steps}\n  {program} {clip} --quality smoke")
    return Reply({"project": str(lesson.root), "clips": [clip], "problems": []})


def create_clip(project: Project, stem: str) -> tuple[str, Path]:
    """Write the starter storyboard under a name of its own; returns the clip's id and the file.

    Raises RequestError for a name that a storyboard cannot have, or whose clip exists.
    """
    from storyreel.pictures.schema import write_picture_schema
    from storyreel.storyboard.catalog import ClipFiles, all_clips

    files = ClipFiles.named(project, stem)
    if not STEM.fullmatch(stem) or len(files.id) > LONGEST_ID:
        what = f"{stem!r} cannot be the name of a storyboard."
        remedy = "Use lower-case letters, digits and -, beginning with a letter: hour31-my-clip."
        raise RequestError(Problem(what, remedy))
    for clip in all_clips(project):
        if clip.id == files.id:
            what = f"the clip {clip.id} exists already: {project.shown(clip.storyboard)}."
            raise RequestError(Problem(what, "Begin the name with another word."))
    if files.scene.is_file():
        what = f"{files.shown(files.scene)} would perform the storyboard {stem!r}."
        raise RequestError(Problem(what, "Begin the name with another word."))
    text = STARTER.read_text("utf-8").replace("clip: search\n", f"clip: {files.id}\n")
    with files.storyboard.open("x", encoding="utf-8") as file:
        file.write(text)
    write_picture_schema(project)
    return files.id, files.storyboard


def create_project(folder: Path) -> tuple[Project, str]:
    """Write the template's files and their schemas to a folder that is empty or new.

    Returns the project and the id of its clip.
    """
    from storyreel.pictures.schema import write_schemas
    from storyreel.storyboard.catalog import all_clips

    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(TEMPLATE, folder, ignore=ignored, dirs_exist_ok=True)
    (folder / "gitignore").rename(folder / ".gitignore")
    project = Project.at(folder)
    write_schemas(project)
    return project, all_clips(project)[0].id


def _require_new(folder: Path) -> None:
    """Raise RequestError if anything would be overwritten."""
    empty = folder.is_dir() and not any(folder.iterdir())
    if not empty and (folder.exists() or folder.is_symlink()):
        what = f"{folder} exists already." if not folder.is_dir() else f"{folder} is not empty."
        raise RequestError(Problem(what, "Name a new folder."))
