"""`test`: the project's tests, run by pytest in this interpreter."""

from __future__ import annotations

import argparse
import subprocess
import sys

from storyreel.base.project import Project
from storyreel.cli.reply import Console, Reply

SIDE_BY_SIDE = ["-n", "logical", "--dist", "loadfile", "--no-loadscope-reorder"]
"""A file's tests share what is dear to make. In the order of the folders the longest files come
first (`e2e`), and many short ones at the end keep all cores busy."""


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Hand the rest of the command line to pytest; its exit code is ours.

    Without any, all cores run the tests, each file in one process.
    """
    asked = options.pytest or SIDE_BY_SIDE
    command = [sys.executable, "-m", "pytest", *asked]
    return Reply(exit_code=subprocess.run(command, cwd=project.root, check=False).returncode)
