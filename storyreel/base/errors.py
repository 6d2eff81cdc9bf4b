"""Errors that say where something is wrong, what, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from typing import Any


class ExitCode(IntEnum):
    """Exit codes of the program."""

    OK = 0
    FAILED_INSPECTION = 1
    BAD_REQUEST = 2
    UNABLE_MACHINE = 3
    INTERRUPTED = 130


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A position in a text file: the path as shown to the user; line and column count from 1."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


LONGEST_WORD, LONGEST_TEXT = 255, 3000
"""Characters of a word, at least a file name, and of a sentence that are shown of a problem."""

_LONG_WORD = re.compile(rf"[^\s/]{{{LONGEST_WORD + 1},}}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: what is wrong, where, and its remedy; `what` and `remedy` are sentences.

    Both are shortened where they quote names or texts of extreme length.
    """

    what: str
    remedy: str = ""
    where: Location | None = None

    def __post_init__(self) -> None:
        for name in ("what", "remedy"):
            object.__setattr__(self, name, _readable(getattr(self, name)))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" {self.remedy}" if self.remedy else "")


def _readable(sentences: str) -> str:
    """Sentences with extremely long words cut short, and the end of a long quotation left out."""
    words = _LONG_WORD.sub(lambda word: f"{word[0][: LONGEST_WORD // 2]}…", sentences)
    return words if len(words) <= LONGEST_TEXT else f"{words[: LONGEST_TEXT - 1]}…"


class StoryreelError(Exception):
    """An error that the user can fix; carries every problem found, not only the first."""

    exit_code = ExitCode.BAD_REQUEST

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("a StoryreelError needs at least one problem")
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))

    def __reduce__(self) -> tuple[type[StoryreelError], tuple[Problem, ...]]:
        return type(self), self.problems


class RequestError(StoryreelError):
    """The command line, a storyboard, an asset or a scene is wrong (exit code 2)."""


class MachineError(StoryreelError):
    """The machine lacks a library, disk space, memory or a permission (exit code 3)."""

    exit_code = ExitCode.UNABLE_MACHINE


class InspectionError(StoryreelError):
    """A clip was rendered but failed inspection (exit code 1)."""

    exit_code = ExitCode.FAILED_INSPECTION


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The valid name most similar to `name`, or None if none is similar.

    A name less than half as long is similar only where it is the beginning.
    """
    alike = [each for each in names if _similar_length(*sorted((name, each), key=len))]
    return next(iter(get_close_matches(name, alike, n=1, cutoff=0.5)), None)


def _similar_length(short: str, long: str) -> bool:
    return 2 * len(short) >= len(long) or long.startswith(short)


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """`Did you mean 'x'? ` for the most similar valid name, or an empty text if none is."""
    near = nearest(name, names)
    return f"Did you mean {near!r}? " if near else ""


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
