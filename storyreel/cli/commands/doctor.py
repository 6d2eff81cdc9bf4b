"""`doctor`: what this machine has, what is missing, and the line that mends it."""

from __future__ import annotations

import argparse

from storyreel.base.project import Project
from storyreel.cli.reply import Console, Reply
from storyreel.install.doctor import examine


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Look at everything; the exit code says whether a clip can be rendered here."""
    diagnosis = examine(project)
    console.say(diagnosis.text())
    return Reply(diagnosis.as_data(), diagnosis.exit_code)
