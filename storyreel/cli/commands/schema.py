"""`schema`: JSON Schemas that let editors complete and check storyboards."""

from __future__ import annotations

import argparse

from storyreel.base.counted import counted
from storyreel.base.disk import explained_write_errors
from storyreel.base.errors import ExitCode
from storyreel.base.program import PROGRAM
from storyreel.base.project import Project
from storyreel.cli.console import Console, Reply
from storyreel.cli.folder import require_project
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options
from storyreel.pictures.schema import schema_files, stale_files, write_schemas
from storyreel.storyboard.schema import FOLDER

EXAMPLES: tuple[Example, ...] = (
    ("", "write those that are out of date"),
    ("--check", "only report them, for CI"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if a schema is out of date"
    )
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write schemas that are out of date and delete those of no clip, or only report them."""
    require_project(project)
    files = schema_files(project)
    stale = stale_files(project, files)
    if not options.check:
        with explained_write_errors(project.storyboards / FOLDER):
            write_schemas(project)
    for path in stale:
        what = "out of date" if options.check else "written" if path in files else "deleted"
        console.say(f"{project.shown(path)}: {what}")
    if not stale:
        console.say(f"{counted(len(files), 'schema')}: up to date")
    elif options.check:
        console.say(f"Run {PROGRAM} schema to write them.")
    exit_code = ExitCode.FAILED_INSPECTION if options.check and stale else ExitCode.OK
    schemas = [{"path": str(path), "current": path not in stale} for path in files]
    changed = [str(path) for path in stale]
    return Reply({"schemas": schemas, "changed": changed}, exit_code)
