"""`new`: a project folder with one clip, ready to render."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.base.program import CHECKOUT
from storyreel.base.project import Project
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import output_options, path

EXAMPLES: tuple[Example, ...] = (("my-lesson", ""), ("courses/week-3", ""))

TEMPLATE = Path(__file__).parents[1] / "template"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", type=path, metavar="FOLDER", help="the folder to create; it must not exist"
    )
    output_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Copy the template to a new folder and add the schemas for its storyboards."""
    from storyreel.base.disk import explained_disk_errors
    from storyreel.storyboard.catalog import all_clips

    folder: Path = options.folder
    _require_new(folder)
    with explained_disk_errors(folder):
        lesson = create_project(folder)
    clip = all_clips(lesson)[0].id
    program = "storyreel" if CHECKOUT is None else f"python3 {CHECKOUT / 'render.py'}"
    console.say(f"{folder}: a project with one clip, {clip}")
    console.say(f"\nNext:\n  cd {folder}\n  {program} {clip} --quality smoke")
    return Reply({"project": str(lesson.root), "clips": [clip], "problems": []})


def create_project(folder: Path) -> Project:
    """Write the template's files and their schemas to a folder that is empty or new."""
    from storyreel.pictures.schema import write_schemas

    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(TEMPLATE, folder, ignore=ignored, dirs_exist_ok=True)
    (folder / "gitignore").rename(folder / ".gitignore")
    project = Project.at(folder)
    write_schemas(project)
    return project


def _require_new(folder: Path) -> None:
    """Raise RequestError if anything would be overwritten."""
    empty = folder.is_dir() and not any(folder.iterdir())
    if not empty and (folder.exists() or folder.is_symlink()):
        what = f"{folder} exists already." if not folder.is_dir() else f"{folder} is not empty."
        raise RequestError(Problem(what, "Name a new folder."))
