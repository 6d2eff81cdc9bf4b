"""`clean`: empty the store of finished segments, and forget what killed runs left."""

from __future__ import annotations

import argparse

from storyreel.cli.reply import Reply, Voice
from storyreel.drafts import sweep_drafts
from storyreel.paths import Project
from storyreel.publish import megabytes, told_plainly
from storyreel.store import Store


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Remove stored segments and the drafts that nobody works on; say what that has freed."""
    store = Store(project.store)
    folder = project.shown(store.folder)

    def waiting() -> None:
        voice.say(f"{folder} is in use; waiting for the render to finish.")

    with told_plainly(store.folder):
        removed, size = store.clear(waiting)
    plural = "" if removed == 1 else "s"
    voice.say(f"{folder}: {removed} segment{plural} removed, {megabytes(size)} freed")
    drafts, draft_bytes = sweep_drafts(project.media)
    if drafts:
        what = "draft of a killed run" if drafts == 1 else "drafts of killed runs"
        freed = megabytes(draft_bytes)
        voice.say(f"{project.shown(project.media)}: {drafts} {what} removed, {freed} freed")
    return Reply(
        {
            "folder": str(store.folder),
            "removed": removed,
            "drafts": drafts,
            "freed_bytes": size + draft_bytes,
        }
    )
