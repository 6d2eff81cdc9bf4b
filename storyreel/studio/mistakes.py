"""Mistakes for the page: where they are, what is wrong, and the line of the file itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from storyreel.base.errors import Location, Problem, problems_as_data
from storyreel.base.project import Project

_LONGEST_FILE = 1 << 20


def mistakes_data(problems: Iterable[Problem], project: Project) -> list[dict[str, Any]]:
    """Problems as data; `excerpt` is the line of a file of the project, None without one."""
    found = list(problems)
    return [
        data | {"excerpt": _line_at(problem.where, project)}
        for problem, data in zip(found, problems_as_data(found), strict=True)
    ]


def _line_at(where: Location | None, project: Project) -> str | None:
    if where is None or not where.line:
        return None
    path = (project.root / where.path).resolve()
    inside = path.is_relative_to(project.root) and path.suffix in (".yaml", ".py")
    if not inside or not path.is_file() or path.stat().st_size > _LONGEST_FILE:
        return None
    return _line(path, where.line)


def _line(path: Path, number: int) -> str | None:
    text = path.read_text("utf-8", "replace").removeprefix("\ufeff")
    if "\0" in text:  # as in UTF-16, of which no line can be read
        return None
    lines = text.splitlines()
    return lines[number - 1] if number <= len(lines) else None
