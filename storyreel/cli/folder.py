"""The project's folder, as commands require it."""

from __future__ import annotations

from storyreel.base.errors import Problem, RequestError
from storyreel.base.program import PROGRAM
from storyreel.base.project import STORYBOARDS, Project


def require_project(project: Project) -> None:
    """Raise RequestError if the folder is not a project, with the ways to get to one."""
    if not project.storyboards.is_dir():
        what = f"{project.root} is not a project: it has no folder {STORYBOARDS}."
        remedy = (
            f"Change to a project's folder, name one with --project DIR, or create one with "
            f"`{PROGRAM} new my-lesson`."
        )
        raise RequestError(Problem(what, remedy))
