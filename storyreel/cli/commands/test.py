"""`test`: the project's tests, run by pytest in this interpreter."""

from __future__ import annotations

import argparse
import subprocess
import sys

from storyreel.cli.reply import Reply, Voice
from storyreel.paths import Project


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Hand the rest of the command line to pytest; its exit code is ours.

    Without any, all cores run the tests side by side.
    """
    asked = options.pytest or ["-n", "logical", "--dist", "loadgroup"]
    command = [sys.executable, "-m", "pytest", *asked]
    return Reply(exit_code=subprocess.run(command, cwd=project.root, check=False).returncode)
