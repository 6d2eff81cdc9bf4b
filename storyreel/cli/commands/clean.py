"""`clean`: delete stored segments and leftovers of killed runs."""

from __future__ import annotations

import argparse

from storyreel.base.counted import counted
from storyreel.base.disk import explained_write_errors, megabytes
from storyreel.base.project import Project
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options
from storyreel.encode.segment_store import Store
from storyreel.output.staging import sweep_staging

EXAMPLES: tuple[Example, ...] = (("", ""), ("--json", ""))


def add_options(parser: argparse.ArgumentParser) -> None:
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Delete stored segments and leftovers of killed runs, and report the freed space."""
    store = Store(project.store)
    folder = project.shown(store.folder)

    def waiting() -> None:
        console.say(f"{folder} is in use; waiting for the render to finish.")

    with explained_write_errors(store.folder):
        removed, size = store.clear(waiting)
    console.say(f"{folder}: {counted(removed, 'segment')} removed, {megabytes(size)} freed")
    leftovers, leftover_bytes = sweep_staging(project.media)
    if leftovers:
        what = "leftover of a killed run" if leftovers == 1 else "leftovers of killed runs"
        freed = megabytes(leftover_bytes)
        console.say(f"{project.shown(project.media)}: {leftovers} {what} removed, {freed} freed")
    return Reply(
        {
            "folder": str(store.folder),
            "removed": removed,
            "drafts": leftovers,
            "freed_bytes": size + leftover_bytes,
        }
    )
