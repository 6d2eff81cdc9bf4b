"""`schema`: the JSON Schemas by which an editor completes and checks storyboards."""

from __future__ import annotations

import argparse

from storyreel.base.errors import ExitCode
from storyreel.base.project import Project
from storyreel.cli.reply import Console, Reply
from storyreel.output.publish import clear_disk_errors
from storyreel.storyboard.schema import FOLDER, schema_files, stale_files


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write what is not current, remove what belongs to no clip; or only say which that is."""
    files, stale = schema_files(project), stale_files(project)
    folder = project.storyboards / FOLDER
    if not options.check:
        with clear_disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for path in stale:
                if path in files:
                    path.write_text(files[path], encoding="utf-8")
                else:
                    path.unlink()
    for path in stale:
        what = "not current" if options.check else "written" if path in files else "removed"
        console.say(f"{project.shown(path)}: {what}")
    if not stale:
        console.say(f"{len(files)} schema{'' if len(files) == 1 else 's'}: current")
    elif options.check:
        console.say("Run render.py schema to write them.")
    exit_code = ExitCode.FAILED_INSPECTION if options.check and stale else ExitCode.OK
    schemas = [{"path": str(path), "current": path not in stale} for path in files]
    changed = [str(path) for path in stale]
    return Reply({"schemas": schemas, "changed": changed}, exit_code)
