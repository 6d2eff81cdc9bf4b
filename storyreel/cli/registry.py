"""The commands, in the order in which the help lists them."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from storyreel.base.project import Project
    from storyreel.cli.console import Console, Reply

RENDER = "render"
"""The command that may be omitted."""

COMMANDS = {
    RENDER: "render, inspect and publish clips (the word `render` may be omitted)",
    "new": "write a storyboard that renders at once, or a project folder with one",
    "list": "list clips, their rendered files, and whether each is up to date",
    "check": "check storyboards without rendering",
    "inspect": "inspect a published clip or any video file",
    "verify": "render a clip again with other workers and compare both, bit for bit",
    "sheet": "draw a contact sheet or a single frame without rendering video",
    "slides": "put clips into a PowerPoint deck, an HTML deck or a PDF handout",
    "export": "export a GIF or WebP loop, PNG pictures, or a page that draws the clip",
    "studio": "see a clip live in the browser while you write it",
    "watch": "make the sheet or a frame again on every save",
    "schema": "write the JSON Schemas that let editors complete and check storyboards",
    "clean": "delete stored segments and leftovers of killed runs",
    "worker": "render segments for a cluster (see --cluster)",
    "bench": "estimate rendering times on this machine (half a minute)",
    "doctor": "check this machine and say how to fix what is missing",
    "test": "run the tests; all arguments go to pytest",
}
"""The name of each command and what it does, in one line."""

Example = tuple[str, str]
"""The arguments of a command line, and a comment or ""."""


class Command(Protocol):
    """What the module `storyreel.cli.commands.NAME` provides."""

    EXAMPLES: tuple[Example, ...]

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's options."""

    def run(self, options: argparse.Namespace, project: Project, console: Console) -> Reply:
        """Do the work; raises StoryreelError for what the user can fix."""


def command(name: str) -> Command:
    """Import the module of one command. No other command's imports are paid for."""
    return cast(Command, import_module(f"storyreel.cli.commands.{name}"))


def nearest_command(name: str) -> str | None:
    """The command that a mistyped word may have meant."""
    return next(iter(get_close_matches(name, COMMANDS, n=1, cutoff=0.75)), None)
