"""`doctor`: what this machine has, what is missing, and how to fix it."""

from __future__ import annotations

import argparse

from storyreel.base.project import Project
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options
from storyreel.install.doctor import examine

EXAMPLES: tuple[Example, ...] = (("", ""), ("--json", ""))


def add_options(parser: argparse.ArgumentParser) -> None:
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Check everything that a render needs; the exit code is 3 if something is missing."""
    diagnosis = examine(project)
    console.say(diagnosis.text())
    return Reply(diagnosis.as_data(), diagnosis.exit_code)
