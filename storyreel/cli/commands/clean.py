"""`clean`: empty the store of finished segments."""

from __future__ import annotations

import argparse

from storyreel.cli.reply import Reply, Voice
from storyreel.paths import Project
from storyreel.publish import megabytes, told_plainly
from storyreel.store import Store


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Remove every stored segment and say what that has freed."""
    store = Store(project.store)
    folder = project.shown(store.folder)

    def waiting() -> None:
        voice.say(f"{folder} is in use; waiting for the render to finish.")

    with told_plainly(store.folder):
        removed, size = store.clear(waiting)
    plural = "" if removed == 1 else "s"
    voice.say(f"{folder}: {removed} segment{plural} removed, {megabytes(size)} freed")
    return Reply({"folder": str(store.folder), "removed": removed, "freed_bytes": size})
