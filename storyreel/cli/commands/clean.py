"""`clean`: delete stored segments and leftovers of killed runs."""

from __future__ import annotations

import argparse

from storyreel.base.disk import explained_disk_errors, megabytes
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
    """Delete stored segments and unused drafts, and report the space that this frees."""
    store = Store(project.store)
    folder = project.shown(store.folder)

    def waiting() -> None:
        console.say(f"{folder} is in use; waiting for the render to finish.")

    with explained_disk_errors(store.folder):
        removed, size = store.clear(waiting)
    plural = "" if removed == 1 else "s"
    console.say(f"{folder}: {removed} segment{plural} removed, {megabytes(size)} freed")
    drafts, draft_bytes = sweep_staging(project.media)
    if drafts:
        what = "draft of a killed run" if drafts == 1 else "drafts of killed runs"
        freed = megabytes(draft_bytes)
        console.say(f"{project.shown(project.media)}: {drafts} {what} removed, {freed} freed")
    return Reply(
        {
            "folder": str(store.folder),
            "removed": removed,
            "drafts": drafts,
            "freed_bytes": size + draft_bytes,
        }
    )
