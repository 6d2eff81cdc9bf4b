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
    """Look at everything; the exit code says whether a clip can be rendered here."""
    diagnosis = examine(project)
    console.say(diagnosis.text())
    return Reply(diagnosis.as_data(), diagnosis.exit_code)
