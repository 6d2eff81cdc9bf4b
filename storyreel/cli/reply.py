"""What a command answers: words while it runs, a document and an exit code at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from storyreel.base.errors import ExitCode, Problem


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command has to say: a document for machines, and the exit code, which joins it.

    Words for people have already been said while it ran.
    """

    document: dict[str, Any] = field(default_factory=dict)
    exit_code: int = ExitCode.OK


@dataclass(frozen=True, slots=True)
class Console:
    """How a command speaks to people while it runs."""

    json: bool
    quiet: bool

    def say(self, line: str = "") -> None:
        """One line of a command's answer, on standard output unless a document goes there."""
        if not (self.json or self.quiet):
            print(line, flush=True)


def problems_as_data(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems for a JSON document."""
    return [
        {
            "path": problem.where.path if problem.where else None,
            "line": problem.where.line if problem.where else None,
            "column": problem.where.column if problem.where else None,
            "what": problem.what,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]
