"""`doctor`: what this machine has, what is missing, and the line that mends it."""

from __future__ import annotations

import argparse

from storyreel.cli.reply import Reply, Voice
from storyreel.doctor import examine
from storyreel.paths import Project


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Look at everything; the exit code says whether a clip can be rendered here."""
    diagnosis = examine(project)
    voice.say(diagnosis.text())
    return Reply(diagnosis.as_data(), diagnosis.exit_code)
