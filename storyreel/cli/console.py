"""The answer of a command: lines while it runs, one document and an exit code at its end."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from storyreel.base.errors import ExitCode
from storyreel.cli.streams import write_line


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of a command: a document for machines, and the exit code.

    The lines for people have already been printed.
    """

    document: dict[str, Any] = field(default_factory=dict)
    exit_code: int = ExitCode.OK


@dataclass(frozen=True, slots=True)
class Console:
    """Prints the answer for people while a command runs."""

    json: bool
    quiet: bool

    def say(self, line: str = "") -> None:
        """Print one line to standard output, unless `--json` or `--quiet` is given."""
        if not (self.json or self.quiet):
            write_line(line)


def write_document(document: dict[str, Any]) -> None:
    """Print the one JSON document of a run."""
    write_line(document_text(document))


def document_text(document: dict[str, Any]) -> str:
    """A document as JSON; ASCII only, so that every locale can print it."""
    return json.dumps(document, indent=2, allow_nan=False)
